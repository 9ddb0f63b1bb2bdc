import { X509Certificate } from 'node:crypto'
import { connect } from 'node:tls'

/** Versions of TLS, oldest first, as node:tls names them. */
const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type TlsVersion = (typeof VERSIONS)[number]

export interface TlsSeen {
  readonly address: string
  readonly offered: readonly TlsVersion[]
  /** Refused by a TLS alert; a version that is in neither list got no answer, and nothing is known of it. */
  readonly refused: readonly TlsVersion[]
}

type Outcome = { readonly accepted: X509Certificate } | { readonly refused: boolean }

/**
 * Which versions of TLS a door accepts: one handshake each, the client allowing that version alone. Nothing is sent.
 * @param certificate PEM that the door was given; without it, or when the door shows another, nothing was seen
 */
export async function probeTls(
  host: string,
  port: number,
  servername: string,
  certificate: string | undefined,
): Promise<TlsSeen | undefined> {
  const outcomes = await Promise.all(
    VERSIONS.map(async (version) => ({ version, outcome: await handshake(host, port, servername, version) })),
  )
  const shown = outcomes.flatMap(({ outcome }) =>
    'accepted' in outcome ? [outcome.accepted.fingerprint256] : [],
  )
  const own = certificate === undefined ? undefined : new X509Certificate(certificate).fingerprint256
  if (shown.length === 0 || shown.some((fingerprint) => fingerprint !== own)) return undefined
  return {
    address: `${host}:${port}`,
    offered: outcomes.filter(({ outcome }) => 'accepted' in outcome).map(({ version }) => version),
    refused: outcomes
      .filter(({ outcome }) => 'refused' in outcome && outcome.refused)
      .map(({ version }) => version),
  }
}

function handshake(host: string, port: number, servername: string, version: TlsVersion): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      servername,
      minVersion: version,
      maxVersion: version,
      // Level 0: the client must be willing to speak the old versions, or a refusal would be its own.
      ciphers: 'ALL:@SECLEVEL=0',
      rejectUnauthorized: false,
      timeout: 5000,
    })
    const end = (outcome: Outcome): void => {
      socket.destroy()
      resolve(outcome)
    }
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate()
      end({ accepted: new X509Certificate(raw) })
    })
    // Nobody listening, a reset or silence is no refusal: only an alert says that the version is not wanted.
    socket.once('error', (error: NodeJS.ErrnoException) => end({ refused: /ALERT/.test(error.code ?? '') }))
    socket.once('timeout', () => end({ refused: false }))
  })
}
