import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestampOf } from '../../../scripts/lib/timestamp.ts'

const CONFIG = (folder: string): string => `[req]
distinguished_name = name
[name]
[extensions]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = lab
[lab]
dir = ${folder}
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${folder}/tsa.crt
certs = ${folder}/tsa.crt
signer_key = ${folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
`

/** An authority of the lab's own on loopback: OpenSSL's, behind Node's HTTP server. */
describe('a timestamp (RFC 3161)', () => {
  let folder: string
  let server: Server
  /** What the authority answers; by default, the truth. */
  let answer: ((query: Buffer) => Buffer) | undefined
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'socle-tsa-'))
    writeFileSync(join(folder, 'tsa.cnf'), CONFIG(folder))
    writeFileSync(join(folder, 'serial'), '01\n')
    writeFileSync(join(folder, 'MANIFEST.sha256'), 'abc  report.html\n')
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.crt',
      '-subj',
      '/CN=Lab TSA',
      '-config',
      'tsa.cnf',
      '-extensions',
      'extensions',
    )
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const reply = (answer ?? granted)(Buffer.concat(chunks))
        response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(reply)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const granted = (query: Buffer): Buffer => {
    writeFileSync(join(folder, 'query.tsq'), query)
    return openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq')
  }
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const stamped = () => timestampOf(join(folder, 'MANIFEST.sha256'), address())

  test('is verified by OpenSSL with the authority certificate', async () => {
    writeFileSync(join(folder, 'MANIFEST.sha256.tsr'), await stamped())
    const verify = () =>
      execFileSync(
        'openssl',
        ['ts', '-verify', '-data', 'MANIFEST.sha256', '-in', 'MANIFEST.sha256.tsr', '-CAfile', 'tsa.crt'],
        { cwd: folder, encoding: 'utf8', stdio: 'pipe' },
      )
    expect(verify()).toContain('Verification: OK')
  })

  test('of something else is refused', async () => {
    answer = () => {
      writeFileSync(join(folder, 'other'), 'other')
      openssl('ts', '-query', '-data', 'other', '-sha256', '-cert', '-out', 'other.tsq')
      return openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'other.tsq')
    }
    await expect(stamped()).rejects.toThrow(
      `TIMESTAMP-FAILED ${address()} did not timestamp the report (the reply is about something else)`,
    )
  })

  test('that is no reply is refused', async () => {
    answer = () => Buffer.from('hello')
    await expect(stamped()).rejects.toThrow('TIMESTAMP-FAILED')
  })

  test('by nobody is refused', async () => {
    await expect(timestampOf(join(folder, 'MANIFEST.sha256'), 'http://127.0.0.1:9/')).rejects.toThrow(
      'TIMESTAMP-FAILED',
    )
  })
})
