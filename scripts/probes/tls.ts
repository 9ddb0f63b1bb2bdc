import { connect } from 'node:tls'

/** Versions of TLS, oldest first, as node:tls names them. */
const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type TlsVersion = (typeof VERSIONS)[number]

export interface TlsSeen {
  readonly address: string
  readonly offered: readonly TlsVersion[]
  readonly refused: readonly TlsVersion[]
}

/**
 * Which versions of TLS a door accepts: one handshake each, the client allowing that version alone. Nothing is sent
 * and the certificate is not judged here.
 */
export async function probeTls(host: string, port: number, servername: string): Promise<TlsSeen> {
  const outcomes = await Promise.all(
    VERSIONS.map(async (version) => ({
      version,
      isOffered: await handshake(host, port, servername, version),
    })),
  )
  const having = (wanted: boolean) =>
    outcomes.filter(({ isOffered }) => isOffered === wanted).map(({ version }) => version)
  return { address: `${host}:${port}`, offered: having(true), refused: having(false) }
}

function handshake(host: string, port: number, servername: string, version: TlsVersion): Promise<boolean> {
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
    const end = (result: boolean): void => {
      socket.destroy()
      resolve(result)
    }
    socket.once('secureConnect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
