import { seconds } from '../duration.ts'
import { Opaque, type Body, type Tree } from '../tree.ts'
import { laidOver } from './merge.ts'
import { networksOf } from './networks.ts'
import { portsOf } from './ports.ts'
import { namespace, type Project } from './references.ts'
import { isText, labelled, list, mapping, member, pairs, scalar, texts, type Spot } from './spot.ts'
import { mebibytes, truthOf, wordsOf } from './units.ts'
import { devicesOf, fileMounts, inheritedFrom, mountsOf, tmpfsOf } from './volumes.ts'

type Translate = (spot: Spot, project: Project, service: string) => Body

const text =
  (attribute: string): Translate =>
  (spot) => ({ [attribute]: scalar(spot) })

const flag =
  (attribute: string): Translate =>
  (spot) => ({ [attribute]: truthOf(scalar(spot)) })

const size =
  (attribute: string): Translate =>
  (spot) => ({ [attribute]: mebibytes(scalar(spot)) })

const items =
  (attribute: string): Translate =>
  (spot) => ({ [attribute]: texts(spot) })

/** A command line, or its words. */
const words =
  (attribute: string): Translate =>
  (spot) => ({ [attribute]: isText(spot) ? wordsOf(scalar(spot)) : list(spot).map(scalar) })

const mode =
  (attribute: string): Translate =>
  (spot, project) => ({ [attribute]: namespace(scalar(spot), project) })

/** A value that only the environment, or a file that was not read, can give. */
const UNREAD = new Opaque('reference', 'environment')

const SOCKET = '/var/run/docker.sock'

/**
 * Attributes of a Compose service in the words of the provider. Later ones win, as `deploy` does; those that are not
 * here stand in `written` under their own name.
 */
const ATTRIBUTES: Readonly<Record<string, Translate>> = {
  cap_add: (spot) => ({ capabilities: { add: texts(spot) } }),
  cap_drop: (spot) => ({ capabilities: { drop: texts(spot) } }),
  cgroup: text('cgroupns_mode'),
  cgroup_parent: text('cgroup_parent'),
  command: words('command'),
  configs: (spot, { configs }) => ({ mounts: fileMounts(spot, configs, '/') }),
  container_name: text('name'),
  cpu_period: text('cpu_period'),
  cpu_quota: text('cpu_quota'),
  cpus: text('cpus'),
  devices: (spot) => ({ devices: devicesOf(spot) }),
  dns: items('dns'),
  entrypoint: words('entrypoint'),
  env_file: () => ({ env: [UNREAD] }),
  environment: (spot) => ({
    env: pairs(spot).map(([key, value]) => (value === undefined ? UNREAD : `${key}=${value}`)),
  }),
  // A list of requests is one all the same.
  gpus: (spot) => ({ gpus: Array.isArray(spot.value) ? 'some' : scalar(spot) }),
  group_add: items('group_add'),
  healthcheck,
  image: text('image'),
  ipc: mode('ipc_mode'),
  label_file: () => ({ labels: [UNREAD] }),
  labels: (spot) => ({ labels: labelled(spot) }),
  logging,
  mem_limit: size('memory'),
  memswap_limit: size('memory_swap'),
  network_mode: mode('network_mode'),
  networks: (spot, { networks }, service) => ({ networks_advanced: networksOf(spot, service, networks) }),
  pid: mode('pid_mode'),
  pids_limit: text('pids_limit'),
  ports: (spot, { budget }) => ({ ports: portsOf(spot, budget) }),
  privileged: flag('privileged'),
  read_only: flag('read_only'),
  restart: (spot) => ({ restart: restart(scalar(spot)) }),
  secrets: (spot, { secrets }) => ({ mounts: fileMounts(spot, secrets, '/run/secrets/') }),
  security_opt: items('security_opts'),
  stop_grace_period: (spot) => ({ destroy_grace_seconds: seconds(scalar(spot)) ?? scalar(spot) }),
  sysctls: (spot) => ({ sysctls: labelled(spot) }),
  tmpfs: (spot) => ({ tmpfs: tmpfsOf(texts(spot)) }),
  use_api_socket: (spot) =>
    truthOf(scalar(spot)) === false ? {} : { mounts: [{ type: 'bind', source: SOCKET, target: SOCKET }] },
  user: text('user'),
  userns_mode: text('userns_mode'),
  uts: text('uts_mode'),
  volumes: (spot, project) => ({ mounts: mountsOf(spot, project) }),
  volumes_from: (spot, project) => ({ volumes: inheritedFrom(spot, project) }),
  deploy,
}

/** Keys that say nothing of the container itself. */
const META = ['build', 'depends_on', 'extends', 'profiles']

export interface Translated {
  readonly body: Body
  readonly written: readonly string[]
}

/** One service as it is written, without what it extends. */
export function translated(spot: Spot, project: Project, service: string): Translated {
  const bodies = Object.entries(ATTRIBUTES).flatMap(([key, translate]) => {
    const found = member(spot, key)
    return found ? [translate(found, project, service)] : []
  })
  const body = bodies.reduce((under, over) => laidOver(under, over, project.budget), {})
  project.budget.spend(sizeOf(body))
  const others = mapping(spot).flatMap(([key, inner]) =>
    key === 'deploy' ? restOfDeploy(inner) : Object.hasOwn(ATTRIBUTES, key) ? [] : [key],
  )
  const kept = others.filter((key) => !META.includes(key) && !key.startsWith('x-'))
  return { body, written: [...Object.keys(body), ...kept] }
}

const sizeOf = (body: Body): number =>
  Object.values(body).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 1), 0)

function healthcheck(spot: Spot): Body {
  const disabled = member(spot, 'disable')
  if (disabled && truthOf(scalar(disabled)) === true) return { healthcheck: { test: ['NONE'] } }
  const test = member(spot, 'test')
  if (!test) return { healthcheck: {} }
  return { healthcheck: { test: isText(test) ? ['CMD-SHELL', scalar(test)] : list(test).map(scalar) } }
}

function logging(spot: Spot): Body {
  const driver = member(spot, 'driver')
  const options = member(spot, 'options')
  return {
    ...(driver ? { log_driver: scalar(driver) } : {}),
    ...(options ? { log_opts: labelled(options) } : {}),
  }
}

const CONDITIONS: ReadonlyMap<string, string> = new Map([
  ['any', 'always'],
  ['none', 'no'],
  ['false', 'no'],
])

/** `on-failure:3` and the conditions of `deploy`, as the engine is told them. */
const restart = (policy: string): string => {
  const [word = ''] = policy.split(':')
  return CONDITIONS.get(word) ?? word
}

function deploy(spot: Spot): Body {
  const resources = member(spot, 'resources')
  const limits = resources && member(resources, 'limits')
  const limit = (key: string, attribute: string, read: (text: string) => Tree): Body => {
    const found = limits && member(limits, key)
    return found ? { [attribute]: read(scalar(found)) } : {}
  }
  const policy = member(spot, 'restart_policy')
  const condition = policy && member(policy, 'condition')
  return {
    ...limit('memory', 'memory', mebibytes),
    ...limit('cpus', 'cpus', (cores) => cores),
    ...limit('pids', 'pids_limit', (count) => count),
    ...(policy ? { restart: condition ? restart(scalar(condition)) : 'always' } : {}),
  }
}

/** Whether `deploy` says more than what is translated of it. */
function restOfDeploy(spot: Spot): string[] {
  const resources = member(spot, 'resources')
  const rest = [
    ...mapping(spot).filter(([key]) => !['resources', 'restart_policy'].includes(key)),
    ...(resources ? mapping(resources).filter(([key]) => key !== 'limits') : []),
  ]
  return rest.length > 0 ? ['deploy'] : []
}
