/** Name of a secret: `<role>/<file>`, as its one consumer reads it. */
type SecretName = string

/** A random password. @default length 24 (139 bits) */
export interface PasswordSpec {
  readonly kind: 'password'
  readonly name: SecretName
  readonly length?: number
}

/** The internal CA: certificate and private key, which no container ever receives. */
export interface AuthoritySpec {
  readonly kind: 'ca'
  readonly name: 'ca/ca.crt'
  readonly key: 'ca/ca.key'
  /** The only DNS names it may sign, each with what is under it: the site's domain, the internal services. */
  readonly permitted: readonly string[]
}

/** A server certificate signed by the CA, with its key. */
export interface CertificateSpec {
  readonly kind: 'certificate'
  readonly name: SecretName
  readonly key: SecretName
  readonly hostnames: readonly string[]
}

/** An Ed25519 private key (PKCS#8 PEM) that signs reports; its public half is published with each of them. */
export interface SigningSpec {
  readonly kind: 'signing'
  readonly name: SecretName
}

/** The same value under another role. */
export interface CopySpec {
  readonly kind: 'copy'
  readonly name: SecretName
  readonly from: SecretName
}

/** A libpq password file of one line. @see https://www.postgresql.org/docs/17/libpq-pgpass.html */
export interface PgpassSpec {
  readonly kind: 'pgpass'
  readonly name: SecretName
  /** Name of the password. */
  readonly from: SecretName
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/**
 * What the architecture wants to exist; no value is ever in it. `copy` and `pgpass` follow the secret they come
 * from: rotating that one rewrites them, and every role that holds one restarts.
 */
export type SecretSpec = PasswordSpec | AuthoritySpec | CertificateSpec | SigningSpec | CopySpec | PgpassSpec
export type SecretSpecKind = SecretSpec['kind']
