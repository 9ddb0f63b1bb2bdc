import type { ContainerNode, Graph, NetworkNode } from '../graph/graph.ts'
import {
  all,
  any,
  isUnknown,
  NO,
  test,
  truth,
  unknown,
  valueOr,
  YES,
  type Truth,
  type Unknown,
} from '../value.ts'

/** Where a container stands, in its own network namespace or in that of the container it joins. */
export interface Standing {
  /** Networks it is on: address, Docker name where the graph does not hold it, `bridge` for the default one. */
  readonly on: ReadonlySet<string>
  readonly onHost: boolean
  /** Why it may be on other networks too. */
  readonly doubt?: Unknown
  /** Why it may be in any namespace, the host's included. */
  readonly adrift?: Unknown
  /** Address of the container whose namespace this is. */
  readonly namespace: string
}

export interface Members {
  readonly sure: ContainerNode[]
  /** May be there, for want of knowing where they are. */
  readonly doubtful: ContainerNode[]
}

type Attached = Pick<Graph, 'containers' | 'networks'>

/** Who stands where, read once for a graph: rules ask for every container and every network. */
interface Index {
  readonly standings: ReadonlyMap<ContainerNode, Standing>
  /** By network and by namespace, in the order of the graph. */
  readonly members: ReadonlyMap<string, readonly ContainerNode[]>
  readonly onHost: readonly ContainerNode[]
  readonly doubtful: readonly ContainerNode[]
}

const indexes = new WeakMap<Attached, Index>()

function indexOf(graph: Attached): Index {
  const found = indexes.get(graph)
  if (found) return found
  const standings = standingsOf(graph)
  const members = new Map<string, ContainerNode[]>()
  for (const [node, { on, namespace }] of standings) {
    for (const key of [...on, namespace]) {
      const group = members.get(key)
      if (group) group.push(node)
      else members.set(key, [node])
    }
  }
  const those = (keep: (standing: Standing) => boolean) =>
    [...standings].filter(([, standing]) => keep(standing)).map(([node]) => node)
  const index = { standings, members, onHost: those(({ onHost }) => onHost), doubtful: those(isDoubtful) }
  indexes.set(graph, index)
  return index
}

const isDoubtful = ({ doubt, adrift }: Standing): boolean => (doubt ?? adrift) !== undefined

function standingsOf({ containers, networks }: Attached): Map<ContainerNode, Standing> {
  const held = new Set(networks.map(({ address }) => address))
  // A network whose own name nobody can read may be the one that a container names.
  const unnamed = networks.map(({ name }) => name).find(isUnknown)
  const own = new Map(containers.map((node) => [node, ownStanding(node, held, unnamed)]))
  const byName = new Map(
    containers.flatMap((node) => (isUnknown(node.name) ? [] : [[node.name.value, node] as const])),
  )
  return new Map(containers.map((node) => [node, joined(node, own, byName)]))
}

function ownStanding(node: ContainerNode, held: ReadonlySet<string>, unnamed: Unknown | undefined): Standing {
  const targets = node.networks.map(({ network }) => network)
  const names = targets.flatMap((network) =>
    isUnknown(network) || isDefault(network.value) ? [] : [network.value],
  )
  const unread = targets.find(isUnknown) ?? (names.some((name) => !held.has(name)) ? unnamed : undefined)
  return {
    on: new Set([...names, ...(valueOr(onDefaultBridge(node), false) ? [DEFAULT_BRIDGE] : [])]),
    onHost: valueOr(node.networkMode, '') === 'host',
    ...(unread ? { doubt: unread } : {}),
    ...(isUnknown(node.networkMode) ? { adrift: node.networkMode } : {}),
    namespace: node.address,
  }
}

const JOIN = 'container:'
const NOWHERE: Standing = { on: new Set(), onHost: false, namespace: '' }

/** Its standing with that of whom it joins, however far. A name that no container bears (an id, live) is a doubt. */
function joined(
  node: ContainerNode,
  own: ReadonlyMap<ContainerNode, Standing>,
  byName: ReadonlyMap<string, ContainerNode>,
  depth = 0,
): Standing {
  const standing = own.get(node) ?? NOWHERE
  const mode = valueOr(node.networkMode, '')
  if (!mode.startsWith(JOIN)) return standing
  const target = byName.get(mode.slice(JOIN.length))
  if (!target || depth > own.size) return { ...standing, adrift: unknown('reference', 'network_mode') }
  const theirs = joined(target, own, byName, depth + 1)
  return { ...standing, ...theirs, on: new Set([...standing.on, ...theirs.on]) }
}

export const DEFAULT_BRIDGE = 'bridge'

const isDefault = (name: string): boolean => ['bridge', 'default', '', 'docker_network/bridge'].includes(name)

/**
 * `network_mode` stays `bridge` for a container that has networks of its own and is never attached to the default
 * one; without any, it is. A live container shows its attachments itself.
 */
export function onDefaultBridge(node: ContainerNode): Truth {
  const onIt = any(node.networks.map(({ network }) => test(network, isDefault)))
  const leftThere = all([
    test(node.networkMode, (mode) => isDefault(mode)),
    truth(node.networks.length === 0),
  ])
  return any([onIt, all([leftThere, truth(node.runtime === undefined)])])
}

export const standingOf = (node: ContainerNode, graph: Attached): Standing =>
  indexOf(graph).standings.get(node) ?? NOWHERE

/** Whether two containers can speak: a network in common, the default bridge and a shared namespace included. */
export const shareNetwork = (
  one: ContainerNode,
  other: ContainerNode,
  graph: Attached = { containers: [one, other], networks: [] },
): Truth => meet(standingOf(one, graph), standingOf(other, graph))

/** What runs in the host's own namespace reaches every network of the host, and is reached through its gateways. */
function meet(one: Standing, other: Standing): Truth {
  if (one.namespace === other.namespace) return YES
  if (one.onHost && (other.onHost || isAttached(other))) return YES
  if (other.onHost && isAttached(one)) return YES
  for (const network of one.on) if (other.on.has(network)) return YES
  const adrift = one.adrift ?? other.adrift
  if (adrift) return adrift
  if (one.doubt && isAttached(other)) return one.doubt
  return other.doubt && isAttached(one) ? other.doubt : NO
}

const isAttached = ({ on, doubt }: Standing): boolean => on.size > 0 || doubt !== undefined

/** Whom a container can speak to. Only those are looked at that may be near: never every pair of a large site. */
export function neighboursOf(node: ContainerNode, graph: Attached): Members {
  const { standings, members, onHost, doubtful } = indexOf(graph)
  const mine = standingOf(node, graph)
  const near =
    mine.onHost || isDoubtful(mine)
      ? graph.containers
      : [...[...mine.on, mine.namespace].flatMap((key) => members.get(key) ?? []), ...onHost, ...doubtful]
  const found: Members = { sure: [], doubtful: [] }
  for (const other of new Set(near)) {
    const met = other === node ? NO : meet(mine, standings.get(other) ?? NOWHERE)
    if (isUnknown(met)) found.doubtful.push(other)
    else if (met.value) found.sure.push(other)
  }
  return found
}

/** Containers attached to a network, and whether others may be, for want of knowing where they are. */
export function membersOf(network: NetworkNode, graph: Attached): Members {
  const { members, doubtful } = indexOf(graph)
  const sure = [...(members.get(network.address) ?? [])]
  const there = new Set(sure)
  return { sure, doubtful: doubtful.filter((node) => !there.has(node)) }
}
