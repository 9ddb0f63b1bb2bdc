import { extract, pack } from 'tar-stream'
import { createHash } from 'node:crypto'
import type { Container } from 'dockerode'
import { isNotFound } from './client.ts'

/** One file or directory of an archive, with everything its consumer's access depends on. */
export interface ArchiveEntry {
  readonly name: string
  readonly type: 'file' | 'directory'
  /** Permission bits, for example `0o400`. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly content: Buffer
}

/** A tar of the entries, in the order given; dates are fixed so that equal entries give equal bytes. */
export async function packArchive(entries: readonly ArchiveEntry[]): Promise<Buffer> {
  const archive = pack()
  for (const { content, ...header } of entries) archive.entry({ ...header, mtime: new Date(0) }, content)
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/**
 * Files and directories below `path` of a container that need not run, `undefined` when `path` does not exist.
 * Names are as Docker gives them: relative to the parent of `path`, directories without their last slash.
 */
export async function readArchive(
  container: Container,
  path: string,
  signal?: AbortSignal,
): Promise<ArchiveEntry[] | undefined> {
  const options = { path, ...(signal ? { abortSignal: signal } : {}) }
  const source = await container.getArchive(options).catch((error: unknown) => {
    if (isNotFound(error)) return undefined
    throw error
  })
  if (!source) return undefined
  const archive = extract()
  source.on('error', (error: Error) => archive.destroy(error))
  const entries: ArchiveEntry[] = []
  for await (const entry of source.pipe(archive)) {
    const { name, type, mode = 0, uid = 0, gid = 0 } = entry.header
    const content = await bytesOf(entry)
    if (type !== 'file' && type !== 'directory') continue
    entries.push({ name: name.replace(/\/$/, ''), type, mode: mode & 0o7777, uid, gid, content })
  }
  return entries
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export const hexDigest = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex')

/** Deterministic on every machine: by code unit, never by locale. */
export const byName = (a: { name: string }, b: { name: string }): number =>
  a.name < b.name ? -1 : Number(a.name > b.name)
