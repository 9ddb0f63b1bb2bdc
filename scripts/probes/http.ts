import { request as requestClear, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'

export interface HttpRequest {
  readonly scheme: 'http' | 'https'
  readonly address: string
  readonly port: number
  /** Name that people type: `Host`, and the name of the handshake. */
  readonly hostname: string
  /** PEM of the authority that the site gives its users; whoever shows something else is not the site's door. */
  readonly authority?: string
  readonly timeoutMs?: number
}

export interface HttpSeen {
  readonly address: string
  readonly hostname: string
  readonly scheme: 'http' | 'https'
  readonly status: number
  /** Names in lower case; several values of one name are joined. `set-cookie` is in `cookies` alone. */
  readonly headers: Readonly<Record<string, string>>
  /** Name and attributes of each cookie: its value is a secret. */
  readonly cookies: readonly string[]
}

/** One GET of the door's first page: nothing is followed, no body is kept. `undefined` when it did not answer. */
export function probeHttp(asked: HttpRequest): Promise<HttpSeen | undefined> {
  const { scheme, address, port, hostname, authority, timeoutMs = 5000 } = asked
  const options = {
    host: address,
    port,
    path: '/',
    headers: { Host: hostname, 'User-Agent': 'socle-verify', Connection: 'close' },
    signal: AbortSignal.timeout(timeoutMs),
  }
  const secure = { ...options, servername: hostname, ...(authority === undefined ? {} : { ca: authority }) }
  return new Promise((resolve) => {
    const answered = (response: IncomingMessage): void => {
      response.destroy()
      resolve(seen(asked, response))
    }
    const outgoing = scheme === 'http' ? requestClear(options, answered) : requestSecure(secure, answered)
    outgoing.once('error', () => resolve(undefined))
    outgoing.end()
  })
}

function seen({ scheme, address, port, hostname }: HttpRequest, response: IncomingMessage): HttpSeen {
  const { 'set-cookie': cookies = [], ...headers } = response.headers
  return {
    address: `${address}:${port}`,
    hostname,
    scheme,
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      ),
    ),
    cookies: cookies.map(withoutValue),
  }
}

/** `sid=secret; Secure; HttpOnly` → `sid; Secure; HttpOnly` */
const withoutValue = (cookie: string): string => cookie.replace(/^([^=;]*)=[^;]*/, '$1')
