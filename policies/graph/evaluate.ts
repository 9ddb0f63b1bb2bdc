import { baseAddress } from './address.ts'
import { readTemplate, readTraversal, type Resolve } from './expressions.ts'
import type { Instance } from './instances.ts'
import { isObject } from './plan-json.ts'
import { isBody, Opaque, type Body, type Tree } from './tree.ts'

/** What an expression of one stack may name. */
export interface Scope {
  /** Bodies as written, by address without an instance key. */
  readonly declared: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly locals: Body
}

/** Attributes that only the provider can give: a reference to one is followed, not read. */
const COMPUTED = ['id', 'image_id', 'repo_digest', 'mountpoint', 'sha256_digest']

/** References followed for one resource, one another's included: a cycle is Terraform's to refuse, here it must end. */
const MAX_REFERENCES = 1000
const MAX_REFERENCE_DEPTH = 20

/** The body of one instance of a resource, its references read where they can be. */
export const evaluateBody = (
  body: Readonly<Record<string, unknown>>,
  scope: Scope,
  instance: Instance,
): Body => evaluate(body, resolver(scope, instance, { left: MAX_REFERENCES })) as Body

function resolver(scope: Scope, instance: Instance, budget: { left: number }, depth = 0): Resolve {
  return (expression) => {
    if (Object.hasOwn(instance.values, expression)) return instance.values[expression] ?? null
    if (depth > MAX_REFERENCE_DEPTH || budget.left-- <= 0) return new Opaque('reference', expression)
    const deeper = resolver(scope, instance, budget, depth + 1)
    const local = /^local\.([\w-]+)$/.exec(expression)?.[1]
    if (local !== undefined && Object.hasOwn(scope.locals, local))
      return evaluate(scope.locals[local], deeper)
    const traversal = readTraversal(expression)
    const target = traversal && scope.declared.get(baseAddress(traversal.address))
    if (!traversal || !target) return new Opaque('reference', expression)
    const written = target[traversal.attribute]
    const repeated = target['count'] !== undefined || target['for_each'] !== undefined
    if (COMPUTED.includes(traversal.attribute) || written === undefined || repeated) {
      return new Opaque('reference', expression, [traversal])
    }
    const read = evaluate(written, deeper)
    // What bears a name that nobody can read is still the one that is meant, as a plan tells.
    return read instanceof Opaque && traversal.attribute === 'name'
      ? new Opaque(read.why, expression, [traversal])
      : read
  }
}

function evaluate(value: unknown, resolve: Resolve): Tree {
  if (typeof value === 'string') return readTemplate(value, resolve)
  if (Array.isArray(value)) return (value as unknown[]).map((item) => evaluate(item, resolve))
  if (!isObject(value)) return typeof value === 'number' || typeof value === 'boolean' ? value : null
  const body = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluate(item, resolve)]))
  return withDynamicBlocks(body)
}

/** Blocks made by `dynamic` exist, and nobody knows how many. */
function withDynamicBlocks(body: Record<string, Tree>): Body {
  const dynamic = body['dynamic']
  if (!isBody(dynamic)) return body
  const unread = Object.keys(dynamic).map((kind): [string, Tree] => {
    const written = body[kind]
    const before: readonly Tree[] =
      written === undefined || written === null
        ? []
        : Array.isArray(written)
          ? (written as Tree[])
          : [written]
    return [kind, [...before, new Opaque('reference', `dynamic.${kind}`)]]
  })
  return { ...body, ...Object.fromEntries(unread) }
}
