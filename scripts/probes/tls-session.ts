import { elements } from '../secrets/der.ts'
import { open, patience, type Door, type TlsVersion } from './tls-handshake.ts'

/** What a door gives those who come back. */
export interface ResumptionSeen {
  readonly ticketSeconds?: number
  readonly earlyData?: boolean
}

export interface Ticket {
  /** Lifetime that the server gave; absent where it leaves that to the client. */
  readonly seconds?: number
  readonly earlyDataBytes: number
}

/** Fields of OpenSSL's SSL_SESSION in ASN.1, by their explicit tags. */
const LIFETIME_HINT = 0xa9
const TICKET = 0xaa
const MAX_EARLY_DATA = 0xaf

/** Asks for one page in each version: tickets of TLS 1.3 come when they please, before what was asked for. */
export async function probeResumption(door: Door, offered: readonly TlsVersion[]): Promise<ResumptionSeen> {
  const exchanges = await Promise.all(
    offered.map(async (version) => ({ version, tickets: await exchange(door, version) })),
  )
  const recent = exchanges.find(({ version }) => version === 'TLSv1.3')
  const lifetimes = exchanges.flatMap(({ tickets }) => tickets?.map(({ seconds }) => seconds) ?? [undefined])
  const seconds = lifetimes.filter((lifetime) => lifetime !== undefined)
  return {
    // One that was not seen may be the longest.
    ...(seconds.length < lifetimes.length ? {} : { ticketSeconds: Math.max(0, ...seconds) }),
    ...(recent?.tickets && { earlyData: recent.tickets.some(({ earlyDataBytes }) => earlyDataBytes > 0) }),
  }
}

/** Tickets given while a page was asked for; `undefined` when nothing was answered. */
function exchange(door: Door, version: TlsVersion): Promise<Ticket[] | undefined> {
  return new Promise((resolve) => {
    const socket = open(door, { version, trusted: [] })
    const sessions: Buffer[] = []
    let isAnswered = false
    const end = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(isAnswered ? sessions.flatMap((session) => ticketOf(session, version)) : undefined)
    }
    const timer = setTimeout(end, patience(door))
    socket.once('secureConnect', () => socket.write(pageOf(door)))
    socket.on('session', (session: Buffer) => sessions.push(session))
    socket.on('data', () => (isAnswered = true))
    socket.once('end', end)
    socket.once('error', end)
    socket.once('close', end)
  })
}

const pageOf = ({ servername }: Door): string =>
  `GET / HTTP/1.1\r\nHost: ${servername}\r\nUser-Agent: socle-verify\r\nConnection: close\r\n\r\n`

/** The ticket of a session as node:tls hands it over, which holds secrets too; none where the server only keeps its own. */
export function ticketOf(session: Buffer, version: TlsVersion): Ticket[] {
  const fields = new Map(
    elements(elements(session)[0]?.body ?? Buffer.alloc(0)).map((each) => [each.tag, each]),
  )
  if (!fields.has(TICKET)) return []
  const integer = (tag: number): number => {
    const [value] = elements(fields.get(tag)?.body ?? Buffer.alloc(0))
    return value ? parseInt(value.body.toString('hex'), 16) : 0
  }
  const seconds = integer(LIFETIME_HINT)
  // RFC 5077, 3.3: 0 leaves it to the client; RFC 8446, 4.6.1: to be thrown away at once.
  const isSaid = seconds > 0 || version === 'TLSv1.3'
  return [{ ...(isSaid ? { seconds } : {}), earlyDataBytes: integer(MAX_EARLY_DATA) }]
}
