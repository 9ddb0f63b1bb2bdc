import { afterEach, describe, expect, test, vi } from 'vitest'
import { clientHello, readAnswer, sayHello } from '../../../scripts/probes/tls-hello.ts'
import { Doors } from './doors.ts'

const doors = new Doors()
afterEach(async () => {
  vi.useRealTimers()
  await doors.close()
})

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex')
const RANDOM = '00'.repeat(32)
/** ServerHello of TLS 1.2: 32 bytes of session id, ECDHE-ECDSA-AES256-GCM-SHA384, DEFLATE. */
const HELLO = `02 000046 0303 ${RANDOM} 20 ${'11'.repeat(32)} c02c 01`
const record = (type: string, hex: string): string =>
  `${type} 0303 ${bytes(hex).length.toString(16).padStart(4, '0')} ${hex}`
const SEEN = { kind: 'hello', suite: 0xc02c, compression: 1 }

test('a ClientHello names the door, its suites and its compressions', () => {
  const hello = clientHello('a.example', { suites: [0x0005, 0xc02c], compressions: [1, 0] })
  expect(hello.readUInt16BE(3)).toBe(hello.length - 5)
  expect(hello.readUIntBE(6, 3)).toBe(hello.length - 9)
  expect(hello.toString('hex', 0, 3)).toBe('160301')
  expect(hello.toString('hex', 9, 11)).toBe('0303')
  // No session id; two suites and the renegotiation signal; DEFLATE, then none.
  expect(hello.toString('hex', 43, 56)).toBe('00' + '0006' + '0005c02c00ff' + '020100' + '00')
  expect(hello.toString('hex', 57, 75)).toBe('0000000e000c000009' + Buffer.from('a.example').toString('hex'))
})

describe('what is answered', () => {
  test.each<[string, string, unknown]>([
    ['a ServerHello', record('16', HELLO), SEEN],
    [
      'a ServerHello without session id',
      record('16', `02 000026 0303 ${RANDOM} 00 002f 00`),
      { kind: 'hello', suite: 0x2f, compression: 0 },
    ],
    ['one after a warning', record('15', '01 70') + record('16', HELLO), SEEN],
    [
      'one in two records',
      record('16', '02 000046 0303') + record('16', HELLO.slice('02 000046 0303'.length)),
      SEEN,
    ],
    ['an alert', record('15', '02 28'), { kind: 'alert', description: 40 }],
    ['a page', Buffer.from('HTTP/1.1 400 Bad Request').toString('hex'), { kind: 'other' }],
    ['another message', record('16', '0e 000000'), { kind: 'other' }],
    ['nothing yet', '', undefined],
    ['a warning alone', record('15', '01 70'), undefined],
    ['the beginning of a record', record('16', HELLO).slice(0, 40), undefined],
    ['the beginning of a ServerHello', record('16', '02 000046 0303'), undefined],
  ])('%s', (_what, hex, expected) => expect(readAnswer(bytes(hex))).toEqual(expected))
})

const say = (port: number) => sayHello({ host: '127.0.0.1', port, servername: 'a.example' }, { suites: [5] })

test('an answer in pieces is read whole', async () => {
  const answer = bytes(record('16', HELLO))
  const port = await doors.tcp((socket) => {
    socket.setNoDelay(true).write(answer.subarray(0, 30))
    setTimeout(() => socket.write(answer.subarray(30)), 20)
  })
  expect(await say(port)).toEqual(SEEN)
})

test('who hangs up, resets, or speaks without end has answered nothing', async () => {
  const warnings = Buffer.concat(Array.from({ length: 10_000 }, () => bytes(record('15', '01 70'))))
  expect(await say(await doors.tcp((socket) => socket.end()))).toEqual({ kind: 'other' })
  expect(await say(await doors.tcp((socket) => socket.resetAndDestroy()))).toEqual({ kind: 'other' })
  expect(await say(await doors.tcp((socket) => socket.write(warnings)))).toEqual({ kind: 'other' })
  expect(await say(await doors.shut())).toEqual({ kind: 'other' })
})

test('who says nothing is left after five seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isLeft = false
  const heard = new Promise<void>((resolve) => {
    void doors
      .tcp((socket) => {
        socket.once('close', () => (isLeft = true))
        socket.once('data', () => resolve())
      })
      .then((port) => (answer = say(port)))
  })
  let answer: ReturnType<typeof say> | undefined
  await heard
  vi.advanceTimersByTime(4999)
  await new Promise((resolve) => setImmediate(resolve))
  expect(isLeft).toBe(false)
  vi.advanceTimersByTime(1)
  expect(await answer).toEqual({ kind: 'other' })
})
