import { addressesOf, bodyAt } from '../change.ts'
import type { Json } from '../world.ts'
import { dynamic, gone, onlyAt, unread, weak, wide, type ContainerFlip, type Place } from './flips.ts'

const mountsOf = (body: Json): readonly Json[] => (body['mounts'] ?? []) as readonly Json[]

const HOST = [
  '/',
  '/srv/..//',
  '/proc',
  '/proc/sys',
  '/sys',
  '/dev',
  '/run',
  '/var/run',
  '/var/run/docker.sock',
]

/** What a container sees of the host, of its own data and of that of others. */
export function storage(place: Place): ContainerFlip[] {
  const { body } = place
  const adding = (mount: Json, ...kills: readonly string[]): ContainerFlip => ({
    ...wide('mounts', [...mountsOf(body), mount], ...kills),
    what: `mounts + ${String(mount['source'])} on ${String(mount['target'])}${mount['read_only'] ? ' ro' : ''}`,
  })
  const bind = (source: string, more: Json = {}): Json => ({ type: 'bind', source, target: '/host', ...more })
  return [
    ...HOST.map((source) => adding(bind(source), 'CTR-01')),
    adding(bind('/', { read_only: true }), 'CTR-01'),
    adding(bind('/etc'), 'CTR-08'),
    adding(bind('/usr/share'), 'CTR-08'),
    adding(bind('/var/log'), 'CTR-08'),
    { ...adding(bind('${var.folder}', { read_only: true }), 'CTR-01'), how: 'unknown' },
    ...['shared', 'rshared', 'slave', 'rslave'].map((propagation) => ({
      ...adding(bind('/srv/demo', { bind_options: [{ propagation }] }), 'CTR-13'),
      what: `mounts + /srv/demo ${propagation}`,
    })),
    {
      ...adding(bind('/srv/demo', { bind_options: [{ propagation: '${var.p}' }] }), 'CTR-13'),
      how: 'unknown',
    },
    wide('volumes', [{ host_path: '/proc', container_path: '/p' }], 'CTR-01'),
    wide('volumes', { host_path: '/var/run', container_path: '/r' }, 'CTR-01'),
    wide('volumes', [{ volume_name: '/proc', container_path: '/p' }], 'CTR-01'),
    weak('volumes', [{ container_path: '/data' }], 'CTR-08'),
    adding({ type: 'volume', source: 'nobody-declared', target: '/x' }, 'CTR-08?'),
    ...dynamic('mounts', 'CTR-01', 'CTR-08'),
    ...dynamic('volumes', 'CTR-01', 'CTR-08'),
    ...inherited(place),
    ...mountsOf(body).flatMap((mount, index) => ofMount(place, mount, index)),
  ]
}

/** The mounts of another: what it writes to has then two authors. */
const inherited = ({ world, address }: Place): ContainerFlip[] =>
  world.facts.databaseRoles
    .filter((role) => address !== `docker_container.${role}`)
    .flatMap((role) =>
      onlyAt(
        ['synth', 'plan'],
        wide(
          'volumes',
          [{ from_container: `${world.facts.id}-${role}` }],
          `CTR-08@docker_volume.${role}-data`,
        ),
      ),
    )

/** One mount that is there: where it comes from, and who may write to it. */
function ofMount(place: Place, mount: Json, index: number): ContainerFlip[] {
  const at = `mounts[${index}]`
  const target = String(mount['target'])
  const isSensitive = ['/etc/socle', '/run/secrets'].includes(target)
  return [
    {
      ...wide(`${at}.source`, '/', 'CTR-01'),
      change: (body) => moved(body, index, { type: 'bind', source: '/' }),
    },
    weak(`${at}.source`, '', 'CTR-08'),
    unread(`${at}.source`, 'CTR-08'),
    ...onlyAt(
      ['synth', 'plan'],
      wide(`${at}.volume_options`, [{ driver_options: { type: 'none', o: 'bind', device: '/' } }], 'CTR-01'),
      unread(`${at}.source`, 'CTR-01'),
    ),
    ...(isSensitive
      ? [
          ...onlyAt(['synth'], spelled(index, target)),
          weak(`${at}.read_only`, false, 'CTR-08'),
          gone(`${at}.read_only`, 'CTR-08'),
          unread(`${at}.read_only`, 'CTR-08'),
        ]
      : [
          ...othersVolume(place).map(([address, source]) =>
            wide(`${at}.source`, source, `CTR-08@${address}`),
          ),
          weak(`${at}.target`, '/etc', 'CTR-08'),
        ]),
  ]
}

/** The same folder in another spelling, which the engine understands, open for writing. */
const spelled = (index: number, target: string): ContainerFlip => {
  const other = target.replace(/\/(?=[^/]+$)/, '//')
  return {
    ...weak(`mounts[${index}].target`, other, 'CTR-08'),
    what: `mounts[${index}].target=${other}, written`,
    change: (body) => moved(body, index, { target: other, read_only: false }),
  }
}

const moved = (body: Json, index: number, to: Json): Json => ({
  ...body,
  mounts: mountsOf(body).map((mount, each) => (each === index ? { ...mount, ...to } : mount)),
})

/** A volume that another container writes to. */
function othersVolume({ world, address }: Place): (readonly [address: string, name: string])[] {
  const volumes = new Map(
    addressesOf(world.stacks, 'docker_volume').map((each) => [
      String(bodyAt(world.stacks, each)['name']),
      each,
    ]),
  )
  const written = addressesOf(world.stacks, 'docker_container')
    .filter((other) => other !== address)
    .flatMap((other) => mountsOf(bodyAt(world.stacks, other)))
    .filter((mount) => mount['read_only'] !== true)
    .flatMap(({ source }) => {
      const name = String(source).replace(/^\$\{docker_volume\.([\w-]+)\.name\}$/, (_, key: string) =>
        String(bodyAt(world.stacks, `docker_volume.${key}`)['name']),
      )
      const volume = volumes.get(name)
      return volume ? [[volume, name] as const] : []
    })
  return written.slice(0, 1)
}
