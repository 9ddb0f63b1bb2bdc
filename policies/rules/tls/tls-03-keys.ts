import { judgeDoors, type Answer } from '../../doors/doors.ts'
import { shown, spoken } from '../../examples/doors.ts'
import type { CertificateObservation, TlsObservation } from '../../graph/graph.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { cryptography, tlsGuide } from '../../sources.ts'
import { truth, unknown, type Truth } from '../../value.ts'

const WANT = { fr: 'SHA-2, RSA ≥ 2048 ou EC ≥ 256', en: 'SHA-2, RSA ≥ 2048 or EC ≥ 256' }
const WANT_3072 = { fr: 'RSA ≥ 3072 (dû en 2031)', en: 'RSA ≥ 3072 (due in 2031)' }
/** From this day on, 2048 bits are not enough (PG-083). */
const NEED_3072 = Date.parse('2031-01-01T00:00:00Z')

/** An EdDSA signature has its own hash, of the same family or as strong. */
function isSha2(signature: string): Truth {
  if (/sha-?(224|256|384|512)(?!\d)|ed25519|ed448/i.test(signature)) return truth(true)
  return /md[245]|sha-?1(?!\d)/i.test(signature)
    ? truth(false)
    : unknown('not-collected', `signature ${signature}`)
}

function isLongEnough({ keyType, keyBits }: CertificateObservation): boolean {
  if (/^rsa/i.test(keyType)) return keyBits >= 2048
  return /^ec/i.test(keyType) ? keyBits >= 256 : /^ed(25519|448)$/i.test(keyType)
}

const text = ({ keyType, keyBits, signature }: CertificateObservation): string =>
  `${keyType} ${keyBits}, ${signature}`

const claims = ({ certificate }: TlsObservation): Claim[] =>
  certificate
    ? [isSha2(certificate.signature), truth(isLongEnough(certificate))].map((holds) => ({
        holds,
        seen: text(certificate),
        want: WANT,
      }))
    : [{ holds: unknown('not-collected', 'certificate'), seen: '', want: WANT }]

function answer(seen: readonly TlsObservation[], now: Date): Answer {
  const longer = seen
    .flatMap(({ certificate }) => certificate ?? [])
    .map((certificate): Claim => ({
      holds: truth(!/^rsa/i.test(certificate.keyType) || certificate.keyBits >= 3072),
      seen: text(certificate),
      want: WANT_3072,
    }))
  const asked = seen.flatMap(claims)
  return now.getTime() < NEED_3072 ? { claims: asked, warnings: longer } : { claims: [...asked, ...longer] }
}

export default defineRule({
  id: 'TLS-03',
  severity: 'blocking',
  levels: ['live'],
  kind: 'automated',
  title: {
    fr: 'Certificats signés en SHA-2, clés RSA ≥ 2048 (averti sous 3072) ou EC ≥ 256 bits',
    en: 'Certificates signed with SHA-2, keys RSA ≥ 2048 (warned below 3072) or EC ≥ 256 bits',
  },
  sources: [tlsGuide('R24'), tlsGuide('R26'), cryptography('')],
  why: {
    fr: 'Une clé courte se calcule, une empreinte faible se contrefait : un autre peut alors se dire la porte.',
    en: 'A short key is computed, a weak hash is forged: somebody else may then claim to be the door.',
  },
  fix: {
    fr: 'Renouveler le certificat avec une clé EC P-256, ou RSA de 3072 bits.',
    en: 'Renew the certificate with an EC P-256 key, or an RSA one of 3072 bits.',
  },
  waivable: true,
  deciding: [
    'observations.tls.certificate.signature',
    'observations.tls.certificate.keyType',
    'observations.tls.certificate.keyBits',
  ],
  nothing: { fr: 'aucun service publié', en: 'no published service' },
  check: (context) =>
    judgeDoors(context, {
      observed: (seen) => answer(seen, context.now),
      observations: context.graph.observations.tls,
      want: WANT,
    }),
  examples: {
    pass: {
      'P-256': shown(),
      'RSA 3072': shown({ keyType: 'rsa', keyBits: 3072, signature: 'sha256WithRSAEncryption' }),
      Ed25519: shown({ keyType: 'ed25519', keyBits: 256, signature: 'ED25519' }),
    },
    fail: {
      'RSA 2048: a warning': shown({ keyType: 'rsa', keyBits: 2048, signature: 'sha256WithRSAEncryption' }),
      'RSA 1024': shown({ keyType: 'rsa', keyBits: 1024 }),
      'P-192': shown({ keyBits: 192 }),
      'SHA-1': shown({ signature: 'ecdsa-with-SHA1' }),
    },
    unknown: {
      'no certificate seen': spoken({ certificate: undefined }),
      'a hash that is not named': shown({ signature: 'rsassaPss' }),
    },
  },
})
