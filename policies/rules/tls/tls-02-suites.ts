import type { Answer } from '../../doors/doors.ts'
import { judgeDoors, overTls } from '../../doors/doors.ts'
import { configured, spoken } from '../../examples/doors.ts'
import type { TlsObservation } from '../../graph/graph.ts'
import { setting, type Server } from '../../doors/nginx.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { tlsGuide } from '../../sources.ts'
import { known, truth, unknown, type Truth } from '../../value.ts'

const WANT = { fr: '(EC)DHE et AEAD seulement', en: '(EC)DHE and AEAD only' }
const ORDER = { fr: "l'ordre du serveur", en: 'the order of the server' }

/** OpenSSL names. CCM-8 shortens the tag: the source leaves it out. */
const isEphemeral = (suite: string): boolean => /^(EC)?DHE-/.test(suite)
const isSealed = (suite: string): boolean => /-(GCM-SHA\d+|CCM|CHACHA20-POLY1305)$/.test(suite)
const isStrong = (suite: string): boolean => isEphemeral(suite) && isSealed(suite)
/** One suite by its name, as opposed to a class of OpenSSL (`HIGH`), which only its library can list. */
const isOne = (word: string): boolean => /-/.test(word) && !/[+]/.test(word)

function ofSuites(suites: readonly string[], holds: Truth): Claim {
  const weak = suites.filter((suite) => !isStrong(suite)).sort()
  const all = `${suites.length} suite${suites.length === 1 ? '' : 's'}`
  return { holds, seen: weak.length > 0 ? weak.join(', ') : all, want: WANT }
}

const ofOrder = (holds: Truth, isServers: boolean): Claim => ({
  holds,
  seen: isServers
    ? { fr: 'ordre du serveur', en: 'server order' }
    : { fr: 'ordre du client', en: 'client order' },
  want: ORDER,
})

/** TLS 1.3 knows none but such suites. */
const ONLY_13: Claim = { holds: known(true), seen: 'TLSv1.3', want: WANT }

const UNWRITTEN = 'HIGH:!aNULL:!MD5'

function ofServer({ chain }: Server): Claim[] {
  if (setting(chain, 'ssl_protocols') === 'TLSv1.3') return [ONLY_13]
  const isServers = setting(chain, 'ssl_prefer_server_ciphers') === 'on'
  const order = ofOrder(truth(isServers), isServers)
  const written = setting(chain, 'ssl_ciphers') ?? UNWRITTEN
  if (written === UNWRITTEN)
    return [{ holds: truth(false), seen: `ssl_ciphers ${UNWRITTEN}`, want: WANT }, order]
  // What is taken away, and what only sorts, adds nothing.
  const words = written.split(/[:, ]+/).filter((word) => word !== '' && !/^[!@+-]/.test(word))
  const suites = words.filter(isOne)
  const holds = suites.every(isStrong)
    ? words.length > suites.length || suites.length === 0
      ? unknown('reference', `ssl_ciphers ${written}`)
      : truth(true)
    : truth(false)
  return [ofSuites(suites, holds), order]
}

function ofHandshakes({ offered, refused, ciphers, serverOrder }: TlsObservation): Claim[] {
  if (!offered.includes('TLSv1.2') && refused.includes('TLSv1.2')) return [ONLY_13]
  const { accepted = [], refused: closed = [] } = ciphers ?? {}
  const tried = [...accepted, ...closed]
  const isTried = tried.some((suite) => !isEphemeral(suite)) && tried.some((suite) => !isSealed(suite))
  const holds = !accepted.every(isStrong)
    ? truth(false)
    : isTried
      ? truth(true)
      : unknown('not-collected', 'ciphers')
  const isServers = serverOrder ?? accepted.length <= 1
  const isToldApart = serverOrder !== undefined || (ciphers !== undefined && accepted.length <= 1)
  return [
    ofSuites(accepted, holds),
    ofOrder(isToldApart ? truth(isServers) : unknown('not-collected', 'serverOrder'), isServers),
  ]
}

/** DHE without curves is the variant that the source tolerates. */
const isVariant = (suites: readonly string[]): boolean => suites.some((suite) => suite.startsWith('DHE-'))

const configuredAnswer = (servers: readonly Server[]): Answer => ({
  claims: overTls(servers, WANT, ofServer),
  variant: servers.some(({ chain }) => isVariant((setting(chain, 'ssl_ciphers') ?? '').split(':'))),
})

const suites = (written: string) =>
  configured(['ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305', written])
const accepting = (...accepted: string[]) =>
  spoken({ ciphers: { accepted, refused: ['AES256-GCM-SHA384', 'ECDHE-ECDSA-AES256-SHA'] } })

export default defineRule({
  id: 'TLS-02',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Suites (EC)DHE et AEAD seulement, dans l'ordre du serveur",
    en: '(EC)DHE and AEAD suites only, in the order of the server',
  },
  sources: [tlsGuide('R6'), tlsGuide('R7'), tlsGuide('R9'), tlsGuide('R10'), tlsGuide('R13')],
  why: {
    fr: 'Sans clé éphémère, qui vole la clé du serveur relit tout ce qui a été enregistré.',
    en: 'Without an ephemeral key, whoever steals the key of the server reads all that was recorded.',
  },
  fix: {
    fr: 'ssl_ciphers : des suites ECDHE en GCM ou CHACHA20, nommées ; ssl_prefer_server_ciphers on;',
    en: 'ssl_ciphers: ECDHE suites in GCM or CHACHA20, by name; ssl_prefer_server_ciphers on;',
  },
  waivable: true,
  deciding: ['nginx.conf ssl_ciphers', 'observations.tls.ciphers', 'observations.tls.serverOrder'],
  nothing: { fr: 'aucun service publié qui se lise ici', en: 'no published service that can be read here' },
  check: (context) =>
    judgeDoors(context, {
      configured: configuredAnswer,
      observed: (seen) => ({
        claims: seen.flatMap(ofHandshakes),
        variant: seen.some(({ ciphers }) => isVariant(ciphers?.accepted ?? [])),
      }),
      observations: context.graph.observations.tls,
      want: WANT,
    }),
  examples: {
    pass: { 'named suites': configured(), 'weak suites refused': spoken({}) },
    fail: {
      'CBC configured': suites('ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-SHA384'),
      'nothing configured': configured(['  ssl_ciphers ', '  # ']),
      'the order of the client': configured(['ssl_prefer_server_ciphers on;', '']),
      'the key of the server exchanges': accepting('ECDHE-ECDSA-AES256-GCM-SHA384', 'AES128-GCM-SHA256'),
    },
    unknown: {
      'a class of suites': suites('EECDH+AESGCM'),
      'weak suites not tried': spoken({
        ciphers: { accepted: ['ECDHE-ECDSA-AES256-GCM-SHA384'], refused: [] },
      }),
    },
  },
})
