import { aContainer, only } from '../../examples/site.ts'
import { isWithin } from '../../graph/host-path.ts'
import type { ContainerNode, Mount } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { dockerSheet, project } from '../../sources.ts'
import { inOrder } from '../../nodes/storage.ts'
import { equals, isUnknown, test, valueOr } from '../../value.ts'

const KERNEL = ['/dev', '/proc', '/sys']
/** By its name wherever it stands, the named pipe of Windows included. */
const ENGINE_SOCKET = /(^|[/\\])((docker|containerd|podman|crio|buildkitd)(\.raw)?\.sock|docker_engine)$/
/** What commands an engine and what it keeps: the volumes and the layers of every container. */
const ENGINE = [
  '/run/docker.sock',
  '/run/docker',
  '/run/containerd',
  '/run/crio',
  '/run/podman',
  '/var/lib/containerd',
  '/var/lib/docker',
]
/** Folders where an engine without root has its socket. */
const RUNTIME_FOLDER = /^\/run\/user(\/\d+)?$/

const isSensitive = (path: string): boolean =>
  KERNEL.some((folder) => isWithin(path, folder)) ||
  ENGINE.some((own) => isWithin(path, own) || isWithin(own, path)) ||
  ENGINE_SOCKET.test(path) ||
  RUNTIME_FOLDER.test(path)

const show = (mount: Mount): string =>
  `${valueOr(mount.hostPath, '') || valueOr(mount.source, '') || valueOr(mount.type, 'mount')}:${valueOr(mount.target, '?')}`

const claims = ({ privileged, mounts }: ContainerNode): Claim[] => [
  {
    holds: equals(privileged, false),
    seen: `privileged=${valueOr(privileged, '?')}`,
    want: 'privileged=false',
  },
  ...inOrder(mounts).map((mount) => ({
    holds: isUnknown(mount.hostPath)
      ? mount.hostPath
      : test(mount.hostPath, (path) => path === '' || !isSensitive(path)),
    seen: `mount ${show(mount)}${mount.inheritedFrom ? ` (from ${mount.inheritedFrom})` : ''}`,
    want: {
      fr: 'aucun partage de /, /dev, /proc, /sys, de la socket ni des données du moteur',
      en: 'no share of /, /dev, /proc, /sys, the engine socket or its data',
    },
  })),
]

const bind = (source: string) => ({ mounts: [{ type: 'bind', source, target: '/host' }] })

export default defineRule({
  id: 'CTR-01',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Aucun conteneur ne voit le système de l'hôte",
    en: "No container sees the host's own system",
  },
  sources: [dockerSheet('R1'), project('docker.sock')],
  why: {
    fr: "Un conteneur privilégié, ou qui monte la racine, les périphériques ou la socket du moteur, est administrateur de l'hôte.",
    en: 'A privileged container, or one that mounts the root, the devices or the engine socket, is administrator of the host.',
  },
  fix: {
    fr: 'Retirer privileged et ces montages ; donner un volume, ou un périphérique nommé.',
    en: 'Remove privileged and these mounts; give a volume, or one named device.',
  },
  waivable: false,
  deciding: [
    'privileged',
    'mounts.source',
    'volumes.host_path',
    'volumes.from_container',
    'docker_volume.driver_opts',
  ],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'a volume and nothing else': () => only(),
      'a folder of the host that holds nothing of the system': () => only(aContainer(bind('/srv/demo'))),
    },
    fail: {
      privileged: () => only(aContainer({ privileged: true })),
      'the root, in another spelling': () => only(aContainer(bind('/srv/..//'))),
      'the socket': () => only(aContainer(bind('/var/run/docker.sock'))),
      'the folder of the socket': () => only(aContainer(bind('/var/run/'))),
      'the volumes of everybody': () => only(aContainer(bind('/var/lib/docker/volumes'))),
      'the kernel, by the short syntax': () =>
        only(aContainer({ volumes: { host_path: '/proc/sys', container_path: '/p' } })),
      'a volume that is the root of the host': () =>
        only(aContainer(), {
          volumes: { 'db-data': { name: 'd', driver_opts: { type: 'none', o: 'bind', device: '/' } } },
        }),
    },
    unknown: { 'the source is a variable': () => only(aContainer(bind('${var.folder}'))) },
  },
})
