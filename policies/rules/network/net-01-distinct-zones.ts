import { addressPlan, lanOwner, ofSubnets, ofVlan } from '../../topology/address-plan.ts'
import { addressed } from '../../examples/networks.ts'
import { aContainer, aProxy, aSite, FACTS, graphOf, SITE } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { ofDescription } from '../../topology/flows.ts'
import type { Graph, NetworkNode } from '../../graph/graph.ts'
import { conduitsBetween, membersOf, roleOf, zoneOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { hygiene, monServiceSecurise, recyf } from '../../sources.ts'
import { truth, unknown } from '../../value.ts'

/** Stands for the zone of whoever is not of the site. */
const STRANGE = '?'

/** Two zones meet on a network only where it is exactly a conduit: its two ends and nobody else. */
function zonesOn(network: NetworkNode, graph: Graph, facts: SiteFacts): Claim {
  const { sure, doubtful } = membersOf(network, graph)
  const members = [
    ...sure.map((node) => zoneOf(node, facts) ?? STRANGE),
    ...network.strangers.map(() => STRANGE),
  ]
  const zones = [...new Set(members)].sort()
  const [one = '', other = ''] = sure.map(roleOf)
  const links = [...conduitsBetween(facts, one, other), ...conduitsBetween(facts, other, one)]
  const isConduit = members.length === 2 && links.length > 0
  const apart = members.length < 2 || (!zones.includes(STRANGE) && (zones.length === 1 || isConduit))
  const names = zones.join(', ')
  return {
    holds: apart && doubtful.length > 0 ? unknown('reference', 'networks_advanced.name') : truth(apart),
    seen: { fr: `zones : ${names || 'aucune'}`, en: `zones: ${names || 'none'}` },
    want: { fr: 'une seule zone, ou un conduit déclaré', en: 'one zone only, or a declared conduit' },
  }
}

export default defineRule({
  id: 'NET-01',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Les zones sont des réseaux distincts, sans adresse ni VLAN en commun',
    en: 'Zones are distinct networks, without a common address or VLAN',
  },
  sources: [hygiene(19), recyf('7.A.4'), monServiceSecurise('CLOISON.3')],
  why: {
    fr: "Deux zones dans un même réseau n'en font qu'une : aucun filtre ne passe entre elles.",
    en: 'Two zones in one network are one zone: no filter stands between them.',
  },
  fix: {
    fr: 'Donner à chaque réseau une plage à lui (network.range, network.lan), et retirer le conteneur de trop.',
    en: 'Give every network a range of its own (network.range, network.lan), and detach the extra container.',
  },
  waivable: true,
  deciding: ['docker_network.ipam_config', 'networks_advanced.name', 'network_mode', 'network.lan'],
  nothing: { fr: 'aucun réseau', en: 'no network' },
  check: ({ graph, facts }) => {
    const plan = addressPlan(graph, facts)
    const ofNetworks = graph.networks.map((network) =>
      judge(network, [
        ...ofSubnets(network.address, plan),
        ...(facts ? [zonesOn(network, graph, facts)] : []),
      ]),
    )
    if (!facts) return ofNetworks
    const ofLans = Object.keys(facts.site.network.lan)
      .sort()
      .map((name) => ofDescription(lanOwner(name), ofVlan(name, facts.site, plan, 'perhaps')))
    return [...ofNetworks, ...ofLans]
  },
  examples: {
    pass: { 'a range each': () => aSite(addressed()) },
    fail: {
      'a /20 around the others': () => aSite(addressed('10.60.0.0/20')),
      'on the addresses of the PCs': () => aSite(addressed('192.168.10.64/28')),
      'two ranges that overlap, in a file of nobody we know': () => ({
        level: 'synth',
        graph: graphOf(addressed('10.60.0.24/29')),
      }),
      'two VLANs with one number': () => {
        const lan = { ...SITE.network.lan, labo: { cidr: '10.9.0.0/24', vlan: 10, trust: 'users' as const } }
        return aSite(addressed(), { ...FACTS, site: { ...SITE, network: { ...SITE.network, lan } } })
      },
      'the database beside the proxy': () =>
        aSite({
          ...addressed(),
          containers: {
            proxy: aProxy(),
            db: aContainer({ networks_advanced: [{ name: 'demo-proxy-edge' }] }),
          },
        }),
    },
    unknown: {
      'the engine chooses the addresses': () => aSite(),
      'a range is a variable': () => aSite(addressed('${var.edge}')),
    },
  },
})
