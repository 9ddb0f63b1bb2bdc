import { WHOLE_SITE } from '../../assessment.ts'
import { running } from '../../examples/site.ts'
import { engineSays } from '../../examples/live.ts'
import type { EngineObservation } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { administration } from '../../sources.ts'
import { truth, unknown } from '../../value.ts'

const WANT = 'net.ipv4.ip_forward=0'

const claim = (engine: EngineObservation | undefined): Claim =>
  engine?.ipForward !== undefined
    ? { holds: truth(!engine.ipForward), seen: `net.ipv4.ip_forward=${engine.ipForward ? 1 : 0}`, want: WANT }
    : { holds: unknown('not-collected', 'docker info'), seen: '', want: WANT }

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
    fr: 'net.ipv4.ip_forward=0 ; le moteur Docker en a besoin : faire accepter la dérogation DER-02.',
    en: 'net.ipv4.ip_forward=0; the Docker Engine needs it: have derogation DER-02 accepted.',
  },
  waivable: true,
  deciding: ['observations.engine.ipForward'],
  nothing: { fr: "rien ne montre l'hôte", en: 'nothing shows the host' },
  check: ({ graph: { observations }, facts }) =>
    observations.engine || facts
      ? [{ ...judge({ address: WHOLE_SITE }, [claim(observations.engine)]), derogation: 'DER-02' }]
      : [],
  examples: {
    pass: { 'no forwarding': () => running({}, engineSays({ ipForward: false })) },
    fail: { 'a Docker host as it is': () => running({}, engineSays({ ipForward: true })) },
    unknown: { 'an engine that nobody asked': () => running() },
  },
})
