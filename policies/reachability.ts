import type { SiteFacts } from './facts.ts'
import type { ContainerNode, Graph, NetworkNode } from './graph/graph.ts'
import { all, any, isUnknown, test, truth, valueOr, type Truth } from './value.ts'

export type Openness = 'open' | 'closed' | 'unknown'

/** One ordered pair on one port. Endpoints are roles; `port` is null where nothing says what the target listens on. */
export interface Reach {
  readonly from: string
  readonly to: string
  readonly port: number | null
  readonly protocol: 'tcp' | 'udp' | null
  /** What site.yaml asks for; unknown without facts. */
  readonly declared: Openness
  /** What the networks allow: Docker filters nothing between two containers of one network, whoever calls. */
  readonly computed: Openness
}

/** Role of a container: its label, else the last part of its address. */
export function roleOf(node: ContainerNode): string {
  const label = node.labels.find(({ key }) => valueOr(key, '') === 'socle.role')
  return (label && valueOr(label.value, '')) || (node.address.split(/[./]/).at(-1) ?? node.address)
}

/** Every ordered pair of containers, on every port that a conduit gives to the target. Sorted. */
export function reachability(graph: Graph, facts?: SiteFacts): Reach[] {
  const rows = graph.containers.flatMap((from) =>
    graph.containers
      .filter((to) => to !== from)
      .flatMap((to) => {
        const computed = openness(shareNetwork(from, to))
        const ends = { from: roleOf(from), to: roleOf(to) }
        return portsOf(ends.to, facts).map(({ port, protocol }): Reach => ({
          ...ends,
          port,
          protocol,
          declared: facts ? declaredBy(facts, { ...ends, port, protocol }) : 'unknown',
          computed,
        }))
      }),
  )
  return rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const keyOf = ({ from, to, port, protocol }: Reach): string =>
  [from, to, String(port ?? 0).padStart(5, '0'), protocol].join(' ')

function portsOf(role: string, facts: SiteFacts | undefined): Pick<Reach, 'port' | 'protocol'>[] {
  const given = (facts?.conduits ?? []).filter(({ to }) => to === role)
  const byPort = new Map(given.map(({ port, protocol }) => [`${port}/${protocol}`, { port, protocol }]))
  return byPort.size > 0 ? [...byPort.values()] : [{ port: null, protocol: null }]
}

const declaredBy = (facts: SiteFacts, wanted: Omit<Reach, 'declared' | 'computed'>): Openness =>
  facts.conduits.some(
    ({ from, to, port, protocol }) =>
      from === wanted.from &&
      to === wanted.to &&
      (wanted.port === null || (port === wanted.port && protocol === wanted.protocol)),
  )
    ? 'open'
    : 'closed'

const openness = (open: Truth): Openness => (isUnknown(open) ? 'unknown' : open.value ? 'open' : 'closed')

/** Whether two containers have a network in common, the default bridge and a shared namespace included. */
export function shareNetwork(one: ContainerNode, other: ContainerNode): Truth {
  const common = one.networks.flatMap((mine) =>
    other.networks.map((theirs) => {
      const target = theirs.network
      return isUnknown(target) ? target : test(mine.network, (network) => network === target.value)
    }),
  )
  return any([
    ...common,
    all([onDefaultBridge(one), onDefaultBridge(other)]),
    all([test(one.networkMode, isHost), test(other.networkMode, isHost)]),
    joins(one, other),
    joins(other, one),
  ])
}

const isHost = (mode: string): boolean => mode === 'host'

const joins = (one: ContainerNode, other: ContainerNode): Truth =>
  test(one.networkMode, (mode) => mode.startsWith('container:') && mode.slice(10) === valueOr(other.name, ''))

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

const isDefault = (name: string): boolean => ['bridge', 'default', '', 'docker_network/bridge'].includes(name)

/** Containers attached to a network, and whether others may be, for want of knowing where they are. */
export function membersOf(
  network: NetworkNode,
  graph: Graph,
): { sure: ContainerNode[]; doubtful: ContainerNode[] } {
  const on = (node: ContainerNode) =>
    any(node.networks.map(({ network: target }) => test(target, (to) => to === network.address)))
  const sure = graph.containers.filter((node) => {
    const attached = on(node)
    return !isUnknown(attached) && attached.value
  })
  return { sure, doubtful: graph.containers.filter((node) => isUnknown(on(node))) }
}
