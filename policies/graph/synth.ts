import { isDataSource } from './address.ts'
import { buildGraph, isRead } from './build.ts'
import { evaluateBody } from './evaluate.ts'
import { GraphError } from './graph-error.ts'
import type { ConfigFile, Graph } from './graph.ts'
import { instancesOf } from './instances.ts'
import { isObject } from './plan-json.ts'
import type { Body, Resource } from './tree.ts'
import { writtenIn } from './written.ts'

export interface NamedJson {
  readonly name: string
  readonly json: unknown
}

export interface SynthOptions {
  /** Address → `file:line:column` of what asked for it. */
  readonly where?: Readonly<Record<string, string>>
  readonly configFiles?: readonly ConfigFile[]
}

/** The graph of Terraform JSON configuration, several stacks merged; offline, nothing evaluated but references. */
export function fromSynth(stacks: readonly NamedJson[], options: SynthOptions = {}): Graph {
  const resources = stacks.flatMap((stack) => resourcesOf(stack, options.where ?? {}))
  refuseDuplicates(resources)
  return buildGraph(resources, {
    configFiles: options.configFiles ?? [],
    others: [
      ...resources
        .filter(({ type, address }) => !isRead(type) && !isDataSource(address))
        .map(({ address }) => address),
      ...stacks.flatMap(({ json }) => Object.keys(section(json, 'module')).map((name) => `module.${name}`)),
    ].sort(),
  })
}

/** A resource address in two stacks would make verdicts ambiguous. */
export function refuseDuplicates(resources: readonly Resource[]): void {
  const seen = new Map<string, string>()
  for (const { address, stack } of resources) {
    const other = seen.get(address)
    if (other !== undefined && !isDataSource(address)) {
      throw new GraphError('JUDGE-DUPLICATE-ADDRESS', {
        fr: `${address} est dans ${other} et dans ${stack} ; jugez-les à part`,
        en: `${address} is in ${other} and in ${stack}; judge them apart`,
      })
    }
    seen.set(address, stack)
  }
}

function resourcesOf({ name: stack, json }: NamedJson, where: Readonly<Record<string, string>>): Resource[] {
  const declared = [...declarations(json, 'resource', ''), ...declarations(json, 'data', 'data.')]
  const scope = {
    declared: new Map(declared.map(({ base, body }) => [base, body] as const).reverse()),
    locals: Object.assign({}, ...objects((json as Readonly<Record<string, unknown>>)['locals'])) as Body,
  }
  return declared.flatMap(({ base, type, body }) => {
    const written = writtenIn(type, body)
    return instancesOf(body).map((instance) => {
      const address = `${base}${instance.key}`
      const place = where[address] ?? where[base]
      return {
        address,
        type,
        stack,
        ...(place === undefined ? {} : { where: place }),
        body: evaluateBody(body, scope, instance),
        ids: [],
        edges: {},
        written,
      }
    })
  })
}

interface Declared {
  /** Address without an instance key. */
  readonly base: string
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
}

function declarations(json: unknown, kind: 'resource' | 'data', prefix: string): Declared[] {
  return Object.entries(section(json, kind)).flatMap(([type, byName]) =>
    objects(byName).flatMap((named) =>
      Object.entries(named).flatMap(([name, body]) =>
        objects(body).map((one) => ({ base: `${prefix}${type}.${name}`, type, body: one })),
      ),
    ),
  )
}

/** Terraform JSON allows an array of objects wherever it allows an object. */
function section(json: unknown, key: string): Readonly<Record<string, unknown>> {
  const value = isObject(json) ? json[key] : undefined
  return Object.assign({}, ...objects(value)) as Readonly<Record<string, unknown>>
}

const objects = (value: unknown): Readonly<Record<string, unknown>>[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isObject)
