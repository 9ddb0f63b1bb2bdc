import { isPrivateAddress } from '../../topology/addresses.ts'
import { aContainer, aProxy, aSite, graphOf, type Parts } from '../../examples/site.ts'
import { inFile, ofDescription } from '../../topology/flows.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim, type Context, type Given, type Verdict } from '../../rule.ts'
import { hygiene, interconnection } from '../../sources.ts'
import { DEFAULT_BRIDGE, standingOf } from '../../topology/standing.ts'
import { test, truth, unknown, valueOr } from '../../value.ts'
import { isOutgoingProxy, MASQUERADE, NO_WAY_OUT, withoutWayOut } from '../../topology/way-out.ts'

/** What is said of each network of the graph, by its address; a container says it of each of its own. */
type Networks = ReadonlyMap<string, Claim>

const ofNetwork = (name: string, networks: Networks): Claim =>
  networks.get(name) ?? {
    holds: name === DEFAULT_BRIDGE ? truth(false) : unknown('reference', 'networks_advanced.name'),
    seen: name,
    want: NO_WAY_OUT,
  }

/** Name resolution is a way out too: the engine asks the resolvers that are written, wherever they are. */
const ofResolvers = ({ dns }: ContainerNode): Claim[] =>
  dns.map((server) => ({
    holds: test(server, isPrivateAddress),
    seen: `dns=${valueOr(server, '?')}`,
    want: { fr: 'aucun résolveur public', en: 'no public resolver' },
  }))

function claims(node: ContainerNode, networks: Networks, { graph, facts }: Context): Claim[] {
  if (isOutgoingProxy(node, facts)) {
    return [
      { holds: truth(true), seen: { fr: 'mandataire de sortie', en: 'outgoing proxy' }, want: NO_WAY_OUT },
    ]
  }
  const { on, onHost, doubt, adrift } = standingOf(node, graph)
  const unread = [doubt, adrift].flatMap((each) => each ?? [])
  const nowhere = on.size === 0 && !onHost && unread.length === 0
  return [
    ...(onHost ? [{ holds: truth(false), seen: 'network_mode=host', want: NO_WAY_OUT }] : []),
    ...[...on].sort().map((name) => ofNetwork(name, networks)),
    ...unread.map((holds) => ({ holds, seen: '?', want: NO_WAY_OUT })),
    ...(nowhere
      ? [{ holds: truth(true), seen: { fr: 'aucun réseau', en: 'no network' }, want: NO_WAY_OUT }]
      : []),
    ...ofResolvers(node),
  ]
}

const WORKSTATIONS: Verdict = {
  ...ofDescription('postes', [
    {
      holds: truth(false),
      seen: inFile({
        fr: "aucun mandataire n'est imposé aux postes",
        en: 'no proxy is imposed on workstations',
      }),
      want: {
        fr: 'un mandataire explicite, incontournable',
        en: 'an explicit proxy that cannot be bypassed',
      },
    },
  ]),
  derogation: 'DER-03',
}

const stranger =
  (parts: Parts): Given =>
  () => ({ level: 'synth', graph: graphOf(parts) })
const edge = (body: object): Given =>
  stranger({ networks: { 'proxy-edge': { name: 'demo-proxy-edge', ...body } } })

export default defineRule({
  id: 'EGR-01',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Ni conteneur ni poste ne sort directement vers Internet',
    en: 'Neither container nor workstation goes out to the Internet directly',
  },
  sources: [hygiene(22), ...['R4', 'R22', 'R29', 'R30'].map(interconnection)],
  why: {
    fr: "Une sortie directe emporte les données et rappelle l'attaquant, sans rien qui filtre ni qui trace. Sans translation aucune réponse ne revient, mais un paquet part encore : seul le pare-feu de l'hôte l'arrête.",
    en: 'A direct way out takes data away and calls the attacker back, with nothing to filter or to trace. Without masquerade no answer comes back, yet a packet still leaves: only the firewall of the host stops it.',
  },
  fix: {
    fr: `Réseaux internes ; pour celui d'un port publié, ${MASQUERADE}=false. Les postes : dérogation DER-03.`,
    en: `Internal networks; for that of a published port, ${MASQUERADE}=false. Workstations: derogation DER-03.`,
  },
  waivable: true,
  deciding: [
    'networks_advanced.name',
    'network_mode',
    'dns',
    'docker_network.internal',
    'docker_network.driver',
    'docker_network.options',
    'docker_network.ipam_config',
  ],
  nothing: { fr: 'ni conteneur ni poste', en: 'no container and no workstation' },
  check: (context) => {
    const { graph, facts } = context
    const networks = new Map(graph.networks.map((network) => [network.address, withoutWayOut(network)]))
    return [
      ...graph.containers.map((node) => judge(node, claims(node, networks, context))),
      ...(facts ? [WORKSTATIONS] : []),
    ]
  },
  examples: {
    pass: {
      'internal networks, and no masquerade where a port is published': stranger({}),
      'no network at all': stranger({
        containers: { db: aContainer({ network_mode: 'none', networks_advanced: [] }) },
      }),
    },
    fail: {
      'workstations, whatever the site': () => aSite(),
      'a network that masquerades': edge({}),
      'addresses that the Internet routes': edge({
        options: { [MASQUERADE]: 'false' },
        ipv6: true,
        ipam_config: [{ subnet: '2001:db8:1::/64' }],
      }),
      'the default bridge': stranger({ containers: { proxy: aProxy({ networks_advanced: [] }) } }),
      'a public resolver': stranger({ containers: { db: aContainer({ dns: ['9.9.9.9'] }) } }),
    },
    unknown: {
      'a network is a variable': stranger({
        containers: { proxy: aProxy({ networks_advanced: [{ name: '${var.network}' }] }) },
      }),
      'a network that is declared elsewhere': stranger({
        containers: { proxy: aProxy({ networks_advanced: [{ name: 'shared' }] }) },
      }),
    },
  },
})
