import { aContainer, anApplication, aProxy, aSite, only } from '../../examples/site.ts'
import type { ContainerNode, Graph, NetworkNode } from '../../graph/graph.ts'
import { membersOf, onDefaultBridge, roleOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { dockerSheet } from '../../sources.ts'
import { not, test, truth, unknown, valueOr } from '../../value.ts'

const named = ({ networks }: ContainerNode): string =>
  networks
    .map(({ network }) => valueOr(network, '?'))
    .sort()
    .join(', ') || 'none'

const ofContainer = (node: ContainerNode): Claim[] => [
  {
    holds: test(node.networkMode, (mode) => mode !== 'host' && !mode.startsWith('container:')),
    seen: `network_mode=${valueOr(node.networkMode, '?')}`,
    want: {
      fr: "un espace réseau à soi, ni celui de l'hôte ni celui d'un autre",
      en: 'a network namespace of its own, not the host nor another container',
    },
  },
  {
    holds: not(onDefaultBridge(node)),
    seen: `networks: ${named(node)}`,
    want: { fr: 'hors du pont par défaut docker0', en: 'not on the default bridge docker0' },
  },
]

/** One network, one link: two ends at most. */
function ofNetwork(network: NetworkNode, graph: Graph): Claim[] {
  const { sure, doubtful } = membersOf(network, graph)
  const names = [...sure.map(roleOf), ...network.strangers]
  const most = names.length + doubtful.length
  return [
    {
      holds:
        names.length <= 2 && most > 2
          ? unknown('reference', 'networks_advanced.name')
          : truth(names.length <= 2),
      seen: `${names.length} attached: ${names.join(', ') || 'none'}`,
      want: { fr: "au plus les deux bouts d'un lien", en: 'at most the two ends of one link' },
    },
  ]
}

export default defineRule({
  id: 'CTR-03',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Un réseau par lien, jamais le pont par défaut ni celui de l'hôte",
    en: 'One network per link, never the default bridge nor the host',
  },
  sources: [dockerSheet('R3'), dockerSheet('R4'), dockerSheet('R5')],
  why: {
    fr: 'Sur un réseau commun, chaque conteneur joint tous les ports de tous les autres.',
    en: 'On a common network every container reaches every port of every other.',
  },
  fix: {
    fr: 'Un docker_network interne par lien, nommé dans networks_advanced des deux seuls conteneurs concernés.',
    en: 'One internal docker_network per link, named in networks_advanced of its two containers only.',
  },
  waivable: true,
  deciding: ['network_mode', 'networks_advanced.name'],
  nothing: { fr: 'aucun conteneur ni réseau', en: 'no container and no network' },
  check: ({ graph }) => [
    ...graph.containers.map((node) => judge(node, ofContainer(node))),
    ...graph.networks.map((network) => judge(network, ofNetwork(network, graph))),
  ],
  examples: {
    pass: {
      'network_mode bridge with networks of its own never attaches docker0': () => aSite(),
      'no network at all': () => only(aContainer({ network_mode: 'none', networks_advanced: [] })),
    },
    fail: {
      'no network written': () => only(aContainer({ networks_advanced: undefined, network_mode: undefined })),
      'network of the host': () => only(aContainer({ network_mode: 'host', networks_advanced: [] })),
      'network of another container': () =>
        only(aContainer({ network_mode: 'container:other', networks_advanced: [] })),
      'three on one network': () =>
        aSite({
          containers: {
            proxy: aProxy({ networks_advanced: [{ name: 'demo-tryton-db' }] }),
            tryton: anApplication(),
            db: aContainer(),
          },
        }),
    },
    unknown: {
      'one of two networks is a variable': () =>
        aSite({
          containers: {
            proxy: aProxy({ networks_advanced: [{ name: 'demo-proxy-edge' }, { name: '${var.network}' }] }),
            tryton: anApplication(),
            db: aContainer(),
          },
        }),
    },
  },
})
