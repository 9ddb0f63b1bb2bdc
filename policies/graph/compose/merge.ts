import { Opaque, isBody, type Body, type Tree } from '../tree.ts'
import type { Budget } from './fault.ts'
import { hasHole } from './units.ts'

/** Attributes that a service replaces whole, though they are lists. */
const REPLACED = ['command', 'entrypoint', 'test']

/** A body over another, as Compose lays a service over the one that it extends: lists add up, blocks merge. */
export function laidOver(base: Body, own: Body, budget: Budget): Body {
  const merged: Record<string, Tree | undefined> = { ...base }
  if (differ(base['log_driver'], own['log_driver'])) merged['log_opts'] = undefined
  for (const [key, value] of Object.entries(own)) {
    const under = merged[key]
    if (REPLACED.includes(key)) merged[key] = value
    else if (Array.isArray(under) && Array.isArray(value)) {
      budget.spend(under.length + value.length)
      merged[key] = [...(under as Tree[]), ...(value as Tree[])]
    } else if (isBody(under) && isBody(value)) merged[key] = laidOver(under, value, budget)
    else merged[key] = value
  }
  return merged
}

/** Options of a log driver mean nothing to another. */
const differ = (one: Tree | undefined, other: Tree | undefined): boolean =>
  typeof one === 'string' && typeof other === 'string' && one !== other

/** Attributes of a container that a file which was not read may give. */
const UNREAD = new Opaque('reference', 'extends')
const ALONE = [
  'cgroup_parent',
  'cgroupns_mode',
  'command',
  'cpus',
  'destroy_grace_seconds',
  'entrypoint',
  'healthcheck',
  'image',
  'ipc_mode',
  'log_driver',
  'memory',
  'memory_swap',
  'network_mode',
  'pid_mode',
  'pids_limit',
  'privileged',
  'read_only',
  'restart',
  'user',
  'userns_mode',
  'uts_mode',
]
const SEVERAL = [
  'devices',
  'dns',
  'env',
  'group_add',
  'labels',
  'log_opts',
  'mounts',
  'networks_advanced',
  'ports',
  'security_opts',
  'sysctls',
  'tmpfs',
]

/** A service whose base stands in a file that was not read: all that it does not write itself is in doubt. */
export function unreadBase(): Body {
  return {
    ...Object.fromEntries(ALONE.map((key) => [key, UNREAD])),
    ...Object.fromEntries(SEVERAL.map((key) => [key, [UNREAD]])),
    capabilities: { add: [UNREAD], drop: [UNREAD] },
  }
}

/** What tells two elements of a list apart: the later one of a kind stands. */
const KEYS: Readonly<Record<string, (item: Tree) => string | undefined>> = {
  env: (item) => (typeof item === 'string' ? item.split('=')[0] : undefined),
  labels: (item) => textOf(item, 'label'),
  log_opts: (item) => textOf(item, 'label'),
  mounts: (item) => textOf(item, 'target'),
  networks_advanced: (item) => networkOf(isBody(item) ? item['name'] : undefined),
  sysctls: (item) => textOf(item, 'label'),
  tmpfs: (item) => textOf(item, 'label'),
}

const networkOf = (name: Tree | undefined): string | undefined =>
  name instanceof Opaque ? name.about : typeof name === 'string' ? name : undefined

const textOf = (item: Tree, key: string): string | undefined => {
  const value = isBody(item) ? item[key] : undefined
  return typeof value === 'string' ? value : undefined
}

/** Each key of a list once. What a variable names is left: nobody knows what it replaces. */
export function lastOfEach(body: Body): Body {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const keyOf = KEYS[key]
      return [key, keyOf && Array.isArray(value) ? lastBy(value as Tree[], keyOf) : value]
    }),
  )
}

function lastBy(items: readonly Tree[], keyOf: (item: Tree) => string | undefined): Tree[] {
  const last = new Map(items.map((item) => [keyOf(item), item]))
  return items.filter((item) => {
    const key = keyOf(item)
    return key === undefined || hasHole(key) || last.get(key) === item
  })
}

/** Every text with a hole becomes unread. */
export function sealed(tree: Tree | undefined): Tree | undefined {
  if (typeof tree === 'string') return hasHole(tree) ? new Opaque('reference', '') : tree
  if (Array.isArray(tree)) return (tree as Tree[]).map((item) => sealed(item) ?? null)
  if (!isBody(tree)) return tree
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, sealed(value)]))
}
