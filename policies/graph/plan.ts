import { known, unknown } from '../value.ts'
import { baseAddress, isDataSource, modulesOf } from './address.ts'
import { buildGraph, isRead } from './build.ts'
import type { Action, Change, ConfigFile, Graph } from './graph.ts'
import { nodesBefore } from './plan-before.ts'
import { configurationOf, type Configured } from './plan-configuration.ts'
import { dataSources } from './plan-data.ts'
import { isObject, type PlanJson, type ResourceChange } from './plan-json.ts'
import { DOUBT, overlay } from './plan-overlay.ts'
import { planOf } from './plan-shape.ts'
import { refuseDuplicates, type NamedJson } from './synth.ts'
import type { Body, Edge, Resource } from './tree.ts'
import { writtenIn } from './written.ts'

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
  return buildGraph(resources, {
    changes: changesOf(read.flatMap((plan) => plan.managed)),
    configFiles: options.configFiles ?? [],
    others: resources
      .filter(({ type, address }) => !isRead(type) && !isDataSource(address))
      .map(({ address }) => address)
      .sort(),
  })
}

/** A change, the plan that it is of, and where it was asked for. */
export interface PlannedChange {
  readonly planned: ResourceChange
  readonly stack: string
  readonly place: { readonly where?: string }
}

function onePlan(stack: string, plan: PlanJson, where: Readonly<Record<string, string>>) {
  const configuration = configurationOf(plan.configuration?.root_module)
  const managed = (plan.resource_changes ?? [])
    .filter(({ mode }) => mode === 'managed')
    .map((planned): PlannedChange => {
      const found = where[planned.address] ?? where[baseAddress(planned.address)]
      return { planned, stack, place: found === undefined ? {} : { where: found } }
    })
  const standing = managed.filter(({ planned }) => isObject(planned.change.after))
  return {
    resources: [
      ...standing.map((change) => resourceOf(change, configuration)),
      ...dataSources(plan, stack, configuration),
    ],
    managed,
  }
}

function changesOf(managed: readonly PlannedChange[]): Change[] {
  const before = nodesBefore(managed)
  return managed
    .map((change): Change => ({ ...changeOf(change), ...before.get(change.planned) }))
    .sort((a, b) => (a.address < b.address ? -1 : 1))
}

function changeOf({ planned, stack, place }: PlannedChange): Change {
  const { address, type, change } = planned
  const name = change.before?.['name'] ?? change.after?.['name']
  return {
    address,
    type,
    stack,
    ...place,
    actions: change.actions as readonly Action[],
    replacePaths: (change.replace_paths ?? []).map((path) => path.join('.')),
    name: typeof name === 'string' ? known(name) : unknown('computed', 'name'),
  }
}

function resourceOf(
  { planned, stack, place }: PlannedChange,
  configuration: ReadonlyMap<string, Configured>,
): Resource {
  const { address, type, change } = planned
  const configured = configuration.get(baseAddress(address))
  const modules = modulesOf(address)
  const edges = (expression: unknown) => configured?.edges(expression, modules) ?? []
  const body = overlay({
    after: change.after,
    unread: change.after_unknown,
    sensitive: change.after_sensitive,
    expression: configured ? configured.expressions : DOUBT,
    path: '',
    edges,
  }) as Body
  const ids = [change.before?.['id'], change.after?.['id']].filter((id) => typeof id === 'string')
  const written = configured ? writtenIn(type, configured.expressions) : writtenAfter(planned)
  return { address, type, stack, ...place, body, ids, edges: imageEdges(type, configured, edges), written }
}

/** Without a configuration: what has a value, unless the provider is the one to give it. */
function writtenAfter({ type, change }: ResourceChange): string[] {
  const unread = isObject(change.after_unknown) ? change.after_unknown : {}
  const given = Object.entries(change.after ?? {}).filter(([key]) => key !== 'id' && unread[key] !== true)
  return writtenIn(type, Object.fromEntries(given))
}

/** The expression of the image, however deep; its value may be known and still come from elsewhere. */
function imageEdges(
  type: string,
  configured: Configured | undefined,
  edges: (expression: unknown) => Edge[],
): Readonly<Record<string, readonly Edge[]>> {
  const path = type === 'docker_service' ? ['task_spec', 'container_spec', 'image'] : ['image']
  const expression = path.reduce<unknown>((holder, key) => {
    const only: unknown = Array.isArray(holder) ? holder[0] : holder
    return isObject(only) && Object.hasOwn(only, key) ? only[key] : undefined
  }, configured?.expressions)
  return { image: edges(expression) }
}
