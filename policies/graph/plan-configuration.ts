import {
  isObject,
  type Expression,
  type ModuleConfiguration,
  type ResourceConfiguration,
} from './plan-json.ts'
import type { Edge } from './tree.ts'
import { readTraversal } from './expressions.ts'

/** Configuration of one resource, with what its references lead to across modules. */
export interface Configured {
  readonly mode: 'managed' | 'data'
  readonly expressions: Readonly<Record<string, unknown>>
  /** For the instance that lies in these modules (`module.a[0].`); see `modulesOf`. */
  edges(expression: unknown, modules: readonly string[]): Edge[]
}

/** The configuration of a plan, by address without instance keys. */
export function configurationOf(root: ModuleConfiguration | undefined): ReadonlyMap<string, Configured> {
  return new Map(root ? walk({ module: root, prefix: '', parent: undefined, call: {} }) : [])
}

interface Scope {
  readonly module: ModuleConfiguration
  /** `module.a.` inside the call `a`, `module.a[0].` in one instance of it. */
  readonly prefix: string
  readonly parent: Scope | undefined
  /** Expressions that the parent gives to this module's variables. */
  readonly call: Readonly<Record<string, unknown>>
}

function walk(scope: Scope): [string, Configured][] {
  const own = (scope.module.resources ?? []).map((resource): [string, Configured] => [
    scope.prefix + resource.address,
    configured(resource, scope),
  ])
  const inner = Object.entries(scope.module.module_calls ?? {}).flatMap(([name, { module, expressions }]) =>
    module
      ? walk({ module, prefix: `${scope.prefix}module.${name}.`, parent: scope, call: expressions ?? {} })
      : [],
  )
  return [...own, ...inner]
}

const configured = (resource: ResourceConfiguration, scope: Scope): Configured => ({
  mode: resource.mode,
  expressions: resource.expressions ?? {},
  edges: (expression, modules) => edgesOf(expression, instanceOf(scope, modules), 0),
})

/** The scope of one instance of its module, and of those around it. */
const instanceOf = (scope: Scope, modules: readonly string[]): Scope =>
  scope.parent
    ? { ...scope, prefix: modules.join(''), parent: instanceOf(scope.parent, modules.slice(0, -1)) }
    : scope

/**
 * Resources that an expression leads to. Only a lone reference is followed: with a second one the value may come
 * from a choice between them.
 */
function edgesOf(expression: unknown, scope: Scope, depth: number): Edge[] {
  const references = mostSpecific(referencesOf(expression))
  const [reference] = references
  if (reference === undefined || references.length > 1 || depth > 20) return []
  const variable = /^var\.([\w-]+)$/.exec(reference)?.[1]
  if (variable !== undefined) {
    return scope.parent ? edgesOf(scope.call[variable], scope.parent, depth + 1) : []
  }
  const output = OUTPUT.exec(reference)
  if (output) return outputEdges(output, scope, depth)
  const traversal = readTraversal(reference)
  return traversal ? [{ ...traversal, address: scope.prefix + traversal.address }] : []
}

/** What an expression refers to; an argument that happens to be called `references` is none. */
function referencesOf(expression: unknown): string[] {
  const found: unknown = isObject(expression) ? (expression as Expression).references : undefined
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : []
}

/** `module.a.net`, `module.a[0].net`, `module.a["x"].net`. */
const OUTPUT = /^module\.([\w-]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.([\w-]+)$/

function outputEdges(
  [, call = '', key = '', output = '']: readonly string[],
  scope: Scope,
  depth: number,
): Edge[] {
  const called = scope.module.module_calls?.[call]
  if (!called?.module) return []
  const inner: Scope = {
    module: called.module,
    prefix: `${scope.prefix}module.${call}${key}.`,
    parent: scope,
    call: called.expressions ?? {},
  }
  return edgesOf(called.module.outputs?.[output]?.expression, inner, depth + 1)
}

/** `a.b.c`, `a.b` and `a` name one reference: the first says it all. */
const mostSpecific = (references: readonly string[]): string[] =>
  references.filter(
    (reference) =>
      !references.some((other) => other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
  )
