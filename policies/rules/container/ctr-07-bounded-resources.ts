import { aContainer, at, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { dockerSheet, project } from '../../sources.ts'
import { isUnknown, test, valueOr } from '../../value.ts'

const claims = ({ memory, memorySwap, cpus, cgroupParent, pidsLimit }: ContainerNode): Claim[] => [
  { holds: test(memory, (value) => value > 0), seen: `memory=${valueOr(memory, '?')}`, want: 'memory > 0' },
  {
    holds: isUnknown(memory) ? memory : test(memorySwap, (value) => value > 0 && value === memory.value),
    seen: `memory_swap=${valueOr(memorySwap, '?')}`,
    want: `memory_swap=${valueOr(memory, 'memory') || 'memory'}`,
  },
  { holds: test(cpus, (value) => value > 0), seen: `cpus=${valueOr(cpus, '?')}`, want: 'cpus > 0' },
  {
    holds: test(cgroupParent, (value) => value === ''),
    seen: `cgroup_parent=${valueOr(cgroupParent, '?') || 'none'}`,
    want: 'cgroup_parent=none',
  },
  {
    holds: test(pidsLimit, (value) => value > 0),
    seen: `pids_limit=${valueOr(pidsLimit, '?')}`,
    want: 'pids_limit > 0',
  },
]

const unlimited = aContainer({ labels: [{ label: 'socle.role', value: 'db' }] })

export default defineRule({
  id: 'CTR-07',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: { fr: 'Mémoire, processeur et processus bornés', en: 'Memory, processor and processes bounded' },
  sources: [dockerSheet('R9'), dockerSheet('R10'), dockerSheet('R11'), project('pids_limit')],
  why: {
    fr: "Sans borne, un seul conteneur qui s'emballe arrête tous les autres, et l'hôte.",
    en: 'Without a bound one runaway container stops all the others, and the host.',
  },
  fix: {
    fr: 'Écrire memory, memory_swap à la même valeur, cpus, le label socle.pids-limit, et retirer cgroup_parent.',
    en: 'Write memory, memory_swap with the same value, cpus, the label socle.pids-limit, and remove cgroup_parent.',
  },
  waivable: true,
  // The provider has no attribute for pids: before anything runs, the label is the declared intent.
  deciding: [
    'memory',
    'memory_swap',
    'cpus',
    'cpu_quota',
    'cgroup_parent',
    'labels.socle.pids-limit',
    'HostConfig.PidsLimit',
  ],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'all bounded': () => only(),
      'quota and period': () => only(aContainer({ cpus: undefined, cpu_period: 100000, cpu_quota: 50000 })),
    },
    fail: {
      'no memory limit': () => only(aContainer({ memory: undefined, memory_swap: undefined })),
      'swap not written: twice the memory': () => only(aContainer({ memory_swap: undefined })),
      'swap without limit': () => only(aContainer({ memory_swap: -1 })),
      'shares are a weight, not a limit': () => only(aContainer({ cpus: undefined, cpu_shares: 512 })),
      'a cgroup of its choice': () => only(aContainer({ cgroup_parent: '/custom' })),
      'label set to zero': () => only(aContainer({ labels: { 'socle.pids-limit': '0' } })),
    },
    unknown: {
      'the limit is a variable': () => only(aContainer({ memory: '${var.memory}' })),
      'nobody says how many processes': () => at('plan', only(unlimited)),
    },
  },
})
