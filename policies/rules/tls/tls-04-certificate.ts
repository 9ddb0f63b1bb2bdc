import { judgeDoors } from '../../doors/doors.ts'
import { shown, spoken } from '../../examples/doors.ts'
import type { CertificateObservation, TlsObservation } from '../../graph/graph.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { acme, caBrowserForum, project, tlsGuide } from '../../sources.ts'
import { truth, unknown } from '../../value.ts'

const DAY = 24 * 3600 * 1000
const MARGIN_DAYS = 15
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'

/** Longest lifetime of a certificate by the day it starts: private ones as R25, public ones as SC-081v3. */
const PRIVATE_DAYS = 825
const PUBLIC_DAYS: readonly (readonly [since: string, days: number])[] = [
  ['2029-03-15', 47],
  ['2027-03-15', 100],
  ['2026-03-15', 200],
]

const longestPublic = ({ notBefore }: CertificateObservation): number =>
  PUBLIC_DAYS.find(([since]) => notBefore >= since)?.[1] ?? PRIVATE_DAYS

/** Where nobody knows which of the two it is, what only the longer bound admits is in doubt. */
function lifetime(certificate: CertificateObservation): Pick<Claim, 'holds' | 'want'> {
  const { isPublic, notBefore, notAfter } = certificate
  const days = (Date.parse(notAfter) - Date.parse(notBefore)) / DAY
  const strict = longestPublic(certificate)
  const limit = isPublic === false ? PRIVATE_DAYS : strict
  const doubtful = isPublic === undefined && days > strict && days <= PRIVATE_DAYS
  return {
    holds: doubtful ? unknown('not-collected', 'isPublic') : truth(days <= limit),
    want: { fr: `${limit} jours au plus`, en: `${limit} days at most` },
  }
}

/** A wildcard stands for one label, the first. */
const covers = (name: string, hostname: string): boolean =>
  name.startsWith('*.')
    ? hostname.includes('.') && hostname.slice(hostname.indexOf('.')) === name.slice(1)
    : name === hostname

const WANT = {
  fr: 'un certificat pour ce nom, complet, à jour et de durée bornée',
  en: 'a certificate for this name, complete, in time and of bounded lifetime',
}

function ofCertificate(certificate: CertificateObservation, now: Date): Claim[] {
  const { hostname, names, usages, chained, notBefore, notAfter } = certificate
  const [start, end] = [Date.parse(notBefore), Date.parse(notAfter)]
  const period = `${hostname}: ${notBefore.slice(0, 10)} → ${notAfter.slice(0, 10)}`
  const isNamed = names.some((name) => covers(name.toLowerCase(), hostname.toLowerCase()))
  const chain = chained === undefined ? unknown('not-collected', 'chained') : truth(chained)
  return [
    {
      holds: truth(isNamed),
      seen: `${hostname}: SAN ${names.join(', ') || '-'}`,
      want: { fr: 'un SAN qui couvre le nom', en: 'a SAN that covers the name' },
    },
    {
      holds: truth(usages.length > 0 && usages.every((usage) => usage === SERVER_AUTH)),
      seen: `${hostname}: EKU ${usages.join(', ') || '-'}`,
      want: `EKU serverAuth (${SERVER_AUTH})`,
    },
    {
      holds: chain,
      seen: `${hostname}: chained=${chained ?? '?'}`,
      want: { fr: "une chaîne complète jusqu'à l'autorité", en: 'a whole chain to the authority' },
    },
    {
      holds: truth(start <= now.getTime() && end - now.getTime() > MARGIN_DAYS * DAY),
      seen: period,
      want: { fr: `plus de ${MARGIN_DAYS} jours restants`, en: `more than ${MARGIN_DAYS} days left` },
    },
    { seen: period, ...lifetime(certificate) },
  ]
}

const claims = ({ certificate }: TlsObservation, now: Date): Claim[] =>
  certificate
    ? ofCertificate(certificate, now)
    : [{ holds: unknown('not-collected', 'certificate'), seen: '', want: WANT }]

export default defineRule({
  id: 'TLS-04',
  severity: 'major',
  levels: ['live'],
  kind: 'automated',
  title: {
    fr: 'Certificat au bon nom et au bon usage, chaîne complète, plus de 15 jours restants, durée bornée',
    en: 'Certificate of the right name and use, whole chain, over 15 days left, bounded lifetime',
  },
  sources: [
    ...['R25', 'R28', 'R29', 'R34'].map(tlsGuide),
    caBrowserForum(''),
    acme(''),
    project('15 days left'),
  ],
  why: {
    fr: "Un certificat que le navigateur refuse apprend aux gens à passer outre, et cache l'intrus du jour.",
    en: 'A certificate that browsers refuse teaches people to go on regardless, and hides the intruder of the day.',
  },
  fix: {
    fr: 'Renouveler le certificat (`socle secrets init`, puis `socle apply`) et servir ses intermédiaires.',
    en: 'Renew the certificate (`socle secrets init`, then `socle apply`) and serve its intermediates.',
  },
  waivable: true,
  deciding: ['observations.tls.certificate'],
  nothing: { fr: 'aucun service publié', en: 'no published service' },
  check: (context) =>
    judgeDoors(context, {
      observed: (seen) => ({ claims: seen.flatMap((one) => claims(one, context.now)) }),
      observations: context.graph.observations.tls,
      want: WANT,
    }),
  examples: {
    pass: {
      'of the internal authority': shown(),
      'a wildcard for the label': shown({ names: ['*.demo.example'] }),
      'a public one of 200 days': shown({ isPublic: true, notAfter: '2027-05-20T00:00:00Z' }),
    },
    fail: {
      'another name': shown({ names: ['connexion.demo.example'] }),
      'for clients too': shown({ usages: [SERVER_AUTH, '1.3.6.1.5.5.7.3.2'] }),
      'no intermediate': shown({ chained: false }),
      '15 days left': shown({ notAfter: '2026-12-08T10:00:00Z' }),
      'a private one of 826 days': shown({ notAfter: '2029-02-04T00:00:00Z' }),
      'a public one of 201 days': shown({ isPublic: true, notAfter: '2027-05-21T00:00:00Z' }),
    },
    unknown: {
      'no certificate seen': spoken({ certificate: undefined }),
      'the chain was not tried': shown({ chained: undefined }),
      'nobody knows whether it is a public one': shown({ isPublic: undefined }),
    },
  },
})
