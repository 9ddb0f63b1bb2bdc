import { baseAddress } from './address.ts'
import { isFollowed } from './build.ts'
import { groupBy } from './group.ts'
import type { Configured } from './plan-configuration.ts'
import type { PlanJson, StateModule, Values } from './plan-json.ts'
import { isOpen, member, scalarOf } from './plan-overlay.ts'
import { Opaque, type Resource, type Tree } from './tree.ts'
import { writtenIn } from './written.ts'

type Configuration = ReadonlyMap<string, Configured>

/** Data sources read while planning: they are in the prior state, and in no change. */
export function dataSources(plan: PlanJson, stack: string, configuration: Configuration): Resource[] {
  const read = groupBy(stateResources(plan.prior_state?.values?.root_module), ([address]) =>
    baseAddress(address),
  )
  return [...configuration].flatMap(([base, configured]) => {
    const type = /(?:^|\.)data\.(\w+)\.[\w-]+$/.exec(base)?.[1] ?? ''
    if (configured.mode !== 'data' || !(type === 'docker_image' || isFollowed(type))) return []
    const instances = read.get(base) ?? [[base, {}] as const]
    return instances.map(([address, values]) => ({
      address,
      type,
      stack,
      body: { name: nameOf(configured.expressions, values) },
      ids: typeof values['id'] === 'string' ? [values['id']] : [],
      edges: {},
      written: writtenIn(type, configured.expressions),
    }))
  })
}

function nameOf({ name }: Readonly<Record<string, unknown>>, values: Values): Tree {
  const constant = isOpen(name) ? undefined : member(name, 'constant_value')
  return typeof constant === 'string'
    ? constant
    : (scalarOf(values['name']) ?? new Opaque('reference', 'name'))
}

const stateResources = (module: StateModule | undefined): [string, Values][] => [
  ...(module?.resources ?? []).map(({ address, values }): [string, Values] => [address, values ?? {}]),
  ...(module?.child_modules ?? []).flatMap(stateResources),
]
