import type { RdsApplication, Site } from '../../../modules/site/site.ts'
import { isPrivateAddress } from '../../topology/addresses.ts'
import { aContainer, aProxy, aSite, FACTS, SITE } from '../../examples/site.ts'
import { inFile, ofDescription } from '../../topology/flows.ts'
import { defineRule, judge, type Given, type Verdict } from '../../rule.ts'
import { withoutServices } from '../../topology/service-ports.ts'
import { hygiene, interconnection } from '../../sources.ts'
import { truth } from '../../value.ts'

const DESKTOP = new Map([[3389, 'RDP']])
const WANT = { fr: 'aucun bureau à distance publié', en: 'no remote desktop published' }

const desktopsOf = ({ billing }: Site): RdsApplication[] =>
  billing.applications.filter((application) => application.mode === 'rds')

/** Without a gateway it may be reached from the local network only. */
function ofDesktop({ id, address, gateway }: RdsApplication): Verdict {
  const local = isPrivateAddress(address)
  const seen =
    gateway === undefined
      ? { fr: `aucune passerelle, adresse ${address}`, en: `no gateway, address ${address}` }
      : { fr: `passerelle ${gateway}`, en: `gateway ${gateway}` }
  const want = {
    fr: 'une passerelle Bureau à distance, ou une adresse du réseau local seul',
    en: 'a Remote Desktop Gateway, or an address of the local network alone',
  }
  const holds = truth(gateway !== undefined || local)
  return ofDescription(`billing.applications.${id}`, [{ holds, seen: inFile(seen), want }])
}

const desktop =
  (gateway?: string, address = '192.168.20.30'): Given =>
  () => {
    const application: RdsApplication = {
      id: 'ebp',
      mode: 'rds',
      software: 'EBP',
      host: 'rds1.demo.example',
      address,
      ...(gateway === undefined ? {} : { gateway }),
      users: 5,
      roles: ['facturation'],
    }
    return aSite({}, { ...FACTS, site: { ...SITE, billing: { applications: [application] } } })
  }

const published =
  (ports: object): Given =>
  () =>
    aSite({ containers: { proxy: aProxy({ ports }), db: aContainer() } })

export default defineRule({
  id: 'REM-01',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Bureau à distance publié nulle part, joint par une passerelle ou du réseau local seul (tel que décrit)',
    en: 'Remote desktop published nowhere, reached by a gateway or from the local network alone (as described)',
  },
  sources: [hygiene(23), hygiene(32), hygiene(13), interconnection('R4'), interconnection('R8')],
  why: {
    fr: 'Un port 3389 joignable est attaqué en quelques heures, et mène au serveur de facturation.',
    en: 'A port 3389 that can be reached is attacked within hours, and leads to the billing server.',
  },
  fix: {
    fr: "Ne rien publier sur 3389 ; écrire gateway dans l'application, et n'ouvrir que cette passerelle.",
    en: 'Publish nothing on 3389; write gateway in the application, and open that gateway only.',
  },
  waivable: true,
  deciding: ['ports.internal', 'ports.external', 'publish_all_ports', 'network_mode', 'billing.applications'],
  nothing: { fr: 'ni conteneur ni bureau à distance', en: 'no container and no remote desktop' },
  check: ({ graph, facts }) => [
    ...graph.containers.map((node) => judge(node, withoutServices(node, DESKTOP, WANT))),
    ...(facts ? desktopsOf(facts.site).map(ofDesktop) : []),
  ],
  examples: {
    pass: {
      'no desktop': () => aSite(),
      'behind a gateway': desktop('bureau.demo.example', '8.8.8.8'),
      'on the local network alone': desktop(),
    },
    fail: {
      'RDP published': published([{ internal: 3389, external: 3389, ip: '127.0.0.1' }]),
      'RDP over UDP, under another number': published([
        { internal: 3389, external: 13389, ip: '127.0.0.1', protocol: 'udp' },
      ]),
      'no gateway, on a public address': desktop(undefined, '8.8.8.8'),
    },
    unknown: {
      'the port is a variable': published([{ internal: '${var.port}', external: 443, ip: '127.0.0.1' }]),
    },
  },
})
