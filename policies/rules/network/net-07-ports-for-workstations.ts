import { contains, parseCidr } from '../../../modules/site/cidr.ts'
import type { Text } from '../../../modules/site/text.ts'
import { addressOf, isEveryAddress, isLoopback } from '../../topology/addresses.ts'
import { aContainer, anApplication, aProxy, aSite } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import type { ContainerNode, Graph, Port } from '../../graph/graph.ts'
import { isDoor, portText } from '../../topology/publication.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { hygiene } from '../../sources.ts'
import { standingOf } from '../../topology/standing.ts'
import { all, any, equals, isUnknown, not, test, truth, valueOr, type Truth } from '../../value.ts'

/** Networks of the client in which an address of the host is. */
function lansOf(ip: string, { site }: SiteFacts) {
  const address = addressOf(ip)
  return Object.entries(site.network.lan).filter(([, { cidr }]) => {
    const network = parseCidr(cidr)
    return address !== undefined && network !== undefined && contains(network, address)
  })
}

function placeOf(ip: string, facts: SiteFacts): Text {
  if (isEveryAddress(ip)) return { fr: 'tous les réseaux', en: 'every network' }
  if (isLoopback(ip)) return { fr: "l'hôte seul", en: 'the host alone' }
  const names = lansOf(ip, facts).map(([name]) => name)
  const list = names.join(', ')
  return list === '' ? { fr: 'aucun réseau décrit', en: 'no described network' } : { fr: list, en: list }
}

function ofPort(port: Port, node: ContainerNode, facts: SiteFacts): Claim {
  const place = isUnknown(port.ip) ? { fr: '?', en: '?' } : placeOf(port.ip.value, facts)
  const inAdministration = test(port.ip, (ip) =>
    lansOf(ip, facts).some(([, { trust }]) => trust === 'administration'),
  )
  return {
    holds: all([any([isDoor(node, facts), test(port.ip, isLoopback)]), not(inAdministration)]),
    seen: { fr: `${portText(port)} (${place.fr})`, en: `${portText(port)} (${place.en})` },
    want: {
      fr: "un port du proxy, hors du réseau d'administration",
      en: 'a port of the proxy, off the administration network',
    },
  }
}

/** Drivers that put a container on the client's own network, with all its ports and no publication. */
const ON_THE_LAN = ['macvlan', 'ipvlan']

/** Ways to be reached that need no written port. */
function unpublished(node: ContainerNode, graph: Graph, facts: SiteFacts): Claim {
  const { on, onHost, doubt, adrift } = standingOf(node, graph)
  const ways: [Truth, string][] = [
    [equals(node.publishAllPorts, true), 'publish_all_ports=true'],
    [truth(onHost), `network_mode=${valueOr(node.networkMode, '?')}`],
    ...graph.networks
      .filter(({ address }) => on.has(address))
      .map(({ address, driver }): [Truth, string] => [
        test(driver, (name) => ON_THE_LAN.includes(name)),
        `${address} driver=${valueOr(driver, '?')}`,
      ]),
    ...[doubt, adrift].flatMap((unread): [Truth, string][] => (unread ? [[unread, '?']] : [])),
  ]
  const shown = (which: (way: Truth) => boolean) => ways.flatMap(([way, text]) => (which(way) ? [text] : []))
  const taken = shown((way) => valueOr(way, false)).join(', ') || shown(isUnknown).join(', ')
  return {
    holds: any([isDoor(node, facts), not(any(ways.map(([way]) => way)))]),
    seen: taken || { fr: 'rien sans publication', en: 'nothing without publication' },
    want: { fr: 'rien, sauf le proxy', en: 'nothing, but the proxy' },
  }
}

export default defineRule({
  id: 'NET-07',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Aux postes, l'hôte ne publie que les ports du proxy (filtrage non jugé)",
    en: 'To workstations the host publishes ports of the proxy only (filtering not judged)',
  },
  sources: [hygiene(19), hygiene(28)],
  why: {
    fr: "Un poste est l'entrée la plus commune : il ne doit trouver ni stockage, ni sauvegarde, ni journaux, ni admin.",
    en: 'A workstation is the commonest way in: it must find neither storage, backups, logs nor administration.',
  },
  fix: {
    fr: "Ne publier que par le proxy, hors du réseau d'administration. Le filtrage attend le pare-feu de l'hôte.",
    en: 'Publish through the proxy only, off the administration network. Filtering waits for the host firewall.',
  },
  waivable: true,
  deciding: [
    'ports.ip',
    'publish_all_ports',
    'network_mode',
    'networks_advanced.name',
    'docker_network.driver',
    'network.lan',
  ],
  nothing: { fr: 'aucun conteneur, ou zones inconnues', en: 'no container, or unknown zones' },
  check: ({ graph, facts }) =>
    facts
      ? graph.containers.map((node) =>
          judge(node, [
            ...node.ports.map((port) => ofPort(port, node, facts)),
            unpublished(node, graph, facts),
          ]),
        )
      : [],
  examples: {
    pass: {
      'the proxy on the host alone': () => aSite(),
      'the proxy on the network of the servers': () =>
        aSite({
          containers: { proxy: aProxy({ ports: { internal: 8443, external: 443, ip: '192.168.20.10' } }) },
        }),
    },
    fail: {
      'the database is published': () =>
        aSite({ containers: { db: aContainer({ ports: { internal: 5432, ip: '192.168.20.10' } }) } }),
      'the proxy on the administration network': () =>
        aSite({
          containers: { proxy: aProxy({ ports: { internal: 8443, external: 443, ip: '192.168.99.10' } }) },
        }),
      'the application on the network of the client itself': () =>
        aSite({
          networks: { lan: { name: 'lan', driver: 'macvlan' } },
          containers: { tryton: anApplication({ networks_advanced: [{ name: 'lan' }] }) },
        }),
    },
    unknown: {
      'the address is a variable': () =>
        aSite({
          containers: { proxy: aProxy({ ports: { internal: 8443, external: 443, ip: '${var.ip}' } }) },
        }),
    },
  },
})
