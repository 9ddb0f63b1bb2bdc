import { execFileSync } from 'node:child_process'
import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { probeSuites, SUITES } from '../../../scripts/probes/tls-suites.ts'
import { Doors } from './doors.ts'

const doors = new Doors()
afterEach(() => doors.close())

const [AES256, AES128, CHACHA, RC4] = [
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'RC4-SHA',
].map((name) => ({ name, code: SUITES[name] ?? 0 }))
const ALERT = (description: number): Buffer => Buffer.of(21, 3, 3, 0, 2, 2, description)

/** A server that knows these suites, in this order, and answers the first that the client offers too. */
function choosing(known: readonly number[], choose: Partial<Choice> = {}) {
  const { isOwnOrder = true, compression = 0, refusal = 40 } = choose
  return doors.tcp((socket: Socket) =>
    socket.once('data', (hello: Buffer) => {
      const length = hello.readUInt16BE(44)
      const offered = Array.from({ length: length / 2 }, (_, index) => hello.readUInt16BE(46 + 2 * index))
      const [first, second] = isOwnOrder ? [known, offered] : [offered, known]
      const chosen = first.find((suite) => second.includes(suite))
      socket.end(chosen === undefined ? ALERT(refusal) : serverHello(chosen, compression))
    }),
  )
}

interface Choice {
  readonly isOwnOrder: boolean
  readonly compression: number
  readonly refusal: number
}

function serverHello(suite: number, compression: number): Buffer {
  const body = Buffer.concat([
    Buffer.of(3, 3),
    Buffer.alloc(33),
    Buffer.of(suite >> 8, suite & 0xff, compression),
  ])
  return Buffer.concat([Buffer.of(22, 3, 3, 0, body.length + 4, 2, 0, 0, body.length), body])
}

const probe = (port: number, agreed = AES256?.name ?? '') =>
  probeSuites({ host: '127.0.0.1', port, servername: 'a.example' }, agreed)
const codes = (...suites: ({ code: number } | undefined)[]) => suites.map((suite) => suite?.code ?? 0)

test('a suite that no library offers any more, the order of the client, and compression', async () => {
  const port = await choosing(codes(AES256, RC4), { isOwnOrder: false, compression: 1 })
  expect(await probe(port)).toEqual({
    ciphers: {
      accepted: ['ECDHE-ECDSA-AES256-GCM-SHA384', 'RC4-SHA'],
      refused: Object.keys(SUITES).filter((name) => ![AES256?.name, RC4?.name].includes(name)),
    },
    serverOrder: false,
    compression: true,
  })
})

test('the order is asked of two suites whose order no server leaves to the client', async () => {
  const known = codes(CHACHA, AES256, AES128)
  expect(await probe(await choosing(known))).toMatchObject({ serverOrder: true, compression: false })
})

test('one suite alone has no order', async () => {
  expect(await probe(await choosing(codes(AES256)))).not.toHaveProperty('serverOrder')
})

test('an alert that says something else refuses nothing', async () => {
  const seen = await probe(await choosing(codes(AES256, AES128), { refusal: 80 }))
  expect(seen.ciphers).toEqual({ accepted: [AES256?.name, AES128?.name], refused: [] })
})

test('what does not see accepted what was agreed on before sees nothing', async () => {
  expect(await probe(await choosing(codes(AES128)))).toEqual({})
})

test('every suite has the number that OpenSSL knows it by', () => {
  const all = execFileSync('openssl', ['ciphers', '-V', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'], {
    encoding: 'utf8',
  })
  const numbers = new Map(
    [...all.matchAll(/0x(..),0x(..) - (\S+)/g)].map(([, high = '', low = '', name]) => [
      name,
      parseInt(high + low, 16),
    ]),
  )
  const shared = Object.entries(SUITES).filter(([name]) => numbers.has(name))
  expect(shared.length).toBeGreaterThan(40)
  expect(shared.filter(([name, code]) => numbers.get(name) !== code)).toEqual([])
})
