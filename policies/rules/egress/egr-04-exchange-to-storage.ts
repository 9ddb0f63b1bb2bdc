import { aContainer, aProxy, aSite, FACTS } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { conduitText } from '../../topology/flows.ts'
import type { ContainerNode, Graph } from '../../graph/graph.ts'
import { roleOf, zoneOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { interconnection, project } from '../../sources.ts'
import { neighboursOf } from '../../topology/standing.ts'
import { truth, unknown } from '../../value.ts'

const EXCHANGE = 'echange'
const STORAGE = 'stockage'

const WANT = { fr: 'rien vers stockage', en: 'nothing to stockage' }

/** Declared conduits, and what a common network opens whatever was declared. */
function claims(node: ContainerNode, graph: Graph, facts: SiteFacts): Claim[] {
  const conduits = facts.conduits
    .filter(({ from, to }) => from === roleOf(node) && facts.zones[to] === STORAGE)
    .map(conduitText)
  const { sure, doubtful } = neighboursOf(node, graph)
  const stored = (others: readonly ContainerNode[]) =>
    others
      .filter((other) => zoneOf(other, facts) === STORAGE)
      .map(roleOf)
      .sort()
  const list = [...conduits, ...stored(sure)].join(', ')
  return [
    {
      holds: truth(list === ''),
      seen: { fr: `vers stockage : ${list || 'rien'}`, en: `to stockage: ${list || 'nothing'}` },
      want: WANT,
    },
    ...stored(doubtful).map((role) => ({
      holds: unknown('reference', 'networks_advanced.name'),
      seen: { fr: `${role} peut-être`, en: `${role} perhaps` },
      want: WANT,
    })),
  ]
}

const exchangeOn =
  (networks: readonly string[], conduits = FACTS.conduits) =>
  () =>
    aSite(
      {
        containers: {
          db: aContainer(),
          exchange: aProxy({
            name: 'demo-exchange',
            ports: [],
            networks_advanced: networks.map((name) => ({ name })),
            labels: [{ label: 'socle.role', value: 'exchange' }],
          }),
        },
      },
      { ...FACTS, conduits, zones: { ...FACTS.zones, exchange: EXCHANGE } },
    )

export default defineRule({
  id: 'EGR-04',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Rien de la zone echange n'ouvre de flux vers stockage (rappels de la PA non jugés)",
    en: 'Nothing of zone echange opens a flow to stockage (callbacks of the PA not judged)',
  },
  sources: [
    interconnection('R7'),
    interconnection('R8'),
    project('zone echange, par analogie avec ANSSI-PA-022 R54 à R57'),
  ],
  why: {
    fr: "L'échange parle à l'extérieur : pris, il ne doit pas trouver les données derrière lui.",
    en: 'The exchange speaks to the outside: once taken, it must not find the data behind it.',
  },
  fix: {
    fr: "Passer par l'application (metier), qui vient chercher et déposer ; retirer le réseau commun.",
    en: 'Go through the application (metier), which fetches and hands over; remove the common network.',
  },
  waivable: true,
  deciding: ['networks_advanced.name', 'network_mode', 'conduits'],
  nothing: { fr: 'aucun conteneur dans la zone echange', en: 'no container in zone echange' },
  check: ({ graph, facts }) =>
    facts
      ? graph.containers
          .filter((node) => zoneOf(node, facts) === EXCHANGE)
          .map((node) => judge(node, claims(node, graph, facts)))
      : [],
  examples: {
    pass: { 'a network without storage': exchangeOn(['demo-proxy-edge']) },
    fail: {
      'the network of the database': exchangeOn(['demo-tryton-db']),
      'a conduit to the database': exchangeOn(
        ['demo-proxy-edge'],
        [{ from: 'exchange', to: 'db', port: 5432, protocol: 'tcp', reason: { fr: 'x', en: 'x' } }],
      ),
    },
    unknown: { 'a network is a variable': exchangeOn(['${var.network}']) },
  },
})
