import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from './fail.ts'
import { sha256 } from './files.ts'
import { run } from './run.ts'

const MAX_REPLY = 64 * 1024

/**
 * A timestamp of a file by an authority (RFC 3161, section 3.4): who holds the signing key can date what they sign as
 * they like, the authority cannot be asked to.
 * @returns the reply (DER), to be kept beside the file
 * @throws Failure TIMESTAMP-FAILED when the authority does not answer, or grants nothing
 */
export async function timestampOf(
  path: string,
  authority: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'socle-timestamp-'))
  try {
    const query = join(folder, 'query.tsq')
    await run(['openssl', 'ts', '-query', '-data', path, '-sha256', '-cert', '-out', query])
    const reply = await post(authority, readFileSync(query), signal)
    const kept = join(folder, 'reply.tsr')
    writeFileSync(kept, reply)
    const { stdout } = await run(['openssl', 'ts', '-reply', '-in', kept, '-text'])
    if (!/^Status: Granted\./m.test(stdout)) throw new Error(/^Status: .*/m.exec(stdout)?.[0] ?? 'no status')
    if (imprintOf(stdout) !== sha256(readFileSync(path))) throw new Error('the reply is about something else')
    return reply
  } catch (cause) {
    signal?.throwIfAborted()
    const reason = (cause as Error).message.split('\n')[0] ?? ''
    throw new Failure(
      'TIMESTAMP-FAILED',
      {
        fr: `${authority} n'a pas horodaté le rapport (${reason})`,
        en: `${authority} did not timestamp the report (${reason})`,
      },
      { cause },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Digest that a reply is about, out of the dump that OpenSSL prints of it (`    0000 - 3a 5b … -   :[…`). */
function imprintOf(text: string): string {
  const dump = /^Message data:\n((?: +[0-9a-f]{4} - .*\n)+)/m.exec(text)?.[1] ?? ''
  const bytes = dump.split('\n').flatMap((line) => line.slice(11, 59).match(/[0-9a-f]{2}/g) ?? [])
  return `sha256:${bytes.join('')}`
}

async function post(authority: string, query: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
  const bound = AbortSignal.timeout(20_000)
  const response = await fetch(authority, {
    method: 'POST',
    headers: { 'Content-Type': 'application/timestamp-query' },
    body: new Uint8Array(query),
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, bound]) : bound,
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const reply = new Uint8Array(await response.arrayBuffer())
  if (reply.length > MAX_REPLY) throw new Error(`${reply.length} bytes`)
  return reply
}
