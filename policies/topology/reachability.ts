import type { ConduitFact, SiteFacts } from '../facts.ts'
import type { ContainerNode, Graph } from '../graph/graph.ts'
import { neighboursOf } from './standing.ts'
import { valueOr } from '../value.ts'

export { membersOf, onDefaultBridge, shareNetwork } from './standing.ts'

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

/** Zone of a container of the site. A live one that nobody declared has none, whatever role its label claims. */
export function zoneOf(node: ContainerNode, { zones }: SiteFacts): string | undefined {
  const role = roleOf(node)
  return node.address.startsWith('docker_container/') || !Object.hasOwn(zones, role) ? undefined : zones[role]
}

type ByTarget = ReadonlyMap<string, readonly ConduitFact[]>

/** Conduits by origin, then by target, read once for a site. */
const conduits = new WeakMap<SiteFacts, ReadonlyMap<string, ByTarget>>()
const NO_CONDUIT: ByTarget = new Map()

function conduitsFrom(facts: SiteFacts, from: string): ByTarget {
  const found = conduits.get(facts) ?? byEnds(facts.conduits)
  conduits.set(facts, found)
  return found.get(from) ?? NO_CONDUIT
}

function byEnds(all: readonly ConduitFact[]): ReadonlyMap<string, ByTarget> {
  const origins = new Map<string, Map<string, ConduitFact[]>>()
  for (const conduit of all) {
    const targets = origins.get(conduit.from) ?? new Map<string, ConduitFact[]>()
    targets.set(conduit.to, [...(targets.get(conduit.to) ?? []), conduit])
    origins.set(conduit.from, targets)
  }
  return origins
}

/** Conduits from a role to another, in the order of the facts. */
export const conduitsBetween = (facts: SiteFacts, from: string, to: string): readonly ConduitFact[] =>
  conduitsFrom(facts, from).get(to) ?? []

type Listening = Pick<Reach, 'port' | 'protocol'>

/** Every ordered pair of containers, on every port that a conduit gives to the target; sorted by its ends. */
export function reachability(graph: Graph, facts?: SiteFacts): Reach[] {
  const ends = graph.containers
    .map((node) => ({ node, role: roleOf(node), ports: portsOf(roleOf(node), facts) }))
    .sort((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : 0))
  return ends.flatMap(({ node, role: from }) => {
    const near = neighboursOf(node, graph)
    const open = new Set(near.sure)
    const doubtful = new Set(near.doubtful)
    const declared = facts && conduitsFrom(facts, from)
    const rows: Reach[] = []
    for (const { node: other, role: to, ports } of ends) {
      if (other === node) continue
      const computed = open.has(other) ? 'open' : doubtful.has(other) ? 'unknown' : 'closed'
      const given = declared && (declared.get(to) ?? [])
      for (const { port, protocol } of ports) {
        rows.push({ from, to, port, protocol, declared: declaredOn(given, port, protocol), computed })
      }
    }
    return rows
  })
}

/** Ports that somebody is given on a role, in order. */
function portsOf(role: string, facts: SiteFacts | undefined): Listening[] {
  const given = (facts?.conduits ?? []).filter(({ to }) => to === role)
  const byPort = new Map(given.map(({ port, protocol }) => [`${port}/${protocol}`, { port, protocol }]))
  if (byPort.size === 0) return [{ port: null, protocol: null }]
  return [...byPort.values()].sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1))
}

function declaredOn(
  given: readonly ConduitFact[] | undefined,
  port: Reach['port'],
  protocol: Reach['protocol'],
): Openness {
  if (given === undefined) return 'unknown'
  const covers = (conduit: ConduitFact) =>
    port === null || (conduit.port === port && conduit.protocol === protocol)
  return given.some(covers) ? 'open' : 'closed'
}
