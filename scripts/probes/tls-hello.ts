import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { patience, type Door } from './tls-handshake.ts'

/**
 * One ClientHello of TLS 1.2 and the first thing that is answered, both in clear. Written by hand, because no library
 * offers any more what a door must be seen to refuse: RC4, 3DES, export suites, compression.
 * @see RFC 5246, 6.2.1, 7.2, 7.4.1
 */
export interface Hello {
  readonly suites: readonly number[]
  /** @default none */
  readonly compressions?: readonly number[]
}

/** `other`: what was answered is no TLS, or nobody answered. */
export type Answer =
  | { readonly kind: 'hello'; readonly suite: number; readonly compression: number }
  | { readonly kind: 'alert'; readonly description: number }
  | { readonly kind: 'other' }

const OTHER: Answer = { kind: 'other' }
const ALERT = 21
const HANDSHAKE = 22
const FATAL = 2
const RECORD_HEADER = 5
/** Enough for a ServerHello, even after warnings: who sends more before it speaks no TLS. */
const MOST_BYTES = 65_536

/** x25519, x448, P-256 to P-521, brainpool, and shorter curves that a weak server may have. */
const GROUPS = [29, 30, 23, 24, 25, 26, 27, 28, 22, 21, 19]
/** ECDSA, EdDSA, RSA-PSS, RSA and DSA, down to SHA-1: a refusal must not be due to the signature. */
const SIGNATURES = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
  0x0601, 0x0303, 0x0301, 0x0203, 0x0201, 0x0402, 0x0502, 0x0602, 0x0202,
]
const RENEGOTIATION_SCSV = 0x00ff

/** Says hello to a door, on a connection of its own. */
export function sayHello(door: Door, hello: Hello): Promise<Answer> {
  const { host, port, servername } = door
  if (patience(door) === 0) return Promise.resolve(OTHER)
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    let bytes = Buffer.alloc(0)
    const end = (answer: Answer): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => end(OTHER), patience(door))
    socket.once('connect', () => socket.write(clientHello(servername, hello)))
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const answer = bytes.length > MOST_BYTES ? OTHER : readAnswer(bytes)
      if (answer) end(answer)
    })
    socket.once('error', () => end(OTHER))
    socket.once('close', () => end(OTHER))
  })
}

export function clientHello(servername: string, { suites, compressions = [0] }: Hello): Buffer {
  const name = Buffer.from(servername, 'latin1')
  const extensions = [
    extension(0, vector(2, u8(0), vector(2, name))),
    extension(10, vector(2, ...GROUPS.map(u16))),
    extension(11, vector(1, u8(0))),
    extension(13, vector(2, ...SIGNATURES.map(u16))),
    // Extended master secret, which some servers ask of everybody.
    extension(23, Buffer.alloc(0)),
  ]
  const body = Buffer.concat([
    u16(0x0303),
    randomBytes(32),
    vector(1),
    vector(2, ...[...suites, RENEGOTIATION_SCSV].map(u16)),
    vector(1, Buffer.from(compressions)),
    vector(2, ...extensions),
  ])
  return Buffer.concat([u8(HANDSHAKE), u16(0x0301), vector(2, u8(1), vector(3, body))])
}

const u8 = (value: number): Buffer => Buffer.of(value)
const u16 = (value: number): Buffer => Buffer.of(value >> 8, value & 0xff)
const extension = (type: number, body: Buffer): Buffer => Buffer.concat([u16(type), vector(2, body)])

/** Bytes after their length, which is written on so many bytes. */
function vector(width: 1 | 2 | 3, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = Buffer.alloc(width)
  length.writeUIntBE(body.length, 0, width)
  return Buffer.concat([length, body])
}

/** What the records say; `undefined` as long as more of them must come. Warnings say nothing. */
export function readAnswer(bytes: Buffer): Answer | undefined {
  let messages = Buffer.alloc(0)
  for (let at = 0; at + RECORD_HEADER <= bytes.length;) {
    const type = bytes.readUInt8(at)
    const end = at + RECORD_HEADER + bytes.readUInt16BE(at + 3)
    if (type !== ALERT && type !== HANDSHAKE) return OTHER
    if (end > bytes.length) return undefined
    const body = bytes.subarray(at + RECORD_HEADER, end)
    at = end
    if (type === ALERT) {
      const [level, description = 0] = body
      if (level === FATAL) return { kind: 'alert', description }
      continue
    }
    messages = Buffer.concat([messages, body])
    const answer = serverHello(messages)
    if (answer) return answer
  }
  return undefined
}

/** The suite and the compression stand after version, random and session id. */
function serverHello(messages: Buffer): Answer | undefined {
  const [type] = messages
  if (type !== undefined && type !== 2) return OTHER
  const idLength = messages[38]
  if (idLength === undefined || messages.length < 39 + idLength + 3) return undefined
  const suite = messages.readUInt16BE(39 + idLength)
  return { kind: 'hello', suite, compression: messages.readUInt8(39 + idLength + 2) }
}
