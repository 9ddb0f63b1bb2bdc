import type { SecretSpec, SecretSpecKind } from '../../modules/secrets/spec.ts'
import { SECRET_NAME } from './store-file.ts'

/** Sources come before what derives from them. */
const ORDER: readonly SecretSpecKind[] = ['password', 'ca', 'certificate', 'signing', 'copy', 'pgpass']

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
