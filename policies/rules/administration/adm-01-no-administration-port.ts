import { WHOLE_SITE } from '../../assessment.ts'
import { aContainer, aProxy, aSite, FACTS, running, SITE } from '../../examples/site.ts'
import { engineSays } from '../../examples/live.ts'
import type { EngineObservation } from '../../graph/graph.ts'
import { defineRule, judge, type Claim, type Context, type Given, type Verdict } from '../../rule.ts'
import { ADMINISTRATION, withoutServices } from '../../topology/service-ports.ts'
import { administration, hygiene } from '../../sources.ts'
import { truth, unknown } from '../../value.ts'

const WANT = { fr: "aucun port d'administration publié", en: 'no administration port published' }
const WANT_API = {
  fr: 'API du moteur par unix:// ou ssh://, sans écoute sur le réseau',
  en: 'API of the engine over unix:// or ssh://, without listening on the network',
}

const isLocalOrSsh = (endpoint: string): boolean => /^(unix|ssh):\/\//.test(endpoint)

const ofEndpoint = (endpoint: string): Claim => ({
  holds: truth(isLocalOrSsh(endpoint)),
  seen: `docker=${endpoint}`,
  want: WANT_API,
})

/** Engines warn of an API that listens on the network without TLS. */
const isOpenApi = (warning: string): boolean =>
  /\bAPI\b/.test(warning) && /without (encryption|authentication|TLS)|http:\/\/|tcp:\/\//i.test(warning)

const ofEngine = ({ endpoint, warnings }: EngineObservation): Claim[] => [
  ofEndpoint(endpoint),
  {
    holds: truth(!warnings.some(isOpenApi)),
    seen: warnings.some(isOpenApi)
      ? { fr: 'API sur le réseau sans TLS', en: 'API on the network without TLS' }
      : { fr: 'aucune API ouverte signalée', en: 'no open API reported' },
    want: WANT_API,
  },
]

/** What the engine of the main host says of itself, once it runs; its file alone before. */
function engineClaims({ level, facts, graph }: Context): Claim[] {
  const { engine } = graph.observations
  if (level !== 'live') return []
  if (engine) return ofEngine(engine)
  return facts ? [{ holds: unknown('not-collected', 'docker info'), seen: '', want: WANT_API }] : []
}

function engines(context: Context): Verdict[] {
  const { facts } = context
  const seen = engineClaims(context)
  if (!facts) return seen.length > 0 ? [judge({ address: WHOLE_SITE }, seen)] : []
  return Object.entries(facts.site.hosts).map(([name, { docker }]) =>
    judge({ address: `hosts.${name}` }, [ofEndpoint(docker), ...(name === 'main' ? seen : [])]),
  )
}

const published =
  (ports: object): Given =>
  () =>
    aSite({ containers: { proxy: aProxy({ ports }), db: aContainer() } })

export default defineRule({
  id: 'ADM-01',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Aucun port d'administration publié, aucune API de moteur sur le réseau",
    en: 'No administration port published, no API of an engine on the network',
  },
  sources: [hygiene(28), administration('R16'), administration('R19')],
  why: {
    fr: "Une porte d'administration ouverte à tous est essayée jour et nuit, et donne tout le reste.",
    en: 'An administration door open to all is tried day and night, and gives everything else.',
  },
  fix: {
    fr: "Retirer le port publié ; administrer par SSH depuis le réseau d'administration.",
    en: 'Remove the published port; administer over SSH from the administration network.',
  },
  waivable: true,
  deciding: ['ports.internal', 'ports.external', 'publish_all_ports', 'network_mode', 'hosts.docker'],
  nothing: { fr: 'ni conteneur ni hôte', en: 'no container and no host' },
  check: (context) => [
    ...context.graph.containers.map((node) => judge(node, withoutServices(node, ADMINISTRATION, WANT))),
    ...engines(context),
  ],
  examples: {
    pass: {
      'the proxy alone': () => aSite(),
      'an engine that warns of nothing': () => running({}, engineSays()),
    },
    fail: {
      'SSH under another number': published([{ internal: 22, external: 2222, ip: '127.0.0.1' }]),
      'the database': published([{ internal: 5432, external: 5432, ip: '192.168.20.10' }]),
      'an engine over TCP': () => {
        const hosts = { ...SITE.hosts, main: { ...SITE.hosts.main, docker: 'tcp://192.168.20.10:2376' } }
        return aSite({}, { ...FACTS, site: { ...SITE, hosts } })
      },
      'an engine that warns of its API': () =>
        running(
          {},
          engineSays({ warnings: ['WARNING: API is accessible on http://0.0.0.0:2375 without encryption.'] }),
        ),
    },
    unknown: {
      'the port is a variable': published([{ internal: '${var.port}', external: 443, ip: '127.0.0.1' }]),
      'all ports of the image': () => aSite({ containers: { db: aContainer({ publish_all_ports: true }) } }),
      'an engine that nobody asked': () => running(),
    },
  },
})
