import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { probeTls } from '../../../scripts/probes/tls.ts'
import { SUITES } from '../../../scripts/probes/tls-suites.ts'
import { certificates, Doors, NAME, type Pair } from './doors.ts'

const STRONG = ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305']
const doors = new Doors()
let given: Awaited<ReturnType<typeof certificates>>
beforeAll(async () => {
  given = await certificates()
})
afterEach(() => doors.close())

const allBut = (accepted: readonly string[]): string[] =>
  Object.keys(SUITES).filter((name) => !accepted.includes(name))

test('a strong door: all that is seen of it', async () => {
  const { own, authority } = given
  const port = await doors.tls(own, {
    minVersion: 'TLSv1.2',
    ciphers: [...STRONG, 'TLS_AES_256_GCM_SHA384'].join(':'),
    honorCipherOrder: true,
    sessionTimeout: 3600,
  })
  const { validFrom, validTo, fingerprint256 } = new X509Certificate(own.certificate)
  expect(await probeTls('127.0.0.1', port, NAME, own.certificate, authority)).toEqual({
    address: `127.0.0.1:${port}`,
    offered: ['TLSv1.2', 'TLSv1.3'],
    refused: ['TLSv1', 'TLSv1.1'],
    ciphers: { accepted: STRONG, refused: allBut(STRONG) },
    serverOrder: true,
    compression: false,
    ticketSeconds: 3600,
    earlyData: false,
    certificate: {
      hostname: NAME,
      notBefore: new Date(validFrom).toISOString(),
      notAfter: new Date(validTo).toISOString(),
      names: [NAME],
      usages: ['1.3.6.1.5.5.7.3.1'],
      keyType: 'ec',
      keyBits: 256,
      signature: 'ecdsa-with-SHA256',
      fingerprint256,
      chained: true,
      isPublic: false,
    },
  })
})

test('a weak door: old versions, weak suites in the order of the client, a week of tickets', async () => {
  const weak = weakPair()
  const port = await doors.tls(weak, {
    minVersion: 'TLSv1',
    ciphers: 'AES128-SHA:NULL-SHA:AECDH-AES128-SHA:ECDHE-RSA-AES128-SHA:@SECLEVEL=0',
    honorCipherOrder: false,
    sessionTimeout: 604_800,
  })
  const accepted = ['ECDHE-RSA-AES128-SHA', 'AES128-SHA', 'NULL-SHA', 'AECDH-AES128-SHA']
  const seen = await probeTls('127.0.0.1', port, NAME, weak.certificate, given.authority)
  expect(seen).toMatchObject({
    offered: ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
    refused: [],
    ciphers: { accepted, refused: allBut(accepted) },
    serverOrder: false,
    ticketSeconds: 604_800,
    certificate: {
      names: [],
      usages: [],
      keyType: 'rsa',
      keyBits: 1024,
      signature: 'sha1WithRSAEncryption',
      chained: false,
    },
  })
})

test('a door of TLS 1.3 alone has no older suite to try, and compresses nothing', async () => {
  const port = await doors.tls(given.own, { minVersion: 'TLSv1.3' })
  const { certificate, ...seen } = (await probeTls('127.0.0.1', port, NAME, given.own.certificate)) ?? {}
  expect(seen).toEqual({
    address: `127.0.0.1:${port}`,
    offered: ['TLSv1.3'],
    refused: ['TLSv1', 'TLSv1.1', 'TLSv1.2'],
    compression: false,
    ticketSeconds: 7200,
    earlyData: false,
  })
  // Nobody said which authority it should be.
  expect(certificate).not.toHaveProperty('chained')
})

test('a door of TLS 1.2 alone has no early data', async () => {
  const port = await doors.tls(given.own, { maxVersion: 'TLSv1.2' })
  const seen = await probeTls('127.0.0.1', port, NAME, given.own.certificate)
  expect(seen).toMatchObject({
    offered: ['TLSv1.2'],
    refused: ['TLSv1', 'TLSv1.1', 'TLSv1.3'],
    earlyData: false,
  })
})

test('a certificate whose time is over: whether its chain was right cannot be told', async () => {
  const { late, authority } = given
  const port = await doors.tls(late, {})
  const seen = await probeTls('127.0.0.1', port, NAME, late.certificate, authority)
  expect(seen?.certificate?.notAfter).toBe(
    new Date(new X509Certificate(late.certificate).validTo).toISOString(),
  )
  expect(seen?.certificate).not.toHaveProperty('chained')
})

test("another's door, or a door whose certificate is not known, was not seen", async () => {
  const { own, other } = given
  expect(await probeTls('127.0.0.1', await doors.tls(other, {}), NAME, own.certificate)).toBeUndefined()
  expect(await probeTls('127.0.0.1', await doors.tls(own, {}), NAME, undefined)).toBeUndefined()
})

test('nobody listening, or only resets: nothing was refused, nothing was seen', async () => {
  const resetting = await doors.tcp((socket) => socket.resetAndDestroy())
  expect(await probeTls('127.0.0.1', resetting, NAME, given.own.certificate)).toBeUndefined()
  expect(await probeTls('127.0.0.1', await doors.shut(), NAME, given.own.certificate)).toBeUndefined()
})

/** RSA of 1024 bits signed with SHA-1, which no tool of the site would make. */
function weakPair(): Pair {
  const folder = mkdtempSync(join(tmpdir(), 'socle-weak-'))
  const args = 'req -x509 -newkey rsa:1024 -sha1 -nodes -keyout key -out certificate -days 5 -subj /CN=weak'
  execFileSync('openssl', args.split(' '), { cwd: folder, stdio: 'ignore', timeout: 20_000 })
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const pair = { certificate: read('certificate'), key: read('key') }
  rmSync(folder, { recursive: true })
  return pair
}
