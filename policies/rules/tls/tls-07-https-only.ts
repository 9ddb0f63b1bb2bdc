import { judgeDoors, named, type Answer } from '../../doors/doors.ts'
import { answered, configured } from '../../examples/doors.ts'
import type { HttpObservation } from '../../graph/graph.ts'
import { headerOf, isShut, settings, type Directive, type Server } from '../../doors/nginx.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { webSites } from '../../sources.ts'
import { all, isUnknown, map, truth, unknown, valueOr, type Val } from '../../value.ts'

const YEAR_SECONDS = 31_536_000
const WANT_REDIRECTION = { fr: 'redirigé vers HTTPS', en: 'redirected to HTTPS' }
const WANT_HSTS = { fr: `HSTS d'au moins ${YEAR_SECONDS} s`, en: `HSTS of at least ${YEAR_SECONDS} s` }
const WANT = {
  fr: `HTTP redirigé vers HTTPS, HSTS d'au moins ${YEAR_SECONDS} s`,
  en: `HTTP redirected to HTTPS, HSTS of at least ${YEAR_SECONDS} s`,
}

/** Seconds of an HSTS header; 0: there is none that counts. */
const secondsOf = (header: string): number => Number(/(?:^|;)\s*max-age="?(\d+)/i.exec(header)?.[1] ?? 0)

function hsts(names: readonly string[], header: Val<string>): Claim {
  const seconds = map(header, secondsOf)
  return {
    holds: map(seconds, (value) => value >= YEAR_SECONDS),
    seen: named(names, `HSTS max-age=${valueOr(seconds, '?')}`),
    want: WANT_HSTS,
  }
}

const isRedirect = (status: number, target: string): boolean =>
  [301, 302, 303, 307, 308].includes(status) && /^https:\/\//i.test(target)

function redirection(names: readonly string[], status: number, holds: boolean): Claim {
  const to = holds && status < 400 ? ' → https' : ''
  return { holds: truth(holds), seen: named(names, `http ${status}${to}`), want: WANT_REDIRECTION }
}

/** Sent on, or turned away: in clear, no page is served. */
function turnsAway({ args: [code = '', target = ''] }: Directive): boolean {
  return Number(code) >= 400 || isRedirect(Number(code), target)
}

/** Certificates are asked for in clear (ACME): the one page that may be. */
const isChallenge = ({ args }: Directive): boolean =>
  args.at(-1)?.startsWith('/.well-known/acme-challenge/') === true

function ofClear({ names, chain: [server = []] }: Server): Claim {
  const own = settings([server], 'return').at(0)
  if (own) return redirection(names, Number(own.args[0]), turnsAway(own))
  const pages = settings([server], 'location').filter((location) => !isChallenge(location))
  const returns = pages.map(({ block = [] }) => settings([block], 'return').at(0))
  const [first] = returns
  const whole = pages.some(({ args }) => args.join(' ') === '/')
  const sent = whole && returns.every((one) => one !== undefined && turnsAway(one))
  return redirection(names, sent && first ? Number(first.args[0]) : 200, sent)
}

function ofSecure({ names, contexts }: Server): Claim[] {
  return contexts.map((chain) => {
    const headers = headerOf(chain, 'strict-transport-security')
    return hsts(names, headers.find(isUnknown) ?? headers.at(0) ?? { kind: 'default', value: '' })
  })
}

const configuredAnswer = (servers: readonly Server[]): Answer => {
  const secure = servers.filter((server) => server.tls && !isShut(server))
  const none: Claim = { holds: truth(false), seen: { fr: 'aucun TLS', en: 'no TLS' }, want: WANT }
  const inClear = servers.filter(({ clear }) => clear).map(ofClear)
  return { claims: [...inClear, ...(secure.length > 0 ? secure.flatMap(ofSecure) : [none])] }
}

function observedAnswer(seen: readonly HttpObservation[]): Answer {
  const claims = seen.map(({ hostname, scheme, status, headers }) =>
    scheme === 'http'
      ? redirection([hostname], status, status >= 400 || isRedirect(status, headers['location'] ?? ''))
      : hsts([hostname], { kind: 'known', value: headers['strict-transport-security'] ?? '' }),
  )
  const missing = (['http', 'https'] as const).filter((each) => !seen.some(({ scheme }) => scheme === each))
  const doubt = all(missing.map((scheme) => unknown('not-collected', scheme)))
  return { claims: [...claims, ...(missing.length > 0 ? [{ holds: doubt, seen: '', want: WANT }] : [])] }
}

export default defineRule({
  id: 'TLS-07',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: { fr: 'HTTP renvoie à HTTPS, et HSTS pour un an', en: 'HTTP sends to HTTPS, and HSTS for a year' },
  sources: [webSites('R2')],
  why: {
    fr: 'Une première page en clair suffit à détourner toute la session.',
    en: 'One first page in clear is enough to divert the whole session.',
  },
  fix: {
    fr: 'return 308 https://… sur le port HTTP ; add_header Strict-Transport-Security "max-age=31536000" always;',
    en: 'return 308 https://… on the HTTP port; add_header Strict-Transport-Security "max-age=31536000" always;',
  },
  waivable: true,
  deciding: ['nginx.conf return', 'nginx.conf add_header', 'observations.http'],
  nothing: { fr: 'aucun service publié qui se lise ici', en: 'no published service that can be read here' },
  check: (context) =>
    judgeDoors(context, {
      configured: configuredAnswer,
      observed: observedAnswer,
      observations: context.graph.observations.http,
      want: WANT,
    }),
  examples: {
    pass: { 'as configured': configured(), 'as answered': answered() },
    fail: {
      'a page in clear': configured(['return 308 https://$host:8443$request_uri;', 'root /srv;']),
      'no HSTS': configured(['add_header Strict-Transport-Security $hsts always;', '']),
      'a location with headers of its own': configured([
        'set $application',
        'add_header X-A b; set $application',
      ]),
      'HSTS of a day': answered({ headers: { 'strict-transport-security': 'max-age=86400' } }),
      'sent to another page in clear': answered({}, { headers: { location: 'http://elsewhere.example/' } }),
    },
    unknown: {
      'a variable of another map': configured(['map $https $hsts', 'map $host $hsts']),
      'HTTP not asked': answered({}, null),
    },
  },
})
