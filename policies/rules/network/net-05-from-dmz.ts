import { aContainer, anApplication, aProxy, aSite, FACTS } from '../../examples/site.ts'
import type { ConduitFact, SiteFacts } from '../../facts.ts'
import { conduitText } from '../../topology/flows.ts'
import type { ContainerNode, Graph } from '../../graph/graph.ts'
import { conduitsBetween, roleOf, zoneOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { interconnection } from '../../sources.ts'
import { neighboursOf, standingOf } from '../../topology/standing.ts'
import { truth, unknown } from '../../value.ts'

/** Zone of the applications, the only one inside that a proxy has anything to ask. */
const APPLICATIONS = 'metier'

function declared(role: string, facts: SiteFacts): Claim {
  const inside = facts.conduits.filter(({ from, to }) => from === role && facts.zones[to] !== 'dmz')
  const beyond = inside.filter(({ to }) => facts.zones[to] !== APPLICATIONS)
  const text = (conduits: readonly ConduitFact[]) =>
    conduits.map((conduit) => `${conduitText(conduit)} (${facts.zones[conduit.to] ?? '?'})`).join(', ')
  const shown = text(beyond.length > 0 ? beyond : inside)
  return {
    holds: truth(beyond.length === 0),
    seen: { fr: `conduits : ${shown || 'aucun'}`, en: `conduits: ${shown || 'none'}` },
    want: { fr: 'seulement vers des ports d’applications', en: 'to ports of applications only' },
  }
}

/** What the networks let it reach, declared or not: a common network is open on every port. */
function reached(node: ContainerNode, graph: Graph, facts: SiteFacts): Claim[] {
  const { sure, doubtful } = neighboursOf(node, graph)
  const role = roleOf(node)
  const isListed = (other: ContainerNode) =>
    zoneOf(other, facts) === APPLICATIONS && conduitsBetween(facts, role, roleOf(other)).length > 0
  const inside = sure.filter((other) => zoneOf(other, facts) !== 'dmz')
  const { on } = standingOf(node, graph)
  const strangers = graph.networks.filter(({ address }) => on.has(address)).flatMap((each) => each.strangers)
  const beyond = [
    ...new Set([...inside.filter((other) => !isListed(other)).map(roleOf), ...strangers]),
  ].sort()
  const shown = (beyond.length > 0 ? beyond : inside.map(roleOf).sort()).join(', ')
  const perhaps = doubtful.filter((other) => zoneOf(other, facts) !== 'dmz' && !isListed(other))
  const want = { fr: 'ne joint que ces applications', en: 'reaches these applications only' }
  return [
    {
      holds: truth(beyond.length === 0),
      seen: { fr: `joint : ${shown || 'rien'}`, en: `reaches: ${shown || 'nothing'}` },
      want,
    },
    ...perhaps.map((other): Claim => ({
      holds: unknown('reference', 'networks_advanced.name'),
      seen: { fr: `joint peut-être ${roleOf(other)}`, en: `reaches ${roleOf(other)} perhaps` },
      want,
    })),
  ]
}

const conduitTo = (to: string, port: number): ConduitFact => ({
  from: 'proxy',
  to,
  port,
  protocol: 'tcp',
  reason: { fr: 'x', en: 'x' },
})

export default defineRule({
  id: 'NET-05',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "La dmz ne joint à l'intérieur que les ports énumérés des applications",
    en: 'Inside, the dmz reaches the listed ports of applications only',
  },
  sources: [interconnection('R3'), interconnection('R7')],
  why: {
    fr: "La dmz est prise la première : ce qu'elle joint est ce qu'un intrus joint ensuite.",
    en: 'The dmz falls first: what it reaches is what an intruder reaches next.',
  },
  fix: {
    fr: 'Un conduit proxy→application par port, et rien vers stockage, sauvegarde, journaux ou admin.',
    en: 'One conduit proxy→application per port, and none to stockage, sauvegarde, journaux or admin.',
  },
  waivable: true,
  deciding: ['networks_advanced.name', 'network_mode', 'conduits'],
  nothing: {
    fr: 'aucun conteneur en dmz, ou zones inconnues',
    en: 'no container in the dmz, or unknown zones',
  },
  check: ({ graph, facts }) =>
    facts
      ? graph.containers
          .filter((node) => zoneOf(node, facts) === 'dmz')
          .map((node) => judge(node, [declared(roleOf(node), facts), ...reached(node, graph, facts)]))
      : [],
  examples: {
    pass: { 'the proxy and its application': () => aSite() },
    fail: {
      'on the network of the database': () =>
        aSite({
          containers: {
            proxy: aProxy({ networks_advanced: [{ name: 'demo-tryton-db' }] }),
            db: aContainer(),
          },
        }),
      'a declared conduit to the database': () =>
        aSite({}, { ...FACTS, conduits: [...FACTS.conduits, conduitTo('db', 5432)] }),
      'an application that no conduit names': () => aSite({}, { ...FACTS, conduits: [] }),
      'in the namespace of the host': () =>
        aSite({
          containers: { proxy: aProxy({ network_mode: 'host', networks_advanced: [] }), db: aContainer() },
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
