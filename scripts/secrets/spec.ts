import { SECRET_NAME } from './store-file.ts'

/** A random password. @default length 24 (139 bits) */
export interface PasswordSpec {
  readonly kind: 'password'
  readonly name: string
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
  readonly name: string
  readonly key: string
  readonly hostnames: readonly string[]
}

/** The same value under another role. */
export interface CopySpec {
  readonly kind: 'copy'
  readonly name: string
  readonly from: string
}

/** A libpq password file of one line. @see https://www.postgresql.org/docs/17/libpq-pgpass.html */
export interface PgpassSpec {
  readonly kind: 'pgpass'
  readonly name: string
  /** Name of the password. */
  readonly from: string
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/**
 * What the architecture wants to exist. `copy` and `pgpass` follow the secret they come from: rotating that one
 * rewrites them, and every role that holds one restarts.
 */
export type SecretSpec = PasswordSpec | AuthoritySpec | CertificateSpec | CopySpec | PgpassSpec
export type SecretSpecKind = SecretSpec['kind']

/** Sources come before what derives from them. */
const ORDER: readonly SecretSpecKind[] = ['password', 'ca', 'certificate', 'copy', 'pgpass']

export const inOrder = (specs: readonly SecretSpec[]): SecretSpec[] =>
  [...specs].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))

/** The one or two names that a spec fills. */
export const namesOf = (spec: SecretSpec): string[] => ('key' in spec ? [spec.name, spec.key] : [spec.name])

/** Contradictions here are a fault of the caller's code, not of the person: hence no `Failure`. */
export function assertConsistent(specs: readonly SecretSpec[]): void {
  const seen = new Set<string>()
  for (const name of specs.flatMap(namesOf)) {
    if (!SECRET_NAME.test(name))
      throw new TypeError(`secret name ${JSON.stringify(name)}: want <role>/<file>`)
    if (seen.has(name)) throw new TypeError(`secret ${name} is wanted twice`)
    seen.add(name)
  }
  const sources = new Set(specs.filter((spec) => !('from' in spec)).flatMap(namesOf))
  for (const spec of specs) {
    if ('from' in spec && !sources.has(spec.from))
      throw new TypeError(`secret ${spec.name}: no source ${spec.from}`)
  }
  if (specs.some(({ kind }) => kind === 'certificate') && !seen.has('ca/ca.crt')) {
    throw new TypeError('certificates are wanted, and no CA')
  }
}
