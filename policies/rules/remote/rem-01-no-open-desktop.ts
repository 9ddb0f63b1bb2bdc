import type { RdsApplication, Site } from '../../../modules/site/site.ts'
import { aContainer, aProxy, aSite, FACTS, SITE } from '../../examples.ts'
import { inFile, ofDescription } from '../../flows.ts'
import { defineRule, judge, type Given, type Verdict } from '../../rule.ts'
import { withoutServices } from '../../service-ports.ts'
import { hygiene, interconnection } from '../../sources.ts'
import { truth } from '../../value.ts'

const DESKTOP = new Map([[3389, 'RDP']])
const WANT = { fr: 'aucun bureau à distance publié', en: 'no remote desktop published' }

const desktopsOf = ({ billing }: Site): RdsApplication[] =>
  billing.applications.filter((application) => application.mode === 'rds')

const ofDesktop = ({ id, gateway }: RdsApplication): Verdict =>
  ofDescription(`billing.applications.${id}`, [
    {
      holds: truth(gateway !== undefined),
      seen: inFile(
        gateway === undefined
          ? { fr: 'aucune passerelle', en: 'no gateway' }
          : { fr: `passerelle ${gateway}`, en: `gateway ${gateway}` },
      ),
      want: { fr: 'une passerelle Bureau à distance', en: 'a Remote Desktop Gateway' },
    },
  ])

const desktop =
  (gateway?: string): Given =>
  () => {
    const application: RdsApplication = {
      id: 'ebp',
      mode: 'rds',
      software: 'EBP',
      host: 'rds1.demo.example',
      address: '192.168.20.30',
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
    fr: 'Bureau à distance publié nulle part, et derrière une passerelle (telle que décrite)',
    en: 'Remote desktop published nowhere, and behind a gateway (as described)',
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
    pass: { 'no desktop': () => aSite(), 'behind a gateway': desktop('bureau.demo.example') },
    fail: {
      'RDP published': published([{ internal: 3389, external: 3389, ip: '127.0.0.1' }]),
      'RDP over UDP, under another number': published([
        { internal: 3389, external: 13389, ip: '127.0.0.1', protocol: 'udp' },
      ]),
      'no gateway': desktop(),
    },
    unknown: {
      'the port is a variable': published([{ internal: '${var.port}', external: 443, ip: '127.0.0.1' }]),
    },
  },
})
