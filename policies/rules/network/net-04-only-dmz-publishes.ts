import { isLoopback } from '../../topology/addresses.ts'
import { aContainer, aProxy, aSite } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import type { ContainerNode, Graph, Port } from '../../graph/graph.ts'
import {
  isDoor,
  noPortOfTheImage,
  notOnTheHost,
  onWrittenAddress,
  portText,
} from '../../topology/publication.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { hygiene, interconnection } from '../../sources.ts'
import { all, isUnknown, test, valueOr, type Truth } from '../../value.ts'

/** Stricter than NET-03 on addresses: even the proxy says on which one it listens. */
const claims = (node: ContainerNode, graph: Graph, facts: SiteFacts | undefined): Claim[] => [
  ...node.ports.map((port) => ({
    holds: all([onWrittenAddress(port), mayPublish(node, port, facts)]),
    seen: portText(port),
    want: {
      fr: 'publié par la dmz seule, sur une adresse écrite',
      en: 'published by the dmz only, on a written address',
    },
  })),
  noPortOfTheImage(node),
  notOnTheHost(node, graph),
]

/** Where nothing says which zone it is in, only what stays on the host is sure. */
function mayPublish(node: ContainerNode, port: Port, facts: SiteFacts | undefined): Truth {
  const door = isDoor(node, facts)
  const local = test(port.ip, isLoopback)
  return isUnknown(door) && valueOr(local, true) ? local : door
}

export default defineRule({
  id: 'NET-04',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Seule la dmz publie un port, sur une adresse écrite',
    en: 'Only the dmz publishes a port, on a written address',
  },
  sources: [hygiene(23), interconnection('R4'), interconnection('R8')],
  why: {
    fr: "Un port publié sans adresse l'est sur toutes celles de l'hôte, et le pare-feu de l'hôte ne le voit pas passer.",
    en: 'A port published without an address is published on all those of the host, behind the back of its firewall.',
  },
  fix: {
    fr: "Publier par le proxy seulement, avec ports.ip égal à l'adresse voulue.",
    en: 'Publish through the proxy only, with ports.ip set to the address that is meant.',
  },
  waivable: true,
  deciding: ['ports.ip', 'ports.external', 'publish_all_ports', 'network_mode'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph, facts }) => graph.containers.map((node) => judge(node, claims(node, graph, facts))),
  examples: {
    pass: { 'the proxy, on the loopback address': () => aSite() },
    fail: {
      'no address written': () =>
        aSite({ containers: { proxy: aProxy({ ports: { internal: 443, external: 443 } }) } }),
      'an empty address': () =>
        aSite({ containers: { proxy: aProxy({ ports: { internal: 443, ip: '' } }) } }),
      'every IPv6 address': () =>
        aSite({ containers: { proxy: aProxy({ ports: { internal: 443, ip: '[::]' } }) } }),
      'the database': () =>
        aSite({ containers: { db: aContainer({ ports: { internal: 5432, ip: '127.0.0.1' } }) } }),
      'all ports of the image': () => aSite({ containers: { proxy: aProxy({ publish_all_ports: true }) } }),
    },
    unknown: {
      'the address is a variable': () =>
        aSite({ containers: { proxy: aProxy({ ports: { internal: 443, ip: '${var.ip}' } }) } }),
    },
  },
})
