import { WHOLE_SITE } from '../../assessment.ts'
import { running } from '../../examples.ts'
import { defineRule, judge, type Given } from '../../rule.ts'
import { administration } from '../../sources.ts'
import { truth, unknown } from '../../value.ts'

const engine =
  (ipForward: boolean): Given =>
  () =>
    running(
      {},
      {
        observations: {
          tls: [],
          engine: {
            version: '27.3.1',
            securityOptions: [],
            liveRestore: true,
            ipForward,
            loggingDriver: 'json-file',
            operatingSystem: 'Debian GNU/Linux 13 (trixie)',
            warnings: [],
            endpoint: 'unix:///var/run/docker.sock',
          },
        },
      },
    )

export default defineRule({
  id: 'ADM-04',
  severity: 'major',
  levels: ['live'],
  kind: 'automated',
  title: {
    fr: "L'hôte ne transfère pas de paquets entre ses interfaces",
    en: 'The host forwards no packet between its interfaces',
  },
  sources: [administration('R18'), administration('R18-')],
  why: {
    fr: "Un serveur qui transfère des paquets relie le réseau d'administration à celui des utilisateurs.",
    en: 'A server that forwards packets joins the administration network to that of the users.',
  },
  fix: {
    fr: "net.ipv4.ip_forward=0 ; le moteur Docker en a besoin : faire accepter la dérogation DER-02.",
    en: 'net.ipv4.ip_forward=0; the Docker Engine needs it: have derogation DER-02 accepted.',
  },
  waivable: true,
  deciding: ['observations.engine.ipForward'],
  nothing: { fr: "rien ne montre l'hôte", en: 'nothing shows the host' },
  check: ({ graph, facts }) => {
    const { engine: seen } = graph.observations
    if (!seen && !facts) return []
    const want = 'net.ipv4.ip_forward=0'
    const holds = seen ? truth(!seen.ipForward) : unknown('not-collected', 'docker info')
    return [judge({ address: WHOLE_SITE }, [{ holds, seen: `net.ipv4.ip_forward=${seen?.ipForward === false ? 0 : 1}`, want }])]
  },
  examples: {
    pass: { 'no forwarding': engine(false) },
    fail: { 'a Docker host as it is': engine(true) },
    unknown: { 'an engine that nobody asked': () => running() },
  },
})
