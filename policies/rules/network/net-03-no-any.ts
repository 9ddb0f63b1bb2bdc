import { isOneHost, isPort } from '../../topology/addresses.ts'
import { aProxy, aSite, FACTS, graphOf, SITE } from '../../examples/site.ts'
import type { ConduitFact, SiteFacts } from '../../facts.ts'
import { conduitText, flowsOf, inFile, ofDescription, type Flow } from '../../topology/flows.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import {
  isDoor,
  noPortOfTheImage,
  notOnTheHost,
  onWrittenAddress,
  portText,
} from '../../topology/publication.ts'
import { defineRule, judge, type Claim, type Context, type Verdict } from '../../rule.ts'
import { hygiene, interconnection } from '../../sources.ts'
import { all, any, test, truth } from '../../value.ts'

/** The one thing that everybody may reach: a proxy on the ports of the web. */
const WEB = [80, 443]

/**
 * Looser than NET-04 on addresses: the source allows anybody on 80 and 443 of the proxy, so that `0.0.0.0:443` passes
 * here; NET-04 still asks it to say on which address of the host it listens.
 */
const ofContainer = (node: ContainerNode, { graph, facts }: Context): Claim[] => [
  ...node.ports.map((port) => ({
    holds: any([
      onWrittenAddress(port),
      all([isDoor(node, facts), test(port.external, (external) => WEB.includes(external))]),
    ]),
    seen: portText(port),
    want: {
      fr: 'une adresse écrite, ou 80 et 443 du proxy',
      en: 'a written address, or 80 and 443 of the proxy',
    },
  })),
  noPortOfTheImage(node),
  notOnTheHost(node, graph),
]

function ofConduits(facts: SiteFacts): Verdict[] {
  const pairs = new Map<string, ConduitFact[]>()
  for (const conduit of facts.conduits) {
    const subject = `conduits.${conduit.from}-${conduit.to}`
    pairs.set(subject, [...(pairs.get(subject) ?? []), conduit])
  }
  const isRole = (role: string) => Object.hasOwn(facts.zones, role)
  return [...pairs].map(([subject, conduits]) => ({
    ...judge(
      { address: subject },
      conduits.map((conduit) => ({
        holds: truth(isRole(conduit.from) && isRole(conduit.to) && isPort(conduit.port)),
        seen: conduitText(conduit),
        want: { fr: 'un rôle, un rôle, un port', en: 'one role, one role, one port' },
      })),
    ),
    basis: 'configured' as const,
  }))
}

const ofFlow = ({ subject, host, port }: Flow): Verdict =>
  ofDescription(subject, [
    {
      holds: truth(isOneHost(host) && isPort(port)),
      seen: inFile(`${host}:${port}`),
      want: {
        fr: 'un nom entier ou une adresse, et un port',
        en: 'one whole name or one address, and one port',
      },
    },
  ])

const published = (port: object) => () => aSite({ containers: { proxy: aProxy({ ports: port }) } })
const integrated = (host: string) => () =>
  aSite(
    {},
    {
      ...FACTS,
      site: { ...SITE, integrations: SITE.integrations.map((each) => ({ ...each, host })) },
    },
  )

export default defineRule({
  id: 'NET-03',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Aucun flux de tous vers tout : adresse, hôte et port sont nommés',
    en: 'No any/any flow: address, host and port are named',
  },
  sources: [interconnection('R2'), hygiene(23)],
  why: {
    fr: "Un « tous » dans une règle l'ouvre aussi à ceux auxquels personne ne pensait.",
    en: 'An "any" in a rule opens it to those whom nobody had in mind.',
  },
  fix: {
    fr: 'Écrire ports.ip, un hôte et un port par flux ; ni joker, ni réseau, ni publish_all_ports.',
    en: 'Write ports.ip, one host and one port per flow; no wildcard, no network, no publish_all_ports.',
  },
  waivable: true,
  deciding: ['ports.ip', 'ports.external', 'publish_all_ports', 'network_mode', 'conduits', 'integrations'],
  nothing: { fr: 'ni conteneur ni flux', en: 'no container and no flow' },
  check: (context) => [
    ...context.graph.containers.map((node) => judge(node, ofContainer(node, context))),
    ...(context.facts ? [...ofConduits(context.facts), ...flowsOf(context.facts.site).map(ofFlow)] : []),
  ],
  examples: {
    pass: {
      'a written address': () => aSite(),
      'the proxy on 443 of every address, which NET-04 still refuses': published({
        internal: 8443,
        external: 443,
      }),
    },
    fail: {
      'the proxy on another port of every address': published({ internal: 8443, external: 8443, ip: '::' }),
      'any host': integrated('*.infogerant.example'),
      'a whole network': integrated('192.168.20.0/24'),
      'on the network of the host': () => aSite({ containers: { proxy: aProxy({ network_mode: 'host' }) } }),
    },
    unknown: {
      'the port is a variable': published({ internal: 8443, external: '${var.port}' }),
      'whose port it is, in a file of nobody we know': () => ({
        level: 'synth',
        graph: graphOf({
          containers: { web: aProxy({ ports: { internal: 443, external: 443 }, labels: [] }) },
        }),
      }),
    },
  },
})
