import { isEveryAddress } from './addresses.ts'
import type { SiteFacts } from '../facts.ts'
import { entry, type ContainerNode, type Graph, type Port } from '../graph/graph.ts'
import { roleOf, zoneOf } from './reachability.ts'
import type { Claim } from '../rule.ts'
import { standingOf } from './standing.ts'
import { equals, map, test, truth, unknown, valueOr, type Truth } from '../value.ts'

/** `127.0.0.1:8443→8443/tcp`; an address that is not written reads as the one that the engine then binds. */
export const portText = ({ ip, external, internal, protocol }: Port): string =>
  `${valueOr(ip, '?') || '0.0.0.0'}:${valueOr(external, '?')}→${valueOr(internal, '?')}/${valueOr(protocol, '?')}`

/** Whether it is a door of the dmz: the site says so, or without one the label of the zone. */
export function isDoor(node: ContainerNode, facts: SiteFacts | undefined): Truth {
  if (facts) return truth(facts.publishers.includes(roleOf(node)) && zoneOf(node, facts) === 'dmz')
  const zone = entry(node.labels, 'socle.zone')
  return zone.kind === 'known'
    ? map(zone, (name) => name === 'dmz')
    : unknown('not-collected', 'labels.socle.zone')
}

export const onWrittenAddress = ({ ip }: Port): Truth => test(ip, (address) => !isEveryAddress(address))

export const noPortOfTheImage = (node: ContainerNode): Claim => ({
  holds: equals(node.publishAllPorts, false),
  seen: `publish_all_ports=${valueOr(node.publishAllPorts, '?')}`,
  want: 'publish_all_ports=false',
})

/** Neither by itself nor in the namespace of another that is. */
export function notOnTheHost(node: ContainerNode, graph: Graph): Claim {
  const { onHost, adrift } = standingOf(node, graph)
  return {
    holds: onHost ? truth(false) : (adrift ?? truth(true)),
    seen: `network_mode=${valueOr(node.networkMode, '?')}`,
    want: 'network_mode≠host',
  }
}
