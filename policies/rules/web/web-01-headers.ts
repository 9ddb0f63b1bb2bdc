import { judgeDoors, named, overTls } from '../../doors/doors.ts'
import { answered, configured } from '../../examples/doors.ts'
import type { HttpObservation } from '../../graph/graph.ts'
import { headerOf, isForwarding, isShut, setting, type Chain, type Server } from '../../doors/nginx.ts'
import {
  isTightCookie,
  isTightPolicy,
  isTightReferrer,
  policyWords,
  referrerPolicy,
} from '../../doors/page-headers.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { webSites } from '../../sources.ts'
import { isUnknown, known, map, truth, unknown, valueOr, type Truth, type Val } from '../../value.ts'

const WANT_POLICY = {
  fr: 'CSP avec default-src ou script-src et frame-ancestors, sans unsafe-inline ni unsafe-eval',
  en: 'CSP with default-src or script-src and frame-ancestors, without unsafe-inline or unsafe-eval',
}
const WANT_REFERRER = {
  fr: "un Referrer-Policy qui ne donne pas l'adresse entière ailleurs",
  en: 'a Referrer-Policy that gives no whole address elsewhere',
}
const WANT_COOKIES = 'cookies Secure; HttpOnly; SameSite=Lax|Strict'
const WANT = { fr: 'CSP, Referrer-Policy et cookies réglés', en: 'CSP, Referrer-Policy and cookies set' }

const claims = (names: readonly string[], policy: Val<string>, referrer: Val<string>): Claim[] => [
  {
    holds: map(policy, isTightPolicy),
    seen: named(names, `CSP ${policyWords(valueOr(policy, '')).join(', ') || '-'}`),
    want: WANT_POLICY,
  },
  {
    holds: map(referrer, isTightReferrer),
    seen: named(names, `Referrer-Policy ${referrerPolicy(valueOr(referrer, '')) ?? '-'}`),
    want: WANT_REFERRER,
  },
]

const ofCookies = (names: readonly string[], holds: Truth, loose: readonly string[]): Claim => ({
  holds,
  seen: named(names, `cookies ${loose.join(', ') || 'ok'}`),
  want: WANT_COOKIES,
})

function ofContext(names: readonly string[], chain: Chain): Claim[] {
  const header = (name: string): Val<string> => {
    const found = headerOf(chain, name)
    return found.find(isUnknown) ?? known(found.map((each) => valueOr(each, '')).join(', '))
  }
  // What cookies an application sets is its own, unless the door rewrites them all.
  const [which, ...flags] = (setting(chain, 'proxy_cookie_flags') ?? '').split(' ')
  const areRewritten = which === '~' && isTightCookie(flags)
  const holds = isForwarding(chain) && !areRewritten ? unknown('not-collected', 'Set-Cookie') : truth(true)
  return [
    ...claims(names, header('content-security-policy'), header('referrer-policy')),
    ofCookies(names, holds, []),
  ]
}

const ofServer = (server: Server): Claim[] =>
  isShut(server) ? [] : server.contexts.flatMap((chain) => ofContext(server.names, chain))

function ofAnswer({ hostname, headers, cookies }: HttpObservation): Claim[] {
  const loose = cookies.flatMap((cookie) => {
    const [pair = '', ...attributes] = cookie.split(';')
    return isTightCookie(attributes) ? [] : [pair.split('=')[0] ?? '']
  })
  const header = (name: string): Val<string> => known(headers[name] ?? '')
  return [
    ...claims([hostname], header('content-security-policy'), header('referrer-policy')),
    ofCookies([hostname], truth(loose.length === 0), loose),
  ]
}

const policy = (text: string) =>
  configured([`Content-Security-Policy "default-src 'self'; frame-ancestors 'self'"`, text])
const cookie = (text: string) => answered({ cookies: [text] })

export default defineRule({
  id: 'WEB-01',
  severity: 'minor',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'CSP sans script libre, frame-ancestors, Referrer-Policy, cookies Secure, HttpOnly et SameSite',
    en: 'CSP without free script, frame-ancestors, Referrer-Policy, cookies Secure, HttpOnly and SameSite',
  },
  sources: ['R13', 'R14', 'R15', 'R16', 'R17', 'R21', 'R30', 'R31', 'R33'].map(webSites),
  why: {
    fr: "Une faille d'affichage de l'application donne sinon la session à qui l'exploite.",
    en: 'Otherwise one flaw in what the application displays gives the session to whoever uses it.',
  },
  fix: {
    fr: "add_header Content-Security-Policy \"default-src 'self'; frame-ancestors 'self'\"; Referrer-Policy same-origin; proxy_cookie_flags ~ secure httponly samesite=lax.",
    en: "add_header Content-Security-Policy \"default-src 'self'; frame-ancestors 'self'\"; Referrer-Policy same-origin; proxy_cookie_flags ~ secure httponly samesite=lax.",
  },
  waivable: true,
  deciding: ['nginx.conf add_header', 'nginx.conf proxy_cookie_flags', 'observations.http'],
  nothing: { fr: 'aucun service publié qui se lise ici', en: 'no published service that can be read here' },
  check: (context) =>
    judgeDoors(context, {
      configured: (servers) => ({ claims: overTls(servers, WANT, ofServer) }),
      observed: (seen) => ({ claims: seen.flatMap(ofAnswer) }),
      // A redirection in clear shows no page.
      observations: context.graph.observations.http?.filter(({ scheme }) => scheme === 'https'),
      want: WANT,
    }),
  examples: {
    pass: { 'as configured': configured(), 'as answered': answered() },
    fail: {
      'no script-src': policy(`Content-Security-Policy "frame-ancestors 'self'"`),
      'any script of the page': policy(
        `Content-Security-Policy "script-src 'unsafe-inline'; frame-ancestors 'self'"`,
      ),
      'a location with headers of its own': configured([
        'set $application',
        'add_header X-A b; set $application',
      ]),
      'no header at all': answered({ headers: {} }),
      'a cookie that scripts read': cookie('session=; Secure; SameSite=Lax'),
      'a cookie for other sites': cookie('session=; Secure; HttpOnly; SameSite=None'),
    },
    unknown: {
      'cookies of an application that nobody asked': configured(['proxy_cookie_flags', '# ']),
      'nobody looked': answered(null, null),
    },
  },
})
