import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { authorityExpiring, authorityForbids, badCertificate } from './failures.ts'
import { covers, nameConstraints, permittedNames } from './name-constraints.ts'
import { SecretValue } from './secret-value.ts'
import { loadX509 } from './x509.ts'

/** A certificate (PEM, leaf first) and its private key (PKCS#8 PEM). */
export interface Issued {
  readonly certificate: string
  readonly key: SecretValue
}

export interface CertificateInfo {
  readonly subject: string
  readonly hostnames: readonly string[]
  readonly notAfter: Date
  /** SHA-256, as browsers and `openssl x509 -fingerprint` show it. */
  readonly fingerprint: string
  readonly daysLeft: number
}

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const AUTHORITY_DAYS = 3650
/** ANSSI allows 825 (TLS guide R25); some clients refuse more than 398 days even of a private CA. */
const LEAF_DAYS = 397
export const RENEW_BELOW_DAYS = 30

const NAME_CONSTRAINTS = '2.5.29.30'
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const HOSTNAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/**
 * A new internal CA: ECDSA P-256, ten years, signs server certificates directly (no intermediate: path length 0)
 * and only for the permitted names.
 *
 * @see ANSSI TLS guide v1.2, R24 (SHA-2), R26 (ECDSA ≥ 256), R32 (key identifiers)
 */
export async function createAuthority(options: {
  siteId: string
  permitted: readonly string[]
  now: Date
}): Promise<Issued> {
  const { siteId, permitted, now } = options
  assertHostnames(permitted)
  const x509 = await loadX509()
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ O: [siteId] }, { CN: [`${siteId} internal CA ${now.toISOString().slice(0, 10)}`] }],
    serialNumber: serialNumber(),
    ...validity(now, AUTHORITY_DAYS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.Extension(NAME_CONSTRAINTS, true, nameConstraints(permitted)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: pem(certificate), key: await privatePem(keys.privateKey) }
}

/**
 * A server certificate with a new key. The root signs it directly, so the chain that a server sends is this one
 * certificate: complete, and without the root, which a client trusts or not by its own copy.
 *
 * @throws Failure SECRETS-CA-NAMES, SECRETS-CA-EXPIRING
 * @see ANSSI TLS guide v1.2, R25 (validity), R27 (KeyUsage), R28 (EKU), R29 (SAN), R30 (one per termination), R34
 */
export async function issueCertificate(options: {
  siteId: string
  authority: Issued
  hostnames: readonly string[]
  now: Date
}): Promise<Issued> {
  const { siteId, authority, hostnames, now } = options
  assertHostnames(hostnames)
  const x509 = await loadX509()
  const issuer = new x509.X509Certificate(authority.certificate)
  const permitted = permittedNames(
    new Uint8Array(issuer.getExtension(NAME_CONSTRAINTS)?.value ?? new ArrayBuffer(0)),
  )
  const refused = hostnames.find((hostname) => !permitted.some((name) => covers(name, hostname)))
  if (refused !== undefined) throw authorityForbids(refused, permitted)
  const daysLeft = wholeDays(now, issuer.notAfter)
  if (daysLeft < RENEW_BELOW_DAYS) throw authorityExpiring(daysLeft)
  const keys = await newKeys()
  const { notBefore, notAfter } = validity(now, LEAF_DAYS)
  const commonName = hostnames.find((hostname) => hostname.length <= 64)
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ O: [siteId] }, ...(commonName ? [{ CN: [commonName] }] : [])],
    issuer: issuer.subjectName.toJSON(),
    serialNumber: serialNumber(),
    notBefore,
    notAfter: notAfter < issuer.notAfter ? notAfter : issuer.notAfter,
    publicKey: keys.publicKey,
    signingKey: await importPrivate(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hostnames.map((value) => ({ type: 'dns', value }))),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { certificate: pem(certificate), key: await privatePem(keys.privateKey) }
}

/** What a PEM certificate says of itself (the first one, of a chain). @throws Failure SECRETS-CERTIFICATE */
export function certificateInfo(text: string, now = new Date()): CertificateInfo {
  const certificate = read(text)
  const notAfter = new Date(certificate.validTo)
  return {
    subject: certificate.subject.split('\n').join(', '),
    hostnames: (certificate.subjectAltName ?? '')
      .split(', ')
      .flatMap((each) => (each.startsWith('DNS:') ? [each.slice(4)] : [])),
    notAfter,
    fingerprint: certificate.fingerprint256,
    daysLeft: wholeDays(now, notAfter),
  }
}

/** Due within 30 days, other host names, or not signed by this CA. */
export function needsRenewal(options: {
  certificate: string
  authority: string
  hostnames: readonly string[]
  now: Date
}): boolean {
  const { daysLeft, hostnames } = certificateInfo(options.certificate, options.now)
  const same = [...hostnames].sort().join() === [...options.hostnames].sort().join()
  const [leaf, issuer] = [read(options.certificate), read(options.authority)]
  return daysLeft < RENEW_BELOW_DAYS || !same || !leaf.checkIssued(issuer) || !leaf.verify(issuer.publicKey)
}

function read(text: string): X509Certificate {
  try {
    return new X509Certificate(text)
  } catch (cause) {
    throw badCertificate(cause)
  }
}

function assertHostnames(hostnames: readonly string[]): void {
  if (hostnames.length === 0) throw new TypeError('a certificate needs a host name')
  const wrong = hostnames.find((hostname) => !HOSTNAME.test(hostname))
  if (wrong !== undefined)
    throw new TypeError(`host name ${JSON.stringify(wrong)}: want lower-case DNS labels, no wildcard`)
}

/** An hour in the past: a client whose clock is a little late accepts it. */
function validity(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000 - HOUR)
  return { notBefore, notAfter: new Date(notBefore.getTime() + days * DAY - 1000) }
}

const wholeDays = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / DAY)

/** 126 random bits, positive and never shorter than 16 bytes. */
function serialNumber(): string {
  const bytes = randomBytes(16)
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0)
  return bytes.toString('hex')
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

const pem = (certificate: { toString(format: 'pem'): string }) => `${certificate.toString('pem').trim()}\n`

async function privatePem(key: webcrypto.CryptoKey): Promise<SecretValue> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
  const exported = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  })
  return new SecretValue(exported.toString())
}

function importPrivate(key: SecretValue): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(key.reveal()).export({ format: 'der', type: 'pkcs8' })
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign'])
}
