import { spawn } from 'node:child_process'
import { constants } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { probeResumption, ticketOf } from '../../../scripts/probes/tls-session.ts'
import type { TlsVersion } from '../../../scripts/probes/tls-handshake.ts'
import { tlv } from '../../../scripts/secrets/der.ts'
import { certificates, Doors, NAME, type Pair } from './doors.ts'

const doors = new Doors()
let own: Pair
beforeAll(async () => {
  own = (await certificates()).own
})
afterEach(async () => {
  vi.useRealTimers()
  await doors.close()
})

const resumption = (port: number, ...offered: TlsVersion[]) =>
  probeResumption({ host: '127.0.0.1', port, servername: NAME }, offered)

describe('a session as node:tls hands it over', () => {
  const number = (value: number) => tlv(2, Buffer.from(value.toString(16).padStart(10, '0'), 'hex'))
  const session = (
    fields: Readonly<Record<number, number>>,
    ticket = tlv(0xaa, tlv(4, Buffer.from('ticket'))),
  ) =>
    tlv(
      0x30,
      number(1),
      ...Object.entries(fields).map(([tag, value]) => tlv(Number(tag), number(value))),
      ticket,
    )

  test.each<[string, Buffer, TlsVersion, unknown]>([
    ['a ticket of an hour', session({ 0xa9: 3600 }), 'TLSv1.2', [{ seconds: 3600, earlyDataBytes: 0 }]],
    ['one whose lifetime is left to the client', session({}), 'TLSv1.2', [{ earlyDataBytes: 0 }]],
    ['one to be thrown away', session({}), 'TLSv1.3', [{ seconds: 0, earlyDataBytes: 0 }]],
    [
      'early data',
      session({ 0xa9: 60, 0xaf: 0xffffffff }),
      'TLSv1.3',
      [{ seconds: 60, earlyDataBytes: 0xffffffff }],
    ],
    ['no ticket', session({ 0xa9: 3600 }, Buffer.alloc(0)), 'TLSv1.2', []],
  ])('%s', (_what, der, version, expected) => expect(ticketOf(der, version)).toEqual(expected))
})

test('the longest ticket of all versions', async () => {
  const port = await doors.tls(own, { sessionTimeout: 86_401 })
  expect(await resumption(port, 'TLSv1.2', 'TLSv1.3')).toEqual({ ticketSeconds: 86_401, earlyData: false })
})

test('a door that gives no ticket', async () => {
  const port = await doors.tls(own, { secureOptions: constants.SSL_OP_NO_TICKET, maxVersion: 'TLSv1.2' })
  expect(await resumption(port, 'TLSv1.2')).toEqual({ ticketSeconds: 0 })
})

test('a door that never answers was not seen whole', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const port = await doors.tls(own, {}, () => vi.advanceTimersByTime(5000))
  expect(await resumption(port, 'TLSv1.3')).toEqual({})
})

test('a door that takes early data', async () => {
  const port = await earlyDoor(own)
  expect(await resumption(port, 'TLSv1.3')).toEqual({ ticketSeconds: 7200, earlyData: true })
})

/** node:tls serves no early data; OpenSSL's own server does, and says what it reads from its input. */
async function earlyDoor({ certificate, key }: Pair): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'socle-early-'))
  writeFileSync(join(folder, 'certificate'), certificate)
  writeFileSync(join(folder, 'key'), key)
  const options = 's_server -accept 127.0.0.1:0 -early_data -max_early_data 16384 -cert certificate -key key'
  const server = spawn('openssl', options.split(' '), { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => {
    server.kill()
    rmSync(folder, { recursive: true })
  })
  let said = ''
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const port = /ACCEPT 127\.0\.0\.1:(\d+)\s/.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
      if (said.includes('GET / ')) server.stdin.end('HTTP/1.1 200 OK\n')
    })
  })
}
