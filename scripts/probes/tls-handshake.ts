import type { X509Certificate } from 'node:crypto'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'

/** Versions of TLS, oldest first, as node:tls names them. */
export const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type TlsVersion = (typeof VERSIONS)[number]

/** Longest time that one connection of a probe takes, whatever the other end does. */
const HANDSHAKE_MS = 5000

export interface Door {
  readonly host: string
  readonly port: number
  /** Name that is asked for in the handshake. */
  readonly servername: string
  /** When the whole probe must be over, by `performance.now()`. */
  readonly until?: number
}

/** What is left for one connection. */
export const patience = ({ until = Infinity }: Door): number =>
  Math.max(0, Math.min(HANDSHAKE_MS, until - performance.now()))

export interface Shown {
  readonly certificate: X509Certificate
  /** Suite that was agreed on, by its OpenSSL name. */
  readonly cipher: string
  /** Whether the chain as served leads to `trusted`; absent where a date alone was wrong, which hides the rest. */
  readonly chained?: boolean
}

/** What one handshake gave: agreed, refused, or neither, of which nothing is known. */
export type Outcome = { readonly accepted: Shown } | { readonly refused: boolean }

interface Attempt {
  readonly version?: TlsVersion
  /** Authorities that the chain must lead to. */
  readonly trusted: string | readonly string[]
}

/** An alert by which a server says that it wants no such version or suite; any other says that something went wrong. */
const REFUSAL = /ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY)$/

/** A connection that accepts whoever answers: the probe looks, it does not trust. */
export function open({ host, port, servername }: Door, { version, trusted }: Attempt): TLSSocket {
  const options: ConnectionOptions = {
    host,
    port,
    servername,
    ...(version ? { minVersion: version, maxVersion: version } : {}),
    // Level 0: the client must be willing to speak the old versions, or a refusal would be its own.
    ciphers: 'ALL:!aNULL:@SECLEVEL=0',
    minDHSize: 1,
    ca: typeof trusted === 'string' ? trusted : [...trusted],
    rejectUnauthorized: false,
    // The name is a question of its own: here, only the chain.
    checkServerIdentity: () => undefined,
  }
  return connect(options)
}

/** One handshake; nothing is sent in it. */
export function handshake(door: Door, attempt: Attempt): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = open(door, attempt)
    const end = (outcome: Outcome): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(outcome)
    }
    const timer = setTimeout(() => end({ refused: false }), patience(door))
    socket.once('secureConnect', () => end(shown(socket)))
    // Nobody listening, a reset or silence is no refusal.
    socket.once('error', (error: NodeJS.ErrnoException) => end({ refused: REFUSAL.test(error.code ?? '') }))
    socket.once('close', () => end({ refused: false }))
  })
}

function shown(socket: TLSSocket): Outcome {
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return { refused: false }
  const cipher = socket.getCipher().name
  const isLate = /CERT_(HAS_EXPIRED|NOT_YET_VALID)/.test(String(socket.authorizationError))
  const chained = isLate ? {} : { chained: socket.authorized }
  return { accepted: { certificate, cipher, ...chained } }
}
