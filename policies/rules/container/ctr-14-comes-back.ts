import { aContainer, only, running } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { equals, isUnknown, known, NO, or, test, valueOr, type Truth } from '../../value.ts'

/** `on-failure` starts again after a crash, and never after a reboot of the host. */
const COMES_BACK = ['always', 'unless-stopped', 'any']

/** A task that ends is not to come back (`must_run = false`). The engine knows of no such thing: what runs is a service. */
const isTask = ({ mustRun, runtime }: ContainerNode): Truth =>
  isUnknown(mustRun) && runtime?.status === 'running' ? NO : equals(mustRun, false)

const claims = (node: ContainerNode): Claim[] => [
  {
    holds: or(
      test(node.restart, (policy) => COMES_BACK.includes(policy)),
      isTask(node),
    ),
    seen: `restart=${valueOr(node.restart, '?') || 'no'}`,
    want: 'restart=unless-stopped',
  },
]

export default defineRule({
  id: 'CTR-14',
  severity: 'minor',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Un service revient de lui-même après une panne et un redémarrage (règle du projet)',
    en: 'A service comes back by itself after a crash and a reboot (project rule)',
  },
  sources: [project('restart')],
  why: {
    fr: 'Sans politique de reprise, une coupure de courant la nuit laisse la facturation arrêtée le matin.',
    en: 'Without a restart policy, a power cut at night leaves billing down in the morning.',
  },
  fix: {
    fr: 'restart = "unless-stopped" ; pour une tâche qui se termine, must_run = false.',
    en: 'restart = "unless-stopped"; for a task that ends, must_run = false.',
  },
  waivable: true,
  deciding: ['restart', 'must_run', 'HostConfig.RestartPolicy'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'until somebody stops it': () => only(),
      'a task that ends': () => only(aContainer({ restart: 'no', must_run: false })),
    },
    fail: {
      'nothing written': () => only(aContainer({ restart: undefined })),
      'not after a reboot': () => only(aContainer({ restart: 'on-failure' })),
      'changed by hand on the engine': () => running({ 'docker_container.db': { restart: known('no') } }),
    },
    unknown: { 'a variable': () => only(aContainer({ restart: '${var.restart}' })) },
  },
})
