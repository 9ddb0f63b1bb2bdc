import { judgeDoors, overTls } from '../../doors/doors.ts'
import { configured, spoken } from '../../examples/doors.ts'
import type { TlsObservation } from '../../graph/graph.ts'
import { setting, type Server } from '../../doors/nginx.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { tlsGuide } from '../../sources.ts'
import { known, map, unknown, type Val } from '../../value.ts'

const DAY_SECONDS = 24 * 3600

const NO_COMPRESSION = { fr: 'sans compression', en: 'no compression' }
const NO_EARLY_DATA = { fr: '0-RTT refusé', en: '0-RTT refused' }
const SHORT_TICKETS = { fr: 'tickets de 24 h au plus', en: 'tickets of 24 h at most' }
const WANT = {
  fr: 'ni compression, ni 0-RTT, tickets de 24 h au plus',
  en: 'no compression, no 0-RTT, tickets of 24 h at most',
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: DAY_SECONDS,
  w: 7 * DAY_SECONDS,
  M: 30 * DAY_SECONDS,
  y: 365 * DAY_SECONDS,
}

/** Seconds of a time as nginx writes it: `1h 30m`, `300`. */
function secondsOf(text: string): number | undefined {
  const parts = text.replace(/\s/g, '').match(/^(\d+(ms|[smhdwMy])?)+$/)
  if (!parts) return undefined
  return [...text.matchAll(/(\d+)(ms|[smhdwMy])?/g)].reduce(
    (sum, [, count = '0', unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 1),
    0,
  )
}

interface Resumption {
  readonly compression: Val<boolean>
  readonly earlyData: Val<boolean>
  /** 0: none is given. */
  readonly ticketSeconds: Val<number>
}

function claims({ compression, earlyData, ticketSeconds }: Resumption): Claim[] {
  const text = (leaf: Val<unknown>) => (leaf.kind === 'unknown' ? '?' : String(leaf.value))
  return [
    { holds: map(compression, (on) => !on), seen: `compression=${text(compression)}`, want: NO_COMPRESSION },
    { holds: map(earlyData, (on) => !on), seen: `early_data=${text(earlyData)}`, want: NO_EARLY_DATA },
    {
      holds: map(ticketSeconds, (seconds) => seconds <= DAY_SECONDS),
      seen: `tickets=${text(ticketSeconds)} s`,
      want: SHORT_TICKETS,
    },
  ]
}

/** nginx has no directive that turns compression on. */
function ofServer({ chain }: Server): Claim[] {
  const lifetime = setting(chain, 'ssl_session_timeout') ?? '5m'
  const seconds = setting(chain, 'ssl_session_tickets') === 'off' ? 0 : secondsOf(lifetime)
  return claims({
    compression: known(false),
    earlyData: known((setting(chain, 'ssl_early_data') ?? 'off') !== 'off'),
    ticketSeconds: seconds === undefined ? unknown('reference', lifetime) : known(seconds),
  })
}

const ofHandshakes = ({ compression, earlyData, ticketSeconds }: TlsObservation): Claim[] => {
  const seen = <T>(value: T | undefined, about: string): Val<T> =>
    value === undefined ? unknown('not-collected', about) : known(value)
  return claims({
    compression: seen(compression, 'compression'),
    earlyData: seen(earlyData, '0-RTT'),
    ticketSeconds: seen(ticketSeconds, 'tickets'),
  })
}

const tickets = (written: string) =>
  configured(['ssl_session_tickets off;', ''], ['ssl_session_timeout 1h;', written])

export default defineRule({
  id: 'TLS-06',
  severity: 'minor',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Ni compression TLS ni 0-RTT, tickets de session de 24 h au plus',
    en: 'Neither TLS compression nor 0-RTT, session tickets of 24 h at most',
  },
  sources: [tlsGuide('R19'), tlsGuide('R20'), tlsGuide('R23')],
  why: {
    fr: 'La compression trahit ce qui est chiffré ; une requête en 0-RTT se rejoue ; un vieux ticket garde sa clé.',
    en: 'Compression betrays what is encrypted; a 0-RTT request is replayed; an old ticket keeps its key alive.',
  },
  fix: {
    fr: 'ssl_early_data off; ssl_session_tickets off; ou ssl_session_timeout de 24h au plus.',
    en: 'ssl_early_data off; ssl_session_tickets off; or an ssl_session_timeout of 24h at most.',
  },
  waivable: true,
  deciding: [
    'nginx.conf ssl_early_data',
    'nginx.conf ssl_session_timeout',
    'observations.tls.compression',
    'observations.tls.earlyData',
    'observations.tls.ticketSeconds',
  ],
  nothing: { fr: 'aucun service publié qui se lise ici', en: 'no published service that can be read here' },
  check: (context) =>
    judgeDoors(context, {
      configured: (servers) => ({ claims: overTls(servers, WANT, ofServer) }),
      observed: (seen) => ({ claims: seen.flatMap(ofHandshakes) }),
      observations: context.graph.observations.tls,
      want: WANT,
    }),
  examples: {
    pass: {
      'no ticket': configured(),
      'tickets of a day': tickets('ssl_session_timeout 1d;'),
      seen: spoken({}),
    },
    fail: {
      '0-RTT configured': configured(['ssl_early_data off', 'ssl_early_data on']),
      'tickets of two days': tickets('ssl_session_timeout 1d 24h;'),
      'a ticket of a week': spoken({ ticketSeconds: 604_800 }),
      '0-RTT accepted': spoken({ earlyData: true }),
      compression: spoken({ compression: true }),
    },
    unknown: { 'tickets not looked at': spoken({ ticketSeconds: undefined }) },
  },
})
