import { createHash } from 'node:crypto'
import type { Inspection, NamedJson } from '../../policies/index.ts'

/**
 * What `docker inspect` would show of a description that was applied: the engine's own defaults written out, the limit
 * of processes set as the label asks. Its shape is that of the fixtures, taken from a real engine.
 */
type Json = Readonly<Record<string, unknown>>

const MIB = 1024 * 1024

interface Described {
  readonly type: string
  readonly name: string
  readonly body: Json
}

export function inspectOf(stacks: readonly NamedJson[]): Inspection {
  const resources = stacks.flatMap(({ json }) => described(json as Json))
  const of = (type: string) => resources.filter((resource) => resource.type === type)
  const names = new Map(resources.map(({ type, name, body }) => [`${type}.${name}`, text(body['name'])]))
  const containers = of('docker_container').map(({ body }) => container(followed(body, names) as Json))
  return {
    containers,
    networks: of('docker_network').map(({ body }) => network(body, containers)),
    volumes: of('docker_volume').map(({ body }) => volume(body)),
    images: containers.map((each) => image(each)),
  }
}

const described = (json: Json): Described[] =>
  Object.entries(
    (json['resource'] ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>,
  ).flatMap(([type, byName]) => Object.entries(byName).map(([name, body]) => ({ type, name, body })))

/** References become the names that they stand for. */
function followed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(
      /\$\{(docker_\w+\.[\w-]+)\.(?:id|name)\}/g,
      (_, address: string) => names.get(address) ?? '',
    )
  }
  if (Array.isArray(value)) return value.map((item) => followed(item, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, followed(item, names)]))
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
const blocks = (value: unknown): Json[] => (value === undefined ? [] : [value].flat()) as Json[]
const map = (value: unknown): Json => (value ?? {}) as Json

const labelsOf = (body: Json): Record<string, string> =>
  Object.fromEntries(blocks(body['labels']).map(({ label, value }) => [text(label), text(value)]))

function container(body: Json) {
  const labels = labelsOf(body)
  const id = createHash('sha256').update(text(body['name'])).digest('hex')
  const [health] = blocks(body['healthcheck'])
  return {
    Id: id,
    Name: `/${text(body['name'])}`,
    Image: /^sha256:/.test(text(body['image'])) ? body['image'] : `sha256:${'e'.repeat(64)}`,
    State: { Status: 'running', ...(health ? { Health: { Status: 'healthy' } } : {}) },
    Config: {
      Image: body['image'],
      User: text(body['user']),
      Env: body['env'] ?? [],
      Labels: labels,
      Cmd: body['command'] ?? null,
      Entrypoint: body['entrypoint'] ?? null,
      ...(health ? { Healthcheck: { Test: health['test'] } } : {}),
    },
    HostConfig: hostConfig(body, labels),
    Mounts: mountsOf(body),
    NetworkSettings: { Networks: networksOf(body, id) },
  }
}

function hostConfig(body: Json, labels: Readonly<Record<string, string>>): Json {
  const [capabilities = {}] = blocks(body['capabilities'])
  const memory = Number(body['memory'] ?? 0) * MIB
  const swap = body['memory_swap'] === undefined ? 2 * memory : Number(body['memory_swap'])
  return {
    Privileged: String(body['privileged']) === 'true',
    ReadonlyRootfs: String(body['read_only']) === 'true',
    CapAdd: capabilities['add'] ?? null,
    CapDrop: capabilities['drop'] ?? null,
    SecurityOpt: body['security_opts'] ?? null,
    Memory: memory,
    MemorySwap: body['memory_swap'] === undefined || swap < 0 ? swap : swap * MIB,
    NanoCpus: Number(body['cpus'] ?? 0) * 1e9,
    CpuQuota: 0,
    CpuPeriod: 0,
    CgroupParent: body['cgroup_parent'] ?? '',
    CgroupnsMode: body['cgroupns_mode'] ?? 'private',
    PidsLimit: Number(labels['socle.pids-limit'] ?? 0),
    PidMode: body['pid_mode'] ?? '',
    IpcMode: body['ipc_mode'] ?? 'private',
    UTSMode: '',
    UsernsMode: body['userns_mode'] ?? '',
    NetworkMode: body['network_mode'] ?? 'bridge',
    PublishAllPorts: body['publish_all_ports'] ?? false,
    PortBindings: bindings(body),
    Devices: blocks(body['devices']).map(({ host_path: path }) => ({ PathOnHost: path })),
    Tmpfs: map(body['tmpfs']),
    LogConfig: { Type: body['log_driver'] ?? 'json-file', Config: map(body['log_opts']) },
    RestartPolicy: { Name: body['restart'] ?? 'no' },
    Sysctls: map(body['sysctls']),
    GroupAdd: body['group_add'] ?? null,
    Dns: body['dns'] ?? [],
  }
}

const bindings = (body: Json): Json =>
  Object.fromEntries(
    blocks(body['ports']).map(({ internal, protocol = 'tcp', ip, external }) => [
      `${text(internal)}/${text(protocol)}`,
      [{ HostIp: text(ip), HostPort: text(external) }],
    ]),
  )

function mountsOf(body: Json): Json[] {
  const long = blocks(body['mounts']).map(
    ({ type, source, target, read_only: readOnly, bind_options: options }) => {
      const [{ propagation = 'rprivate' } = {}] = blocks(options)
      return mount(
        text(type),
        text(source),
        text(target),
        readOnly === true,
        type === 'bind' ? propagation : '',
      )
    },
  )
  const short = blocks(body['volumes']).map(
    ({ host_path: host, volume_name: name, container_path: target, read_only: readOnly }) => {
      // The provider makes a bind of either, the name first.
      const source = text(name) || text(host)
      const isBind = source.startsWith('/')
      const type = isBind ? 'bind' : 'volume'
      return mount(type, source, text(target), readOnly === true, isBind ? 'rprivate' : '')
    },
  )
  return [...long, ...short]
}

/** A volume without a name is given sixty-four digits. */
const mount = (
  type: string,
  source: string,
  target: string,
  readOnly: boolean,
  propagation: unknown,
): Json => ({
  Type: type,
  ...(type === 'volume' ? { Name: source || 'f'.repeat(64) } : { Source: source }),
  Destination: target,
  RW: !readOnly,
  Propagation: propagation,
})

/** Without any of its own, a container is left on the default bridge; `none` and `host` are networks to the engine. */
function networksOf(body: Json, id: string): Json {
  const written = blocks(body['networks_advanced'])
  const mode = text(body['network_mode']) || 'bridge'
  const left = mode.startsWith('container:') ? [] : [[mode, { Aliases: null }] as const]
  const own = written.map(({ name, aliases }) => {
    const names = [...((aliases ?? []) as string[]), id.slice(0, 12)]
    return [text(name), { Aliases: names }] as const
  })
  return Object.fromEntries<Json>(mode === 'host' || own.length === 0 ? left : own)
}

const network = (body: Json, containers: readonly ReturnType<typeof container>[]) => ({
  Name: body['name'],
  Driver: body['driver'] ?? 'bridge',
  Internal: body['internal'] ?? false,
  EnableIPv6: body['ipv6'] ?? false,
  Attachable: body['attachable'] ?? false,
  IPAM: {
    Config: blocks(body['ipam_config']).map(({ subnet, gateway }) => ({ Subnet: subnet, Gateway: gateway })),
  },
  Options: map(body['options']),
  Containers: Object.fromEntries(
    containers
      .filter(({ NetworkSettings: { Networks } }) => Object.hasOwn(Networks, text(body['name'])))
      .map(({ Id, Name }) => [Id, { Name: Name.slice(1) }]),
  ),
})

const volume = (body: Json) => ({
  Name: body['name'],
  Driver: body['driver'] ?? 'local',
  Mountpoint: `/var/lib/docker/volumes/${text(body['name'])}/_data`,
  Options: body['driver_opts'] ?? null,
  Labels: labelsOf(body),
})

/** Every image was built the day before it is looked at, and has nothing of its own in its environment. */
const image = ({ Image, Config }: ReturnType<typeof container>) => ({
  Id: Image,
  RepoTags: [`socle/${text(Config.Labels['socle.role'])}:latest`],
  RepoDigests: [],
  Created: '2026-11-24T09:00:00Z',
  Config: { Env: ['PATH=/usr/bin'] },
})
