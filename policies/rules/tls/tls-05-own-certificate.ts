import { judgeDoors } from '../../doors/doors.ts'
import { CERTIFICATE, shown, spoken } from '../../examples/doors.ts'
import type { TlsObservation } from '../../graph/graph.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { tlsGuide } from '../../sources.ts'
import { truth, unknown } from '../../value.ts'

const WANT = { fr: 'un certificat à elle seule', en: 'a certificate of its own' }

/** Terminations are containers: the names and the ports of one are not several. */
function claims(seen: readonly TlsObservation[], all: readonly TlsObservation[]): Claim[] {
  const [own] = seen
  const others = all.filter(({ subject }) => subject !== own?.subject)
  if (others.length === 0)
    return seen.map(({ certificate }) => ({
      holds: certificate ? truth(true) : unknown('not-collected', 'certificate'),
      seen: { fr: 'une seule terminaison sondée', en: 'only one termination probed' },
      want: WANT,
    }))
  return seen.flatMap(({ certificate }) =>
    others.map((other) => {
      const both = certificate && other.certificate
      const isShared = both && certificate.fingerprint256 === other.certificate.fingerprint256
      return {
        holds: both ? truth(isShared !== true) : unknown('not-collected', 'certificate'),
        seen: isShared
          ? { fr: `le même que ${other.subject}`, en: `the same as ${other.subject}` }
          : { fr: `distinct de ${other.subject}`, en: `distinct from ${other.subject}` },
        want: WANT,
      }
    }),
  )
}

const OTHER = { subject: 'docker_container.login', address: '127.0.0.1:9443' }

export default defineRule({
  id: 'TLS-05',
  severity: 'minor',
  levels: ['live'],
  kind: 'automated',
  title: {
    fr: 'Un certificat par terminaison TLS, parmi celles qui sont sondées',
    en: 'One certificate for each TLS termination, among those that are probed',
  },
  sources: [tlsGuide('R30')],
  why: {
    fr: "La clé volée sur une machine sert alors à se faire passer pour l'autre.",
    en: 'A key stolen from one machine then serves to pass for the other.',
  },
  fix: {
    fr: 'Un certificat et une clé par service, jamais une copie.',
    en: 'A certificate and a key for each service, never a copy.',
  },
  waivable: true,
  deciding: ['observations.tls.certificate.fingerprint256'],
  nothing: { fr: 'aucun service publié', en: 'no published service' },
  check: (context) =>
    judgeDoors(context, {
      observed: (seen, all) => ({ claims: claims(seen, all) }),
      observations: context.graph.observations.tls,
      want: WANT,
    }),
  examples: {
    pass: {
      'one door': shown(),
      'two names of one door': spoken(
        {},
        { certificate: { ...CERTIFICATE, hostname: 'connexion.demo.example' } },
      ),
      'two doors': spoken({}, { ...OTHER, certificate: { ...CERTIFICATE, fingerprint256: 'AA:02' } }),
    },
    fail: { 'a copy on another door': spoken({}, OTHER) },
    unknown: { 'a door whose certificate nobody saw': spoken({}, { ...OTHER, certificate: undefined }) },
  },
})
