import { aContainer, anApplication, aProxy, aSite, FACTS } from '../../examples/site.ts'
import type { ConduitFact, SiteFacts } from '../../facts.ts'
import { conduitText } from '../../topology/flows.ts'
import type { Graph, NetworkNode } from '../../graph/graph.ts'
import { conduitsBetween, membersOf, roleOf, zoneOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { hygiene, interconnection, recyf } from '../../sources.ts'
import { equals, truth, unknown, valueOr } from '../../value.ts'

const isWhole = ({ port, protocol, reason }: ConduitFact): boolean =>
  port > 0 &&
  port < 65536 &&
  ['tcp', 'udp'].includes(protocol) &&
  reason.fr.trim() !== '' &&
  reason.en.trim() !== ''

const between = (facts: SiteFacts, one: string, other: string): ConduitFact[] => [
  ...conduitsBetween(facts, one, other),
  ...conduitsBetween(facts, other, one),
]

/** Every two members must be the two ends of a declared conduit: inside a zone as between zones. */
function claims(network: NetworkNode, graph: Graph, facts: SiteFacts): Claim[] {
  const { sure, doubtful } = membersOf(network, graph)
  const roles = sure.map(roleOf)
  const foreign = [
    ...sure.filter((node) => zoneOf(node, facts) === undefined).map(roleOf),
    ...network.strangers,
  ]
  const pairs = roles.flatMap((one, position) =>
    roles.slice(position + 1).map((other) => [one, other] as const),
  )
  return [
    {
      holds: truth(foreign.length === 0),
      seen: {
        fr: `étrangers : ${foreign.join(', ') || 'aucun'}`,
        en: `strangers: ${foreign.join(', ') || 'none'}`,
      },
      want: { fr: 'seulement des conteneurs du site', en: 'only containers of the site' },
    },
    ...pairs.map(([one, other]): Claim => {
      const declared = between(facts, one, other)
      return {
        holds: truth(declared.length > 0 && declared.every(isWhole)),
        seen: `${one}–${other}: ${declared.map(conduitText).join(', ') || 'no conduit'}`,
        want: {
          fr: 'un conduit déclaré : source, destination, protocole, port, motif',
          en: 'a declared conduit: source, destination, protocol, port, reason',
        },
      }
    }),
    ...(pairs.length > 0
      ? [
          {
            holds: equals(network.internal, true),
            seen: `internal=${valueOr(network.internal, '?')}`,
            want: 'internal=true',
          },
        ]
      : []),
    ...doubtful.map((node): Claim => ({
      holds: unknown('reference', `${node.address}.networks_advanced`),
      seen: { fr: `${roleOf(node)} peut-être`, en: `${roleOf(node)} perhaps` },
      want: { fr: 'des réseaux connus', en: 'known networks' },
    })),
  ]
}

export default defineRule({
  id: 'NET-02',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Tout lien entre deux conteneurs est un conduit déclaré',
    en: 'Every link between two containers is a declared conduit',
  },
  sources: [recyf('7.B.1'), recyf('7.B.3'), interconnection('R2'), interconnection('R3'), hygiene(19)],
  why: {
    fr: 'Ce qui n’est pas déclaré est refusé : la matrice des flux se lit dans le site, et nulle part ailleurs.',
    en: 'What is not declared is refused: the flow matrix is read in the site and nowhere else.',
  },
  fix: {
    fr: 'Détacher le conteneur de trop, ou déclarer le conduit avec son port et son motif.',
    en: 'Detach the extra container, or declare the conduit with its port and its reason.',
  },
  waivable: true,
  deciding: ['networks_advanced.name', 'docker_network.internal'],
  nothing: {
    fr: 'aucun réseau, ou aucune matrice des flux à comparer',
    en: 'no network, or no flow matrix to compare with',
  },
  check: ({ graph, facts }) =>
    facts ? graph.networks.map((network) => judge(network, claims(network, graph, facts))) : [],
  examples: {
    pass: { 'one network per conduit': () => aSite() },
    fail: {
      'the proxy on the network of the database': () =>
        aSite({
          containers: {
            proxy: aProxy({ network_mode: 'demo-tryton-db' }),
            tryton: anApplication(),
            db: aContainer(),
          },
        }),
      'a conduit without a reason': () =>
        aSite(
          {},
          {
            ...FACTS,
            conduits: FACTS.conduits.map((conduit) => ({ ...conduit, reason: { fr: ' ', en: '' } })),
          },
        ),
      'a link with a way out of the host': () =>
        aSite({ networks: { 'tryton-db': { name: 'demo-tryton-db' } } }),
    },
    unknown: {
      'a network is a variable': () =>
        aSite({
          containers: {
            proxy: aProxy({ networks_advanced: [{ name: '${var.network}' }] }),
            db: aContainer(),
          },
        }),
    },
  },
})
