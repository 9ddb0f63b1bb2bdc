import { generateKeyPairSync } from 'node:crypto'
import { randomPassword } from './password.ts'
import { createAuthority, issueCertificate, needsRenewal, type Issued } from './pki.ts'
import { SecretValue } from './secret-value.ts'
import type { AuthoritySpec, CertificateSpec, PgpassSpec, SecretSpec } from '../../modules/secrets/spec.ts'
import { namesOf } from './spec.ts'
import type { SecretKind } from './store-file.ts'
import type { SecretStore } from './store.ts'

/** One secret in the making. */
export interface Made {
  readonly name: string
  readonly kind: SecretKind
  readonly value: SecretValue
}

export interface Work {
  readonly store: SecretStore
  readonly now: Date
  /** Names whose value must be new. */
  readonly renew: ReadonlySet<string>
}

/**
 * The values that a spec asks for now: none when those in the store are still right. Derived ones are always given,
 * and the store sees by their revision whether they changed.
 */
export async function makeSecrets(spec: SecretSpec, work: Work): Promise<Made[]> {
  switch (spec.kind) {
    case 'password':
      return kept(spec, work) ? [] : [made(spec.name, 'password', randomPassword(spec.length))]
    case 'ca':
      return authorityKept(spec, work) ? [] : pair(spec, await newAuthority(spec, work))
    case 'certificate':
      return kept(spec, work) && (await isCurrent(spec, work))
        ? []
        : pair(spec, await newCertificate(spec, work))
    case 'signing':
      return kept(spec, work) ? [] : [made(spec.name, 'key', newSigningKey())]
    case 'copy':
      return [{ name: spec.name, kind: 'copy', value: await work.store.reveal(spec.from) }]
    case 'pgpass':
      return [made(spec.name, 'pgpass', pgpassLine(spec, await work.store.reveal(spec.from)))]
  }
}

/** `host:port:database:user:password`, with `:` and `\` escaped. */
export function pgpassLine({ host, port, database, user }: PgpassSpec, password: SecretValue): string {
  const fields = [host, `${port}`, database, user, password.reveal()]
  return `${fields.map((field) => field.replace(/[\\:]/g, String.raw`\$&`)).join(':')}\n`
}

/** Ed25519 (RFC 8032): deterministic, and verified by any OpenSSL 3. */
const newSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const made = (name: string, kind: SecretKind, value: string): Made => ({
  name,
  kind,
  value: new SecretValue(value),
})

const pair = ({ name, key }: AuthoritySpec | CertificateSpec, issued: Issued): Made[] => [
  made(name, 'certificate', issued.certificate),
  { name: key, kind: 'key', value: issued.key },
]

const kept = (spec: SecretSpec, { store, renew }: Work) =>
  namesOf(spec).every((name) => store.has(name) && !renew.has(name))

/** The CA's key may be kept elsewhere, offline: the certificate alone says that the CA exists. */
const authorityKept = ({ name }: AuthoritySpec, { store, renew }: Work) => store.has(name) && !renew.has(name)

const newAuthority = ({ permitted }: AuthoritySpec, { store, now }: Work) =>
  createAuthority({ siteId: store.siteId, permitted, now })

async function newCertificate({ hostnames }: CertificateSpec, { store, now }: Work): Promise<Issued> {
  const certificate = (await store.reveal('ca/ca.crt')).reveal()
  const authority = { certificate, key: await store.reveal('ca/ca.key') }
  return issueCertificate({ siteId: store.siteId, authority, hostnames, now })
}

async function isCurrent({ name, hostnames }: CertificateSpec, { store, now }: Work): Promise<boolean> {
  const certificate = (await store.reveal(name)).reveal()
  const authority = (await store.reveal('ca/ca.crt')).reveal()
  return !needsRenewal({ certificate, authority, hostnames, now })
}
