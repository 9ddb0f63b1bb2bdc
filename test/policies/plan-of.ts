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
  ],
  docker_network: ['id', 'driver', 'internal'],
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

const BLOCKS = [
  'capabilities',
  'networks_advanced',
  'mounts',
  'volumes',
  'ports',
  'healthcheck',
  'labels',
  'upload',
]

/** Blocks are lists in a plan, however they are written. */
const blocked = (key: string, value: unknown): unknown =>
  BLOCKS.includes(key) && !Array.isArray(value) && typeof value === 'object' && value !== null
    ? [value]
    : value

interface Split {
  readonly after: unknown
  readonly unknown: unknown
}

function known(value: unknown, json: Json): Split {
  if (typeof value === 'string') return reference(value, json)
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => known(item, json))
    return { after: items.map(({ after }) => after ?? null), unknown: items.map(({ unknown }) => unknown) }
  }
  if (typeof value !== 'object' || value === null) return { after: value, unknown: false }
  const entries = Object.entries(value).map(([key, item]) => [key, known(item, json)] as const)
  return {
    after: Object.fromEntries(
      entries.filter(([, { after }]) => after !== undefined).map(([key, { after }]) => [key, after]),
    ),
    unknown: Object.fromEntries(entries.map(([key, { unknown }]) => [key, unknown])),
  }
}

/** A name that is written elsewhere is known; an id, and a variable of unknown value, are not. */
function reference(text: string, json: Json): Split {
  const match = /^\$\{(docker_\w+)\.([\w-]+)\.(\w+)\}$/.exec(text)
  if (!match?.[1] || !match[2])
    return text.startsWith('${') ? { after: undefined, unknown: true } : { after: text, unknown: false }
  const target = (json['resource'] as Readonly<Record<string, Readonly<Record<string, Json>>>>)[match[1]]?.[
    match[2]
  ]
  const found = match[3] === 'name' ? target?.['name'] : undefined
  return typeof found === 'string' ? { after: found, unknown: false } : { after: undefined, unknown: true }
}

function expressions(value: unknown): unknown {
  const body = value as Json
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [
        key,
        BLOCKS.includes(key) ? (blocked(key, item) as unknown[]).map(expressions) : expression(item),
      ]),
  )
}

function expression(value: unknown): Json {
  const found = /^\$\{([^}]*)\}$/.exec(typeof value === 'string' ? value : '')?.[1]
  return found === undefined
    ? { constant_value: value }
    : { constant_value: value, references: [found, found.split('.').slice(0, 2).join('.')] }
}
