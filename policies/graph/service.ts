import { containerNode } from './container-node.ts'
import { seconds } from './duration.ts'
import type { ContainerNode } from './graph.ts'
import type { ResourceIndex } from './resource-index.ts'
import {
  Assumed,
  blockIn,
  blocks,
  flag,
  isBody,
  memberIn,
  Opaque,
  text,
  within,
  type Body,
  type Resource,
  type Tree,
} from './tree.ts'

/**
 * The tasks of a `docker_service`, in the words of a container. What a service of the provider's 4.x schema cannot
 * ask for (privileges, namespaces, devices) is as the engine gives it: its own, or none.
 */
export function serviceNode(resource: Resource, index: ResourceIndex): ContainerNode {
  const task = blockIn(resource.body, 'task_spec')
  const spec = blockIn(task, 'container_spec')
  return containerNode({ ...resource, body: asContainer(resource.body, task, spec) }, index)
}

type Block = Body | Opaque

function asContainer(body: Body, task: Block, spec: Block): Body {
  const limits = blockIn(blockIn(task, 'resources'), 'limits')
  const logs = blockIn(task, 'log_driver')
  const ports = portsOf(blockIn(body, 'endpoint_spec'))
  return {
    name: body['name'],
    image: memberIn(spec, 'image'),
    user: memberIn(spec, 'user'),
    read_only: memberIn(spec, 'read_only'),
    capabilities: { add: memberIn(spec, 'cap_add'), drop: memberIn(spec, 'cap_drop') },
    security_opts: selinux(blockIn(blockIn(spec, 'privileges'), 'se_linux_context')),
    memory: scaled(memberIn(limits, 'memory_bytes'), 2 ** 20),
    cpus: scaled(memberIn(limits, 'nano_cpus'), 1e9),
    networks_advanced: [...blocksIn(task, 'networks_advanced').map(attached), ...ports.flatMap(ingress)],
    ports: ports.map(published),
    mounts: memberIn(spec, 'mounts'),
    log_driver: memberIn(logs, 'name'),
    log_opts: memberIn(logs, 'options'),
    restart: restart(blockIn(task, 'restart_policy')),
    env: pairs(memberIn(spec, 'env')),
    labels: [...blocksIn(spec, 'labels'), ...blocks(body, 'labels')],
    healthcheck: memberIn(spec, 'healthcheck'),
    // The engine calls the words of the entrypoint a command, and those of the command arguments.
    entrypoint: memberIn(spec, 'command'),
    command: memberIn(spec, 'args'),
    sysctls: memberIn(spec, 'sysctl'),
    group_add: memberIn(spec, 'groups'),
    dns: memberIn(blockIn(spec, 'dns_config'), 'nameservers'),
    destroy_grace_seconds: grace(memberIn(spec, 'stop_grace_period')),
  }
}

const blocksIn = (item: Block, key: string): readonly Block[] =>
  item instanceof Opaque ? [item] : blocks(item, key)

function selinux(context: Block): Tree {
  if (context instanceof Opaque) return [context]
  const disabled = flag(context, 'disable', false)
  if (disabled.kind === 'unknown') return [new Opaque(disabled.why, disabled.about)]
  const parts = ['user', 'role', 'type', 'level'].flatMap((part) => {
    const value = context[part]
    return typeof value === 'string' && value !== '' ? [`label=${part}:${value}`] : []
  })
  return disabled.value ? ['label=disable'] : parts
}

/** A number in another unit; what is no number stays as it is, for its reader to doubt. */
function scaled(tree: Tree | undefined, unit: number): Tree | undefined {
  const value = typeof tree === 'string' && tree.trim() !== '' ? Number(tree) : tree
  return typeof value === 'number' && Number.isFinite(value) ? value / unit : tree
}

/** By `id`, else by `name`, as the provider chooses; a plan shows the one that is not written as empty. */
const attached = (network: Block): Tree =>
  network instanceof Opaque
    ? network
    : { ...network, name: (network['id'] ?? '') === '' ? network['name'] : network['id'] }

const portsOf = (endpoint: Block): readonly Block[] => blocksIn(endpoint, 'ports')

/** Every task that publishes through the swarm's routing mesh is on its network, with all the others that do. */
function ingress(port: Block): Tree[] {
  const mode = within(port, 'publish_mode', (body) => text(body, 'publish_mode', 'ingress'))
  if (mode.kind === 'unknown') return [new Opaque(mode.why, mode.about)]
  return mode.value === 'ingress' ? [{ name: 'ingress' }] : []
}

/** On every address of the node, and with the mesh of every node. */
const published = (port: Block): Tree =>
  port instanceof Opaque
    ? port
    : { internal: port['target_port'], external: port['published_port'], protocol: port['protocol'] }

/** A map of variables as `KEY=value`, by key. */
function pairs(tree: Tree | undefined): Tree | undefined {
  if (!isBody(tree)) return tree
  return Object.entries(tree)
    .sort(byKey)
    .map(([key, value]) => {
      if (value instanceof Opaque) return value
      return `${key}=${typeof value === 'object' ? '' : (value ?? '')}`
    })
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

/** Conditions of a swarm in the words of an engine, which tries again by default. */
function restart(policy: Block): Tree {
  const condition = memberIn(policy, 'condition') ?? ''
  if (condition === '') return new Assumed('always')
  return condition === 'any' ? 'always' : condition === 'none' ? 'no' : condition
}

/** What is not written the provider leaves to the engines of the swarm. */
function grace(period: Tree | undefined): Tree {
  const written = period ?? ''
  if (typeof written !== 'string') return written
  return seconds(written) ?? new Opaque('not-collected', 'stop_grace_period')
}
