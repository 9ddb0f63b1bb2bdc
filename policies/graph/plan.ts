import { known, unknown } from '../value.ts'
import { buildGraph, isRead } from './build.ts'
import type { Action, Change, ConfigFile, Graph } from './graph.ts'
import { configurationOf, type Configured } from './plan-configuration.ts'
import { isObject, type PlanJson, type ResourceChange, type StateModule, type Values } from './plan-json.ts'
import { planOf } from './plan-shape.ts'
import { refuseDuplicates, type NamedJson } from './synth.ts'
import { baseAddress, Opaque, type Body, type Edge, type Resource, type Tree } from './tree.ts'

export interface PlanOptions {
  /** Address → `file:line:column` of what asked for it. */
  readonly where?: Readonly<Record<string, string>>
  readonly configFiles?: readonly ConfigFile[]
}

/**
 * The graph of one or several plans (`terraform show -json`): what will stand after apply, resources that do not
 * change included, and what the apply does to get there. `planned_values` is never read: destruction is not in it.
 */
export function fromPlan(plans: readonly NamedJson[], options: PlanOptions = {}): Graph {
  const read = plans.map(({ name, json }) => onePlan(name, planOf(name, json), options.where ?? {}))
  const resources = read.flatMap((plan) => plan.resources)
  refuseDuplicates(resources)
  return buildGraph(
    resources.filter(({ type }) => isRead(type)),
    {
      changes: read.flatMap((plan) => plan.changes).sort((a, b) => (a.address < b.address ? -1 : 1)),
      configFiles: options.configFiles ?? [],
      others: resources
        .filter(({ type }) => !isRead(type))
        .map(({ address }) => address)
        .sort(),
    },
  )
}

function onePlan(stack: string, plan: PlanJson, where: Readonly<Record<string, string>>) {
  const configuration = configurationOf(plan.configuration?.root_module)
  const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed')
  const place = (address: string) => {
    const found = where[address] ?? where[baseAddress(address)]
    return found === undefined ? {} : { where: found }
  }
  const standing = managed.filter(({ change }) => isObject(change.after))
  return {
    resources: [
      ...standing.map((change) => ({
        ...resourceOf(change, stack, configuration),
        ...place(change.address),
      })),
      ...dataImages(plan, stack, configuration),
    ],
    changes: managed.map((change): Change => ({ ...changeOf(change, stack), ...place(change.address) })),
  }
}

function changeOf({ address, type, change }: ResourceChange, stack: string): Change {
  const name = change.before?.['name'] ?? change.after?.['name']
  return {
    address,
    type,
    stack,
    actions: change.actions as readonly Action[],
    replacePaths: (change.replace_paths ?? []).map((path) => path.join('.')),
    name: typeof name === 'string' ? known(name) : unknown('computed', 'name'),
  }
}

function resourceOf(
  { address, type, change }: ResourceChange,
  stack: string,
  configuration: ReadonlyMap<string, Configured>,
): Resource {
  const configured = configuration.get(baseAddress(address))
  const body = overlay({
    after: change.after,
    unread: change.after_unknown,
    sensitive: change.after_sensitive,
    // Without a configuration nothing says "not written": what is unread stays in doubt.
    expression: configured ? configured.expressions : DOUBT,
    path: '',
    edges: (expression) => configured?.edges(expression) ?? [],
  }) as Body
  const ids = [change.before?.['id'], change.after?.['id']].filter((id) => typeof id === 'string')
  return { address, type, stack, body, ids, edges: imageEdges(configured) }
}

const imageEdges = (configured: Configured | undefined): Readonly<Record<string, readonly Edge[]>> => ({
  image: configured ? configured.edges(configured.expressions['image']) : [],
})

const DOUBT = Symbol('no configuration')

interface Layers {
  readonly after: unknown
  readonly unread: unknown
  readonly sensitive: unknown
  readonly expression: unknown
  readonly path: string
  readonly edges: (expression: unknown) => Edge[]
}

/**
 * The value after apply, with what is not known of it. An attribute that is unread only because nobody wrote it
 * (Optional and Computed in the schema) is absent: the daemon's default will be judged.
 */
function overlay(layers: Layers): Tree | undefined {
  const { after, unread, sensitive, path, edges } = layers
  const expressions = expressionsOf(layers.expression)
  if (sensitive === true && after !== undefined && after !== null) return new Opaque('sensitive', path)
  if (unread === true) {
    if (layers.expression !== DOUBT && expressions.length === 0) return undefined
    return new Opaque('computed', path, ...expressions.filter(isOpen).map(edges))
  }
  if (Array.isArray(after) || Array.isArray(unread)) return overlayList(layers)
  if (!isObject(after) && !isObject(unread)) return scalarOf(after)
  const keys = new Set([
    ...Object.keys(isObject(after) ? after : {}),
    ...Object.keys(isObject(unread) ? unread : {}),
  ])
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      overlay({
        after: member(after, key),
        unread: member(unread, key),
        sensitive: member(sensitive, key),
        expression:
          layers.expression === DOUBT
            ? DOUBT
            : expressions.map((one) => member(one, key)).filter((one) => one !== undefined),
        path: path === '' ? key : `${path}.${key}`,
        edges,
      }),
    ]),
  )
}

function overlayList(layers: Layers): Tree {
  const after = Array.isArray(layers.after) ? (layers.after as unknown[]) : []
  const unread: unknown[] = Array.isArray(layers.unread) ? layers.unread : []
  const length = Math.max(after.length, unread.length)
  const items = Array.from({ length }, (_, position) =>
    overlay({
      ...layers,
      after: after[position],
      unread: unread[position],
      sensitive: Array.isArray(layers.sensitive) ? (layers.sensitive as unknown[])[position] : undefined,
    }),
  )
  return items.map((item) => item ?? null)
}

/**
 * A constant is never unread: only the other expressions may be behind what is. Configuration in JSON syntax gives
 * its references the look of a constant.
 */
const isOpen = (expression: unknown): boolean =>
  member(expression, 'constant_value') === undefined || member(expression, 'references') !== undefined

/** Blocks of a set come in no order: each element may come from any of the written blocks. */
const expressionsOf = (expression: unknown): unknown[] =>
  (Array.isArray(expression) ? (expression as unknown[]).flat() : [expression]).filter(
    (one) => one !== undefined && one !== DOUBT,
  )

const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

const scalarOf = (value: unknown): Tree | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : undefined

/** Data sources read while planning are in the prior state, and in no change. */
function dataImages(
  plan: PlanJson,
  stack: string,
  configuration: ReadonlyMap<string, Configured>,
): Resource[] {
  const state = new Map(stateResources(plan.prior_state?.values?.root_module))
  return [...configuration]
    .filter(([address]) => /(^|\.)data\.docker_image\./.test(address))
    .map(([address, { expressions }]) => {
      const { name: written } = expressions
      const constant = isOpen(written) ? undefined : member(written, 'constant_value')
      const name =
        typeof constant === 'string'
          ? constant
          : (scalarOf(state.get(address)?.['name']) ?? new Opaque('reference', 'name'))
      return { address, type: 'docker_image', stack, body: { name }, ids: [], edges: {} }
    })
}

const stateResources = (module: StateModule | undefined): [string, Values][] => [
  ...(module?.resources ?? []).map(({ address, values }): [string, Values] => [
    baseAddress(address),
    values ?? {},
  ]),
  ...(module?.child_modules ?? []).flatMap(stateResources),
]
