import { buildGraph, isRead } from './build.ts'
import { readTemplate, readTraversal, type Resolve } from './expressions.ts'
import { GraphError } from './graph-error.ts'
import type { ConfigFile, Graph } from './graph.ts'
import { instancesOf, type Instance } from './instances.ts'
import { Opaque, isBody, type Body, type Resource, type Tree } from './tree.ts'

export interface NamedJson {
  readonly name: string
  readonly json: unknown
}

export interface SynthOptions {
  /** Address → `file:line:column` of what asked for it. */
  readonly where?: Readonly<Record<string, string>>
  readonly configFiles?: readonly ConfigFile[]
}

/** Attributes that only the provider can give: a reference to one is followed, not read. */
const COMPUTED = ['id', 'image_id', 'repo_digest', 'mountpoint', 'sha256_digest']

/** The graph of Terraform JSON configuration, several stacks merged; offline, nothing evaluated but references. */
export function fromSynth(stacks: readonly NamedJson[], options: SynthOptions = {}): Graph {
  const resources = stacks.flatMap((stack) => resourcesOf(stack, options.where ?? {}))
  refuseDuplicates(resources)
  return buildGraph(
    resources.filter(({ type }) => isRead(type)),
    {
      configFiles: options.configFiles ?? [],
      others: [
        ...resources
          .filter(({ type, address }) => !isRead(type) && !address.startsWith('data.'))
          .map(({ address }) => address),
        ...stacks.flatMap(({ json }) => Object.keys(section(json, 'module')).map((name) => `module.${name}`)),
      ].sort(),
    },
  )
}

/** A resource address in two stacks would make verdicts ambiguous. */
export function refuseDuplicates(resources: readonly Resource[]): void {
  const seen = new Map<string, string>()
  for (const { address, stack } of resources) {
    const other = seen.get(address)
    if (other !== undefined && !address.startsWith('data.')) {
      throw new GraphError(
        'JUDGE-DUPLICATE-ADDRESS',
        `${address} is in ${other} and in ${stack}; judge them apart`,
      )
    }
    seen.set(address, stack)
  }
}

interface Declared {
  readonly prefix: string
  readonly type: string
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

function resourcesOf({ name: stack, json }: NamedJson, where: Readonly<Record<string, string>>): Resource[] {
  const declared = [...declarations(json, 'resource', ''), ...declarations(json, 'data', 'data.')]
  const locals = Object.assign({}, ...objects((json as Readonly<Record<string, unknown>>)['locals'])) as Body
  return declared.flatMap((one) => {
    const base = `${one.prefix}${one.type}.${one.name}`
    return instancesOf(one.body).map((instance) => {
      const address = `${base}${instance.key}`
      const place = where[address] ?? where[base]
      return {
        address,
        type: one.type,
        stack,
        ...(place === undefined ? {} : { where: place }),
        body: evaluate(one.body, resolver(declared, locals, instance, { left: MAX_REFERENCES })) as Body,
        ids: [],
        edges: {},
      }
    })
  })
}

function declarations(json: unknown, kind: 'resource' | 'data', prefix: string): Declared[] {
  return Object.entries(section(json, kind)).flatMap(([type, byName]) =>
    objects(byName).flatMap((named) =>
      Object.entries(named).flatMap(([name, body]) =>
        objects(body).map((one) => ({ prefix, type, name, body: one })),
      ),
    ),
  )
}

/** Terraform JSON allows an array of objects wherever it allows an object. */
function section(json: unknown, key: string): Readonly<Record<string, unknown>> {
  const value = isObject(json) ? json[key] : undefined
  return Object.assign({}, ...objects(value)) as Readonly<Record<string, unknown>>
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const objects = (value: unknown): Readonly<Record<string, unknown>>[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isObject)

/** References followed for one resource, one another's included: a cycle is Terraform's to refuse, here it must end. */
const MAX_REFERENCES = 1000
const MAX_REFERENCE_DEPTH = 20

function resolver(
  declared: readonly Declared[],
  locals: Body,
  instance: Instance,
  budget: { left: number },
  depth = 0,
): Resolve {
  return (expression) => {
    if (Object.hasOwn(instance.values, expression)) return instance.values[expression] ?? null
    if (depth > MAX_REFERENCE_DEPTH || budget.left-- <= 0) return new Opaque('reference', expression)
    const deeper = resolver(declared, locals, instance, budget, depth + 1)
    const local = /^local\.([\w-]+)$/.exec(expression)?.[1]
    if (local !== undefined && Object.hasOwn(locals, local)) return evaluate(locals[local], deeper)
    const traversal = readTraversal(expression)
    const target =
      traversal &&
      declared.find(({ prefix, type, name }) => sameBase(traversal.address, `${prefix}${type}.${name}`))
    if (!traversal || !target) return new Opaque('reference', expression)
    const written = target.body[traversal.attribute]
    const repeated = target.body['count'] !== undefined || target.body['for_each'] !== undefined
    if (COMPUTED.includes(traversal.attribute) || written === undefined || repeated) {
      return new Opaque('reference', expression, [traversal])
    }
    return evaluate(written, deeper)
  }
}

const sameBase = (address: string, base: string): boolean => address.replace(/\[[^\]]*\]$/, '') === base

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
