import { aContainer, aProxy, aSite, FACTS, SITE } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { conduitText, flowsOf, inFile, ofDescription, type Flow } from '../../topology/flows.ts'
import { linksOf, type Link } from '../../topology/links.ts'
import { defineRule, judge, type Given, type Verdict } from '../../rule.ts'
import { IN_CLEAR, serviceOn, withoutServices } from '../../topology/service-ports.ts'
import { administration, hygiene } from '../../sources.ts'
import { truth } from '../../value.ts'

const WANT = {
  fr: 'ni telnet, ni ftp, ni rsh, ni SNMP, ni VNC ou HTTP pour administrer',
  en: 'no telnet, ftp, rsh, SNMP, nor VNC or HTTP to administer',
}

const beside = (text: string, service: string | undefined): string =>
  service === undefined ? text : `${text} (${service})`

/** What site.yaml lets out of the host goes over TCP. */
function ofFlow({ subject, host, port }: Flow): Verdict {
  const service = serviceOn(IN_CLEAR, port)
  const seen = inFile(beside(`${host}:${port}`, service))
  return ofDescription(subject, [{ holds: truth(service === undefined), seen, want: WANT }])
}

const ofLink = ({ subject, conduits }: Link): Verdict => ({
  ...judge(
    { address: subject },
    conduits.map((conduit) => {
      const service = serviceOn(IN_CLEAR, conduit.port, conduit.protocol)
      return {
        holds: truth(service === undefined),
        seen: beside(conduitText(conduit), service),
        want: WANT,
      }
    }),
  ),
  basis: 'configured',
})

const described = ({ site, ...facts }: SiteFacts): Verdict[] => [
  ...linksOf({ site, ...facts }).map(ofLink),
  ...flowsOf(site).map(ofFlow),
]

const published =
  (ports: object): Given =>
  () =>
    aSite({ containers: { proxy: aProxy({ ports }), db: aContainer() } })

const towards =
  (port: number): Given =>
  () => {
    const integrations = SITE.integrations.map((each) => ({ ...each, port }))
    return aSite({}, { ...FACTS, site: { ...SITE, integrations } })
  }

const joinedBy =
  (port: number, protocol: 'tcp' | 'udp'): Given =>
  () =>
    aSite(
      {},
      {
        ...FACTS,
        conduits: [{ from: 'tryton', to: 'db', port, protocol, reason: { fr: 'x', en: 'x' } }],
      },
    )

export default defineRule({
  id: 'ADM-05',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Aucun protocole en clair pour administrer ou transférer, sur les ports publiés et décrits',
    en: 'No protocol in clear to administer or to transfer, on published and described ports',
  },
  sources: [hygiene(21), administration('R24')],
  why: {
    fr: 'Ces protocoles envoient le mot de passe en clair : qui écoute le réseau le lit.',
    en: 'These protocols send the password in clear: whoever listens to the network reads it.',
  },
  fix: {
    fr: 'SSH et SFTP à la place de telnet, rsh et ftp ; TLS pour le reste.',
    en: 'SSH and SFTP instead of telnet, rsh and ftp; TLS for the rest.',
  },
  waivable: true,
  deciding: [
    'ports.internal',
    'ports.external',
    'ports.protocol',
    'publish_all_ports',
    'network_mode',
    'conduits',
    'integrations',
    'exchange.endpoints',
  ],
  nothing: { fr: 'ni conteneur ni flux', en: 'no container and no flow' },
  check: ({ graph, facts }) => [
    ...graph.containers.map((node) => judge(node, withoutServices(node, IN_CLEAR, WANT))),
    ...(facts ? described(facts) : []),
  ],
  examples: {
    pass: { 'SFTP and HTTPS': () => aSite(), 'syslog, which has the number of rsh': joinedBy(514, 'udp') },
    fail: {
      'FTP published': published([{ internal: 21, external: 2121, ip: '127.0.0.1' }]),
      'SNMP published': published([{ internal: 161, external: 161, ip: '127.0.0.1', protocol: 'udp' }]),
      'FTP to another software': towards(21),
      'rsh between two containers': joinedBy(514, 'tcp'),
    },
    unknown: {
      'the port is a variable': published([{ internal: 8443, external: '${var.port}', ip: '127.0.0.1' }]),
    },
  },
})
