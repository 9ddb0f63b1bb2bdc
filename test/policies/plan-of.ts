/**
 * The plan that Terraform would show for this configuration on an empty host: defaults of the provider written out,
 * what the daemon gives unread, references in `configuration`. Its shape was checked against Terraform 1.11.4 (see
 * the fixtures); here it lets a property run over many sites.
 */
type Json = Readonly<Record<string, unknown>>

const DEFAULTS: Readonly<Record<string, Json>> = {
  docker_container: {
    network_mode: 'bridge',
    read_only: false,
    remove_volumes: true,
    must_run: true,
    restart: 'no',
    privileged: null,
  },
  docker_network: {},
  docker_volume: {},
  docker_image: {},
}

const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  docker_container: [
    'id',
    'security_opts',
    'env',
    'command',
    'entrypoint',
    'healthcheck',
    'ipc_mode',
    'log_driver',
    'labels',
    'image',
    'init',
    'runtime',
    'shm_size',
    'stop_signal',
    'stop_timeout',
    'network_data',
  ],
  docker_network: ['id', 'driver', 'internal', 'ipam_config', 'options', 'scope'],
  docker_volume: ['id', 'driver', 'mountpoint', 'name'],
  docker_image: ['id', 'image_id', 'repo_digest'],
}

export function planOf(json: Json): Json {
  const resources = Object.entries(
    json['resource'] as Readonly<Record<string, Readonly<Record<string, Json>>>>,
  ).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ address: `${type}.${name}`, type, name, body })),
  )
  return {
    format_version: '1.2',
    resource_changes: resources.map(({ address, type, name, body }) => ({
      address,
      mode: 'managed',
      type,
      name,
      change: creation(type, body, json),
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ address, type, name, body }) => ({
          address,
          mode: 'managed',
          type,
          name,
          expressions: expressions(body),
        })),
      },
    },
  }
}

function creation(type: string, body: Json, json: Json): Json {
  const written = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const unread = (COMPUTED[type] ?? []).filter((key) => written[key] === undefined)
  const split = Object.entries({ ...DEFAULTS[type], ...written }).map(
    ([key, value]) => [key, known(blocked(key, value), json)] as const,
  )
  return {
    actions: ['create'],
    before: null,
    after: Object.fromEntries(
      split.filter(([, { after }]) => after !== undefined).map(([key, { after }]) => [key, after]),
    ),
    after_unknown: Object.fromEntries([
      ...split.map(([key, { unknown }]) => [key, unknown] as const),
      ...unread.map((key) => [key, true] as const),
    ]),
  }
}

/** What Terraform writes in a block for what nobody wrote there. */
const BLOCKS: Readonly<Record<string, Json>> = {
  bind_options: { propagation: '' },
  capabilities: { add: [], drop: [] },
  devices: { container_path: '', permissions: 'rwm' },
  healthcheck: { interval: '0s', retries: 0, start_interval: '0s', start_period: '0s', timeout: '0s' },
  host: {},
  ipam_config: { aux_address: null, gateway: '', ip_range: '' },
  labels: {},
  mounts: { bind_options: [], read_only: null, source: '', tmpfs_options: [], volume_options: [] },
  networks_advanced: { aliases: [], driver_opts: [], ipv4_address: '', link_local_ips: [], mac_address: '' },
  ports: { ip: '0.0.0.0', protocol: 'tcp' },
  ulimit: {},
  upload: { content: '', content_base64: '', executable: false, permissions: '', source: '' },
  volume_options: { driver_name: '', driver_options: null, labels: [], no_copy: null, subpath: '' },
  volumes: {
    container_path: '',
    from_container: '',
    host_path: '',
    read_only: null,
    selinux_relabel: '',
    volume_name: '',
  },
}

/** Blocks are lists in a plan, however they are written, with every attribute of theirs. */
function blocked(key: string, value: unknown): unknown {
  const unwritten = Object.hasOwn(BLOCKS, key) ? BLOCKS[key] : undefined
  const isMap = key === 'labels' && isObject(value) && !('label' in value)
  if (unwritten === undefined || isMap) return value
  const blocks = isObject(value) ? [value] : value
  return Array.isArray(blocks)
    ? blocks.map((block: unknown) => (isObject(block) ? { ...unwritten, ...nested(block) } : block))
    : blocks
}

const nested = (block: Json): Json =>
  Object.fromEntries(Object.entries(block).map(([key, value]) => [key, blocked(key, value)]))

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Split {
  readonly after: unknown
  readonly unknown: unknown
}

const UNREAD: Split = { after: undefined, unknown: true }

/** Blocks are unread attribute by attribute; a list, set or map of plain values is so as soon as one of them is. */
function known(value: unknown, json: Json): Split {
  if (typeof value === 'string') return reference(value, json)
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => (isObject(item) ? ofBlock(item, json) : known(item, json)))
    if (items.some(({ unknown }) => unknown === true)) return UNREAD
    return { after: items.map(({ after }) => after ?? null), unknown: items.map(({ unknown }) => unknown) }
  }
  if (!isObject(value)) return { after: value, unknown: false }
  const map = ofBlock(value, json)
  return Object.values(map.unknown as Json).some((item) => item === true) ? UNREAD : map
}

function ofBlock(block: Json, json: Json): Split {
  const entries = Object.entries(block).map(([key, item]) => [key, known(item, json)] as const)
  return {
    after: Object.fromEntries(
      entries.filter(([, { after }]) => after !== undefined).map(([key, { after }]) => [key, after]),
    ),
    unknown: Object.fromEntries(entries.map(([key, { unknown }]) => [key, unknown])),
  }
}

/** A name that is written elsewhere is known; an id, and a variable of unknown value, are not. */
function reference(text: string, json: Json): Split {
  if (!text.includes('${')) return { after: text, unknown: false }
  const match = /^\$\{(docker_\w+)\.([\w-]+)\.name\}$/.exec(text)
  const resources = json['resource'] as Readonly<Record<string, Readonly<Record<string, Json>>>>
  const found = resources[match?.[1] ?? '']?.[match?.[2] ?? '']?.['name']
  return typeof found === 'string' ? reference(found, json) : UNREAD
}

function expressions(value: unknown): unknown {
  const body = value as Json
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [
        key,
        isObject(item) && Object.hasOwn(BLOCKS, key) ? [expressions(item)] : listed(key, item),
      ]),
  )
}

const listed = (key: string, value: unknown): unknown =>
  Array.isArray(value) && Object.hasOwn(BLOCKS, key) ? value.map(expressions) : expression(value)

/** In JSON syntax a reference keeps the look of a constant, and its references are listed beside it. */
function expression(value: unknown): Json {
  const found = [...JSON.stringify(value).matchAll(/\$\{([^}]*)\}/g)].map(([, path = '']) => path)
  const references = found.flatMap((path) => [path, path.split('.').slice(0, 2).join('.')])
  return { constant_value: value, ...(references.length > 0 ? { references } : {}) }
}
