import { contains, overlaps, parseCidr, type Cidr } from '../../../modules/site/cidr.ts'
import { addressPlan, lanOwner, ofVlan, type AddressPlan } from '../../topology/address-plan.ts'
import { addressOf, isEveryAddress } from '../../topology/addresses.ts'
import { addressed } from '../../examples/networks.ts'
import { aProxy, aSite, FACTS, SITE } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { flowsOf, inFile, ofDescription } from '../../topology/flows.ts'
import type { Graph, Port } from '../../graph/graph.ts'
import { portText } from '../../topology/publication.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { hygiene } from '../../sources.ts'
import { isUnknown, test, truth, unknown } from '../../value.ts'

type Site = SiteFacts['site']

/** Names and addresses of machines in site.yaml, by their place in it. */
const machinesOf = (site: Site): [string, string][] => [
  ...Object.entries(site.hosts).flatMap(([name, { address = '', docker }]): [string, string][] => [
    [`hosts.${name}`, address],
    [`hosts.${name}`, docker.replace(/^ssh:\/\/(.*@)?/, '').replace(/:\d+$/, '')],
  ]),
  ['proxy.publish', site.proxy.publish.address],
  ...site.billing.applications.map((each, index): [string, string] => [
    `billing.applications[${index}]`,
    'address' in each ? each.address : '',
  ]),
  ...site.network.time.map((server, index): [string, string] => [`network.time[${index}]`, server]),
  ...flowsOf(site).map(({ subject, host }): [string, string] => [subject, host]),
]

/** What of the site has an address among the guests, or opens a flow from or to them. */
function insideOf(name: string, guests: Cidr, site: Site): string[] {
  const machines = machinesOf(site).flatMap(([place, text]) => {
    const address = addressOf(text)
    return address && contains(guests, address) ? [place] : []
  })
  const flows = site.integrations.flatMap(({ from, to }, index) =>
    [from, to].includes(name) ? [`integrations[${index}]`] : [],
  )
  const accesses = site.access.flatMap(({ to }, index) =>
    to.some(({ zone }) => zone === name) ? [`access[${index}]`] : [],
  )
  return [...new Set([...machines, ...flows, ...accesses])].sort()
}

function claims(name: string, site: Site, graph: Graph, plan: AddressPlan): Claim[] {
  const guests = parseCidr(site.network.lan[name]?.cidr ?? '')
  const range = parseCidr(site.network.range)
  const inside = guests ? insideOf(name, guests, site) : []
  const chosen = unknown('computed', 'ipam_config.subnet')
  const subnets = graph.networks.flatMap((each) => (each.subnets.length > 0 ? each.subnets : [chosen]))
  return [
    ...ofVlan(name, site, plan, 'needed'),
    {
      holds: truth(!guests || !range || !overlaps(guests, range)),
      seen: inFile(`network.range ${site.network.range}`),
      want: { fr: 'hors de network.range', en: 'outside network.range' },
    },
    {
      holds: truth(inside.length === 0),
      seen: inFile(inside.join(', ') || { fr: 'rien du site dedans', en: 'nothing of the site inside' }),
      want: { fr: 'rien du site dans ce réseau', en: 'nothing of the site in this network' },
    },
    ...subnets.filter(isUnknown).map((holds) => ({
      holds,
      seen: '?',
      want: { fr: 'des adresses connues', en: 'known addresses' },
    })),
    ...graph.containers.flatMap(({ ports }) => ports).map((port) => ofPort(port, guests)),
  ]
}

const ofPort = (port: Port, guests: Cidr | undefined): Claim => ({
  holds: test(port.ip, (ip) => {
    const address = addressOf(ip)
    return !isEveryAddress(ip) && !(guests && address && contains(guests, address))
  }),
  seen: portText(port),
  want: { fr: 'aucun port publié chez les invités', en: 'no port published among the guests' },
})

const guestsAt =
  (vlan: Partial<Site['network']['lan'][string]>, over: Partial<Site> = {}) =>
  () => {
    const invites = { cidr: '192.168.30.0/24', vlan: 30, trust: 'guests' as const, ...vlan }
    const network = { ...SITE.network, lan: { ...SITE.network.lan, invites } }
    return aSite(addressed(), { ...FACTS, site: { ...SITE, network, ...over } })
  }
const { main } = SITE.hosts

export default defineRule({
  id: 'NET-08',
  severity: 'blocking',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Les invités ont un réseau et un VLAN à eux, où rien du site ne se trouve (tel que décrit)',
    en: 'Guests have a network and a VLAN of their own, with nothing of the site in it (as described)',
  },
  sources: [hygiene(20), hygiene(7)],
  why: {
    fr: "Le Wi-Fi des invités accueille n'importe qui : ce qui s'y trouve est à tout le monde.",
    en: "The Wi-Fi of guests takes anybody in: what stands on it is everybody's.",
  },
  fix: {
    fr: "Donner au réseau invités son cidr et son vlan dans network.lan, et n'y placer ni hôte, ni port, ni flux.",
    en: 'Give the guests their own cidr and vlan in network.lan, and place no host, no port and no flow there.',
  },
  waivable: true,
  deciding: ['ports.ip', 'docker_network.ipam_config', 'network.lan'],
  nothing: { fr: 'aucun réseau invités dans site.yaml', en: 'no network of guests in site.yaml' },
  check: ({ graph, facts }) => {
    if (!facts) return []
    const plan = addressPlan(graph, facts)
    return Object.entries(facts.site.network.lan)
      .filter(([, { trust }]) => trust === 'guests')
      .map(([name]) => ofDescription(lanOwner(name), claims(name, facts.site, graph, plan)))
  },
  examples: {
    pass: { 'a VLAN of their own': guestsAt({}) },
    fail: {
      'the VLAN number of the PCs': guestsAt({ vlan: 10 }),
      'the addresses of the containers': guestsAt({ cidr: '10.60.1.0/24' }),
      'a host among them': guestsAt({}, { hosts: { main: { ...main, address: '192.168.30.10' } } }),
      'a port on every address': () =>
        aSite({ ...addressed(), containers: { proxy: aProxy({ ports: { internal: 443, external: 443 } }) } }),
    },
    unknown: {
      'the engine chooses the addresses': () => aSite(),
      'a published address is a variable': () =>
        aSite({
          ...addressed(),
          containers: { proxy: aProxy({ ports: { internal: 443, ip: '${var.ip}' } }) },
        }),
    },
  },
})
