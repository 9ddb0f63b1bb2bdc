import { withLabel } from '../change.ts'
import { gone, onlyAt, unread, weak, wide, type ContainerFlip } from './flips.ts'

const PIDS = 'socle.pids-limit'

const pids = (value: string | undefined, how: ContainerFlip['how']): ContainerFlip => ({
  attribute: 'labels',
  what: value === undefined ? `labels ${PIDS} removed` : `labels ${PIDS}=${value}`,
  how,
  kills: ['CTR-07'],
  change: (body) => withLabel(body, PIDS, value),
})

/** What a container may take, what it leaves behind, and how it comes back. */
export const LIMITS: readonly ContainerFlip[] = [
  gone('memory', 'CTR-07'),
  weak('memory', 0, 'CTR-07'),
  wide('memory', 65536, 'CTR-07'),
  unread('memory', 'CTR-07'),
  gone('memory_swap', 'CTR-07'),
  wide('memory_swap', -1, 'CTR-07'),
  wide('memory_swap', 8192, 'CTR-07'),
  unread('memory_swap', 'CTR-07'),
  gone('cpus', 'CTR-07'),
  weak('cpus', '0', 'CTR-07'),
  unread('cpus', 'CTR-07'),
  wide('cgroup_parent', '/custom', 'CTR-07'),
  unread('cgroup_parent', 'CTR-07'),
  pids('0', 'weakened'),
  // The provider has no attribute for it: before anything runs, no label is no limit that anybody can tell.
  ...onlyAt(['synth', 'plan'], pids(undefined, 'unknown'), pids('${var.unread}', 'unknown')),
  ...onlyAt(['live'], pids(undefined, 'removed'), pids('-1', 'weakened')),

  weak('read_only', false, 'CTR-08'),
  gone('read_only', 'CTR-08'),
  unread('read_only', 'CTR-08'),
  gone('tmpfs', 'CTR-08'),
  weak('tmpfs', { '/run': 'rw,noexec,nosuid,nodev,size=16m' }, 'CTR-08'),
  weak('tmpfs', {}, 'CTR-08'),
  unread('tmpfs', 'CTR-08'),
  weak('tmpfs', { '/tmp': 'rw,exec,suid,dev' }, 'CTR-08'),

  ...onlyAt(['synth', 'plan'], unread('log_driver', 'CTR-11')),
  gone('log_opts', 'CTR-11'),
  weak('log_opts', { 'max-size': '10m' }, 'CTR-11'),
  weak('log_opts', { 'max-file': '3' }, 'CTR-11'),
  weak('log_opts', { 'max-size': '-1', 'max-file': '3' }, 'CTR-11'),
  weak('log_opts', { 'max-size': '0', 'max-file': '3' }, 'CTR-11'),
  unread('log_opts', 'CTR-11'),

  gone('restart', 'CTR-14'),
  weak('restart', 'no', 'CTR-14'),
  weak('restart', 'on-failure', 'CTR-14'),
  unread('restart', 'CTR-14'),
  // The image may have one, which the engine shows.
  ...onlyAt(['synth', 'plan'], gone('healthcheck', 'CTR-12?')),
  ...onlyAt(['live'], gone('healthcheck', 'CTR-12')),
  weak('healthcheck.test', ['NONE'], 'CTR-12'),
  weak('healthcheck.test', ['CMD', 'true'], 'CTR-12'),
  weak('healthcheck.test', ['CMD-SHELL', 'exit 0'], 'CTR-12'),
  weak('healthcheck.test', ['CMD-SHELL', '/health || true'], 'CTR-12'),
  unread('healthcheck.test', 'CTR-12'),
]

/** What only the provider reads, when it removes a container: with data beside it that it did not have. */
export const BESIDE_DATA: readonly ContainerFlip[] = onlyAt(
  ['synth', 'plan'],
  {
    ...weak('remove_volumes', true, 'CTR-21'),
    what: 'remove_volumes=true beside an unnamed volume',
    change: (body) => ({ ...body, remove_volumes: true, volumes: [{ container_path: '/data' }] }),
  },
  {
    ...weak('destroy_grace_seconds', 0, 'CTR-19'),
    what: 'destroy_grace_seconds=0 beside a folder of the host',
    change: (body) => ({
      ...body,
      destroy_grace_seconds: 0,
      volumes: [{ host_path: '/srv/data', container_path: '/data' }],
    }),
  },
)

/** The same of a container that holds data. */
export const REMOVAL: readonly ContainerFlip[] = onlyAt(
  ['synth', 'plan'],
  gone('remove_volumes', 'CTR-21'),
  weak('remove_volumes', true, 'CTR-21'),
  unread('remove_volumes', 'CTR-21'),
  gone('destroy_grace_seconds', 'CTR-19'),
  weak('destroy_grace_seconds', 0, 'CTR-19'),
  weak('destroy_grace_seconds', 9, 'CTR-19'),
  unread('destroy_grace_seconds', 'CTR-19'),
)
