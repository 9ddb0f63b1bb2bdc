import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer, type TlsOptions } from 'node:tls'
import { createAuthority, issueCertificate, type Issued } from '../../../scripts/secrets/pki.ts'

export const NAME = 'facturation.durand.example'

export interface Pair {
  readonly certificate: string
  readonly key: string
}

const texts = (issued: Issued): Pair => ({ certificate: issued.certificate, key: issued.key.reveal() })

/** An authority, a certificate of its own for a door, another one, and one whose time is over. */
export async function certificates() {
  const now = new Date()
  const past = new Date(now.getTime() - 400 * 24 * 3600 * 1000)
  const authority = await createAuthority({ siteId: 'test', permitted: ['durand.example'], now: past })
  const issue = async (at: Date): Promise<Pair> =>
    texts(await issueCertificate({ siteId: 'test', authority, hostnames: [NAME], now: at }))
  return {
    authority: authority.certificate,
    own: await issue(now),
    other: await issue(now),
    late: await issue(past),
  }
}

const politely = (socket: Socket): unknown => socket.end('HTTP/1.1 200 OK\r\n\r\n')

/** Servers that a test opened on the loopback. */
export class Doors {
  private readonly open: { readonly server: Server; readonly sockets: Set<Socket> }[] = []

  /** A server that speaks TLS. @param answer to the first thing that is asked; by default a word, and it hangs up */
  tls({ certificate: cert, key }: Pair, options: TlsOptions, answer = politely): Promise<number> {
    const server = createServer({ cert, key, ...options }, (socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => answer(socket))
    })
    return this.listen(server.on('tlsClientError', () => undefined))
  }

  /** A server that does what it is told with each connection. */
  tcp(answer: (socket: Socket) => unknown): Promise<number> {
    return this.listen(createTcp((socket) => answer(socket.on('error', () => undefined))))
  }

  /** A port where nobody listens. */
  async shut(): Promise<number> {
    const port = await this.listen(createTcp())
    await this.close()
    return port
  }

  async close(): Promise<void> {
    for (const { server, sockets } of this.open.splice(0)) {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }

  private async listen(server: Server): Promise<number> {
    const sockets = new Set<Socket>()
    server.on('connection', (socket) => sockets.add(socket))
    this.open.push({ server, sockets })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
}
