import type { X509Certificate } from 'node:crypto'
import type { CertificateObservation } from '../../policies/graph/graph.ts'
import { elements } from '../secrets/der.ts'
import { loadX509 } from '../secrets/x509.ts'

/** Signature algorithms by the DER of their identifiers, as OpenSSL names them. */
const SIGNATURES: Readonly<Record<string, string>> = {
  '2a8648ce3d0401': 'ecdsa-with-SHA1',
  '2a8648ce3d040301': 'ecdsa-with-SHA224',
  '2a8648ce3d040302': 'ecdsa-with-SHA256',
  '2a8648ce3d040303': 'ecdsa-with-SHA384',
  '2a8648ce3d040304': 'ecdsa-with-SHA512',
  '2a864886f70d010104': 'md5WithRSAEncryption',
  '2a864886f70d010105': 'sha1WithRSAEncryption',
  '2a864886f70d01010a': 'rsassaPss',
  '2a864886f70d01010b': 'sha256WithRSAEncryption',
  '2a864886f70d01010c': 'sha384WithRSAEncryption',
  '2a864886f70d01010d': 'sha512WithRSAEncryption',
  '2a864886f70d01010e': 'sha224WithRSAEncryption',
  '2b6570': 'ED25519',
  '2b6571': 'ED448',
}
const EDWARDS_BITS: Readonly<Record<string, number>> = { ed25519: 256, ed448: 456 }

interface Trust {
  readonly chained?: boolean
  readonly isPublic?: boolean
}

/** What a certificate says of itself, and where its chain leads. @param hostname name that was asked for */
export async function certificateSeen(
  hostname: string,
  certificate: X509Certificate,
  { chained, isPublic }: Trust,
): Promise<CertificateObservation> {
  const keyType = certificate.publicKey.asymmetricKeyType ?? ''
  return {
    hostname,
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    names: await namesOf(certificate),
    usages: certificate.keyUsage ?? [],
    keyType,
    keyBits: EDWARDS_BITS[keyType] ?? certificate.toLegacyObject().bits ?? 0,
    signature: signatureOf(certificate),
    fingerprint256: certificate.fingerprint256,
    ...(chained === undefined ? {} : { chained }),
    ...(isPublic === undefined ? {} : { isPublic }),
  }
}

/** Read from the extension itself: its text form would have to be taken apart again. */
async function namesOf({ raw }: X509Certificate): Promise<string[]> {
  const { X509Certificate: Parsed, SubjectAlternativeNameExtension } = await loadX509()
  const extension = new Parsed(raw).getExtension(SubjectAlternativeNameExtension)
  return (extension?.names.items ?? []).filter(({ type }) => type === 'dns').map(({ value }) => value)
}

/** Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OBJECT IDENTIFIER, … }, signature } */
function signatureOf({ raw }: X509Certificate): string {
  const [whole] = elements(raw)
  const [, algorithm] = elements(whole?.body ?? raw)
  const [identifier] = elements(algorithm?.body ?? raw)
  const der = identifier?.body.toString('hex') ?? ''
  return SIGNATURES[der] ?? `OID ${der}`
}
