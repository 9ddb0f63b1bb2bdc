import { aContainer, anApplication, aSite, only } from '../../examples/site.ts'
import { isWithin } from '../../graph/host-path.ts'
import type { ContainerNode, Mount } from '../../graph/graph.ts'
import { listed } from '../../nodes/listed.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { dockerSheet } from '../../sources.ts'
import { inOrder, isAnonymous, mountedBy, type Mounted } from '../../nodes/storage.ts'
import { any, equals, isUnknown, not, or, test, truth, unknown, valueOr, type Truth } from '../../value.ts'

const HOST_SYSTEM = '/bin /boot /etc /lib /lib64 /root /sbin /usr /var/lib /var/log'.split(' ')
const SENSITIVE_TARGETS = ['/etc', '/run/secrets', '/var/run/secrets']

/** What the engine forbids of a tmpfs unless it is asked not to. */
const RIGHTS = ['dev', 'exec', 'suid']

const liesIn = (folders: readonly string[]) => (path: string) =>
  path !== '' && folders.some((folder) => isWithin(path, folder))

const temporary = ({ tmpfs, mounts }: ContainerNode): Truth =>
  any([
    ...tmpfs.map(({ key }) => equals(key, '/tmp')),
    ...mounts.map(({ type, target }) =>
      valueOr(type, '') === 'tmpfs' ? equals(target, '/tmp') : truth(false),
    ),
  ])

/** A named volume is declared where the judged files hold it; without a name, it dies with the container. */
function declared({ type, source, volume }: Mount, volumes: ReadonlySet<string>): Truth {
  if (isUnknown(type)) return type
  if (type.value !== 'volume') return truth(true)
  if (volume !== undefined && volumes.has(volume)) return truth(!isAnonymous(valueOr(source, 'computed')))
  if (isUnknown(source)) return source
  return isAnonymous(source.value) ? truth(false) : unknown('not-collected', `docker_volume ${source.value}`)
}

function claims(node: ContainerNode, volumes: ReadonlySet<string>): Claim[] {
  const mounts = inOrder(node.mounts)
  return [
    {
      holds: equals(node.readOnly, true),
      seen: `read_only=${valueOr(node.readOnly, '?')}`,
      want: 'read_only=true',
    },
    {
      holds: temporary(node),
      seen: `tmpfs=${listed(node.tmpfs.map(({ key }) => key))}`,
      want: { fr: 'tmpfs sur /tmp', en: 'tmpfs on /tmp' },
    },
    ...node.tmpfs.map(({ key, value }) => ({
      holds: test(value, (options) => !options.split(',').some((option) => RIGHTS.includes(option.trim()))),
      seen: `tmpfs ${valueOr(key, '?')}:${valueOr(value, '?')}`,
      want: 'noexec,nosuid,nodev',
    })),
    ...mounts.map((mount) => ({
      holds: declared(mount, volumes),
      seen: `volume ${valueOr(mount.source, '?') || 'anonymous'}:${valueOr(mount.target, '?')}`,
      want: { fr: 'données dans un volume déclaré', en: 'data in a declared volume' },
    })),
    ...mounts.map((mount) => ({
      holds: or(
        equals(mount.readOnly, true),
        not(or(test(mount.hostPath, liesIn(HOST_SYSTEM)), test(mount.target, liesIn(SENSITIVE_TARGETS)))),
      ),
      seen: `${valueOr(mount.hostPath, '') || valueOr(mount.source, '?')}:${valueOr(mount.target, '?')} read_only=${valueOr(mount.readOnly, '?')}`,
      want: { fr: 'montages sensibles en lecture seule', en: 'sensitive mounts read-only' },
    })),
  ]
}

/** Data has one author: others may read it. */
function ofVolume(own: readonly Mounted[]): Claim[] {
  const writers = own.filter(({ readOnly }) => !valueOr(readOnly, false)).map(({ role }) => role)
  const doubt = own.map(({ readOnly }) => readOnly).find(isUnknown)
  const holds = new Set(writers).size <= 1
  return [
    {
      holds: !holds && doubt ? doubt : truth(holds),
      seen: `written by ${writers.sort().join(', ') || 'none'}`,
      want: { fr: 'un seul conteneur écrit dans un volume', en: 'one container only writes to a volume' },
    },
  ]
}

export default defineRule({
  id: 'CTR-08',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Racine en lecture seule, données dans des volumes déclarés',
    en: 'Read-only root, data in declared volumes',
  },
  sources: [dockerSheet('R12'), dockerSheet('R13'), dockerSheet('R14'), dockerSheet('R15')],
  why: {
    fr: "Un programme qui ne peut rien écrire chez lui ne peut pas s'y installer, et une donnée sans volume disparaît avec son conteneur.",
    en: 'What cannot write at home cannot settle there, and data without a volume goes with its container.',
  },
  fix: {
    fr: 'read_only = true, tmpfs sur /tmp sans exec, suid ni dev, un docker_volume par donnée, read_only sur configuration et secrets.',
    en: 'read_only = true, tmpfs on /tmp without exec, suid or dev, one docker_volume per kind of data, read_only on configuration and secrets.',
  },
  waivable: true,
  deciding: ['read_only', 'tmpfs', 'mounts', 'volumes'],
  nothing: { fr: 'aucun conteneur ni volume', en: 'no container and no volume' },
  check: ({ graph }) => {
    const volumes = new Set(graph.volumes.map(({ address }) => address))
    const mounted = mountedBy(graph)
    return [
      ...graph.containers.map((node) => judge(node, claims(node, volumes))),
      ...graph.volumes.map((volume) => judge(volume, ofVolume(mounted.get(volume.address) ?? []))),
    ]
  },
  examples: {
    pass: { 'read-only root, tmpfs and a declared volume': () => only() },
    fail: {
      'the root can be written': () => only(aContainer({ read_only: undefined })),
      'no tmpfs': () => only(aContainer({ tmpfs: undefined })),
      'two authors of one volume': () => {
        const other = anApplication({ mounts: [{ type: 'volume', source: 'demo-db-data', target: '/d' }] })
        return aSite({ containers: { db: aContainer(), tryton: other } })
      },
      'a tmpfs where programs run': () => only(aContainer({ tmpfs: { '/tmp': 'rw,exec' } })),
      'an anonymous volume': () => only(aContainer({ volumes: { container_path: '/data' } })),
      'secrets that can be written': () =>
        only(aContainer({ mounts: [{ type: 'volume', source: 'demo-db-data', target: '/run/secrets' }] })),
    },
    unknown: {
      'a volume declared elsewhere': () =>
        only(aContainer({ mounts: [{ type: 'volume', source: 'other', target: '/data' }] })),
    },
  },
})
