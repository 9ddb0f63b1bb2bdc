import { mapStrings, plain } from './plain.ts'
import type { TerraformJson } from '../../../stacks/synthesise.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * The site stack's JSON as a Compose file: the same containers, networks, limits and health checks. Only keys that
 * both `docker compose` v2 and `docker-compose` 1.29 read; volumes are the vault's, hence external. The pids limit
 * is not here: as with Terraform, `apply` sets it through the Docker API.
 */
export function renderCompose(site: TerraformJson): Body {
  const containers = Object.entries(resources(site, 'docker_container'))
  const volumes = new Set(containers.flatMap(([, body]) => mounts(body).map(({ source }) => String(source))))
  return {
    services: Object.fromEntries(containers.map(([role, body]) => [role, service(body)])),
    networks: Object.fromEntries(
      Object.entries(resources(site, 'docker_network')).map(([name, body]) => [name, network(body)]),
    ),
    volumes: Object.fromEntries([...volumes].sort().map((name) => [name, { external: true, name }])),
  }
}

export const resources = (json: TerraformJson, type: string): Readonly<Record<string, Body>> =>
  json.resource?.[type] ?? {}

function network(body: Body): Body {
  const [ipam] = body['ipam_config'] as { subnet: string; gateway: string }[]
  return {
    name: body['name'],
    driver: body['driver'],
    internal: body['internal'],
    ...(body['options'] === undefined ? {} : { driver_opts: body['options'] }),
    ipam: { config: [{ subnet: ipam?.subnet, gateway: ipam?.gateway }] },
  }
}

function service(body: Body): Body {
  const described = plain({ ...identity(body), ...confinement(body), ...lifecycle(body) }) as Body
  return { ...escaped(described), ...attachments(body) }
}

function identity(body: Body): Body {
  const labels = (body['labels'] ?? []) as { label: string; value: string }[]
  return {
    container_name: body['name'],
    hostname: body['hostname'],
    image: body['image'],
    ...optional('entrypoint', body['entrypoint']),
    ...optional('command', body['command']),
    user: body['user'],
    working_dir: body['working_dir'],
    environment: body['env'],
    labels: Object.fromEntries(labels.map(({ label, value }) => [label, value])),
  }
}

function confinement(body: Body): Body {
  const { drop, add } = body['capabilities'] as { drop: string[]; add: string[] }
  const limits = (body['ulimit'] ?? []) as { name: string; soft: number; hard: number }[]
  return {
    read_only: body['read_only'],
    init: body['init'],
    privileged: body['privileged'],
    cap_drop: drop,
    ...optional('cap_add', add),
    security_opt: body['security_opts'],
    mem_limit: `${String(body['memory'])}m`,
    memswap_limit: `${String(body['memory_swap'])}m`,
    cpus: Number(body['cpus']),
    shm_size: `${String(body['shm_size'])}m`,
    ipc: body['ipc_mode'],
    ulimits: Object.fromEntries(limits.map(({ name, soft, hard }) => [name, { soft, hard }])),
    tmpfs: Object.entries((body['tmpfs'] ?? {}) as Record<string, string>).map(
      ([path, options]) => `${path}:${options}`,
    ),
    logging: { driver: body['log_driver'], options: body['log_opts'] },
  }
}

function attachments(body: Body): Body {
  const networks = (body['networks_advanced'] ?? []) as { name: string; aliases: string[] }[]
  const ports = (body['ports'] ?? []) as {
    ip: string
    external: number
    internal: number
    protocol: string
  }[]
  return {
    networks: Object.fromEntries(networks.map(({ name, aliases }) => [referenced(name), { aliases }])),
    ports: ports.map(({ ip, external, internal, protocol }) => `${ip}:${external}:${internal}/${protocol}`),
    volumes: mounts(body).map(({ type, source, target, read_only }) => ({ type, source, target, read_only })),
  }
}

function lifecycle(body: Body): Body {
  const health = body['healthcheck'] as {
    test: string[]
    interval: string
    timeout: string
    start_period: string
    retries: number
  }
  return {
    restart: body['restart'],
    stop_signal: body['stop_signal'],
    stop_grace_period: `${String(body['destroy_grace_seconds'])}s`,
    healthcheck: {
      test: health.test,
      interval: health.interval,
      timeout: health.timeout,
      start_period: health.start_period,
      retries: health.retries,
    },
  }
}

interface Mount {
  readonly type: string
  readonly source: string
  readonly target: string
  readonly read_only: boolean
}

const mounts = (body: Body): Mount[] => (body['mounts'] ?? []) as Mount[]

/** `${docker_network.proxy-tryton.id}` → `proxy-tryton`. */
export function referenced(expression: string): string {
  const name = /^\$\{docker_network\.([\w-]+)\.id\}$/.exec(expression)?.[1]
  if (name === undefined) throw new Error(`not a reference to a network: ${expression}`)
  return name
}

const optional = (key: string, list: unknown): Body =>
  Array.isArray(list) && list.length > 0 ? { [key]: list as unknown[] } : {}

/** Compose's own escape: `$` is `$$`. */
const escaped = (body: Body): Body => mapStrings(body, (text) => text.replace(/\$/g, () => '$$')) as Body
