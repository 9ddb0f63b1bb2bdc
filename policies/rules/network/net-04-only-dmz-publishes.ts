import { aContainer, aProxy, aSite } from '../../examples.ts'
import type { SiteFacts } from '../../facts.ts'
import { entry, type ContainerNode, type Port } from '../../graph/graph.ts'
import { roleOf } from '../../reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { hygiene, interconnection } from '../../sources.ts'
import { all, equals, map, test, truth, unknown, valueOr, type Truth, type Val } from '../../value.ts'

const bare = (ip: string): string => ip.trim().replace(/^\[|\]$/g, '')

/** Unset, empty and both wildcards bind every address of the host, a public one included. */
const isWildcard = (ip: string): boolean =>
  ['', '*', '0'].includes(bare(ip)) || /^[0.:]+$/.test(bare(ip)) || /^(0*:)*:?ffff:(0\.){3}0$/i.test(bare(ip))

const isLoopback = (ip: string): boolean =>
  /^127\./.test(bare(ip)) || /^(0*:)*:?0*1$/.test(bare(ip)) || bare(ip) === 'localhost'

const show = ({ ip, external, internal, protocol }: Port): string =>
  `${valueOr(ip, '?')}:${valueOr(external, '?')}→${valueOr(internal, '?')}/${valueOr(protocol, '?')}`

function claims(node: ContainerNode, facts: SiteFacts | undefined): Claim[] {
  const ports = node.ports.map((port) => ({
    holds: all([test(port.ip, (ip) => !isWildcard(ip)), mayPublish(node, port, facts)]),
    seen: show(port),
    want: {
      fr: 'publié par la dmz seule, sur une adresse écrite',
      en: 'published by the dmz only, on a written address',
    },
  }))
  const everything = {
    holds: equals(node.publishAllPorts, false),
    seen: `publish_all_ports=${valueOr(node.publishAllPorts, '?')}`,
    want: 'publish_all_ports=false',
  }
  const host = {
    holds: test(node.networkMode, (mode) => mode !== 'host'),
    seen: `network_mode=${valueOr(node.networkMode, '?')}`,
    want: 'network_mode≠host',
  }
  return [...ports, everything, host]
}

/** The site says who publishes; without it the label of the zone, and else only what stays on the host is sure. */
function mayPublish(node: ContainerNode, port: Port, facts: SiteFacts | undefined): Truth {
  if (facts) return truth(facts.publishers.includes(roleOf(node)) && facts.zones[roleOf(node)] === 'dmz')
  const zone: Val<string> = entry(node.labels, 'socle.zone')
  if (zone.kind === 'known') return map(zone, (name) => name === 'dmz')
  const local = test(port.ip, isLoopback)
  return valueOr(local, true) ? local : unknown('not-collected', 'labels.socle.zone')
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
  check: ({ graph, facts }) => graph.containers.map((node) => judge(node, claims(node, facts))),
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
