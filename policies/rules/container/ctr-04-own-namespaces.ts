import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { dockerSheet } from '../../sources.ts'
import { test, valueOr, type Val } from '../../value.ts'

const isOwn = (mode: string): boolean => mode === '' || mode === 'private' || mode === 'none'

const claim = (name: string, mode: Val<string>): Claim => ({
  holds: test(mode, isOwn),
  seen: `${name}=${valueOr(mode, '?') || 'private'}`,
  want: `${name}=private`,
})

const claims = ({ pidMode, ipcMode, utsMode }: ContainerNode): Claim[] => [
  claim('pid_mode', pidMode),
  claim('ipc_mode', ipcMode),
  claim('uts_mode', utsMode),
]

export default defineRule({
  id: 'CTR-04',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Espaces PID, IPC et UTS propres à chaque conteneur',
    en: 'PID, IPC and UTS namespaces of its own for each container',
  },
  sources: [dockerSheet('R6')],
  why: {
    fr: "Partager ces espaces donne à voir, et parfois à tuer ou à lire, les processus de l'hôte ou d'un autre conteneur.",
    en: 'Sharing them shows the processes of the host or of another container, sometimes to be killed or read.',
  },
  fix: {
    fr: 'Retirer pid_mode et uts, écrire ipc_mode = "private".',
    en: 'Remove pid_mode and uts, write ipc_mode = "private".',
  },
  waivable: true,
  deciding: ['pid_mode', 'ipc_mode', 'HostConfig.UTSMode'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'its own': () => only(),
      'not written: the daemon gives its own': () => only(aContainer({ ipc_mode: undefined })),
    },
    fail: {
      'processes of the host': () => only(aContainer({ pid_mode: 'host' })),
      'memory of another container': () => only(aContainer({ ipc_mode: 'container:other' })),
      'memory that others may join': () => only(aContainer({ ipc_mode: 'shareable' })),
    },
    unknown: { 'the mode is a variable': () => only(aContainer({ pid_mode: '${var.mode}' })) },
  },
})
