import { withSecurity } from '../../examples/live.ts'
import { aContainer, only, running } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim, type Context } from '../../rule.ts'
import { project } from '../../sources.ts'
import { equals, known, not, test, unknown, valueOr, YES, type Truth } from '../../value.ts'

/** Whether somebody asked for the host's: on cgroup v1 an engine gives it to all of its own accord. */
function isAskedFor({ address, cgroupnsMode }: ContainerNode, { graph, level, declared }: Context): Truth {
  const isHost = test(cgroupnsMode, (mode) => mode === 'host')
  if (level !== 'live' || !valueOr(isHost, true)) return isHost
  const engine = graph.observations.engine
  if (engine?.securityOptions.includes('name=cgroupns')) return YES
  const written = declared?.containers.find((node) => node.address === address)?.cgroupnsMode
  return engine && written ? not(equals(written, '')) : unknown('not-collected', 'cgroupns')
}

const claims = (node: ContainerNode, context: Context): Claim[] => [
  {
    holds: not(isAskedFor(node, context)),
    seen: `cgroupns_mode=${valueOr(node.cgroupnsMode, '?') || 'default'}`,
    want: { fr: 'cgroupns_mode autre que host', en: 'cgroupns_mode other than host' },
  },
]

const hostOn = (...options: string[]) =>
  running({ 'docker_container.db': { cgroupnsMode: known('host') } }, withSecurity(...options))

export default defineRule({
  id: 'CTR-16',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Aucun conteneur ne demande l'espace cgroup de l'hôte (règle du projet)",
    en: 'No container asks for the cgroup namespace of the host (project rule)',
  },
  sources: [project('cgroupns_mode')],
  why: {
    fr: "L'arbre des cgroups de l'hôte nomme les autres conteneurs et ouvre des chemins d'évasion connus.",
    en: 'The cgroup tree of the host names the other containers and opens known ways of escape.',
  },
  fix: {
    fr: 'Retirer cgroupns_mode, ou écrire « private ».',
    en: 'Remove cgroupns_mode, or write "private".',
  },
  waivable: true,
  deciding: ['cgroupns_mode', 'HostConfig.CgroupnsMode', 'SecurityOptions'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: (context) => context.graph.containers.map((node) => judge(node, claims(node, context))),
  examples: {
    pass: {
      'nothing written': () => only(),
      'its own': () => only(aContainer({ cgroupns_mode: 'private' })),
      'what an engine on cgroup v1 gives to all': () => hostOn('name=seccomp,profile=default'),
    },
    fail: {
      'of the host': () => only(aContainer({ cgroupns_mode: 'host' })),
      'of the host, where the engine gives each its own': () =>
        hostOn('name=seccomp,profile=builtin', 'name=cgroupns'),
    },
    unknown: {
      'a variable': () => only(aContainer({ cgroupns_mode: '${var.mode}' })),
      'an engine that says nothing of itself': () =>
        running({ 'docker_container.db': { cgroupnsMode: known('host') } }),
    },
  },
})
