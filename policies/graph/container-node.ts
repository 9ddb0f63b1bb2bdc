import { isUnknown, known, map, unknown, valueOr, type Val } from '../value.ts'
import { attachments } from './attachments.ts'
import { entry, type ContainerNode, type Entries, type List, type Port } from './graph.ts'
import { ownMounts } from './mounts.ts'
import { place } from './other-nodes.ts'
import type { ResourceIndex } from './resource-index.ts'
import {
  block,
  blocks,
  entries,
  flag,
  list,
  number,
  Opaque,
  text,
  within,
  type Body,
  type Resource,
} from './tree.ts'

/** Declared intent: the provider has no attribute for it, `apply` sets it over the Docker API. */
const PIDS_LABEL = 'socle.pids-limit'

/**
 * A `docker_container` with the defaults of the provider's 4.x schema. `uts_mode` does not exist there, so that a
 * container it creates always has its own; nor does `pids_limit`, which may be set later by other means. A Compose
 * file has both.
 */
export function containerNode(resource: Resource, index: ResourceIndex): ContainerNode {
  const { body } = resource
  const labels = entries(body, 'labels')
  return {
    ...place(resource),
    name: text(body, 'name'),
    image: imageOf(resource, index),
    user: text(body, 'user'),
    privileged: flag(body, 'privileged', false),
    readOnly: flag(body, 'read_only', false),
    capAdd: capabilities(body, 'add'),
    capDrop: capabilities(body, 'drop'),
    securityOpts: list(body, 'security_opts'),
    memory: number(body, 'memory', 0),
    memorySwap: number(body, 'memory_swap', 0),
    cpus: cpus(body),
    cgroupParent: text(body, 'cgroup_parent'),
    pidsLimit: body['pids_limit'] === undefined ? declaredPids(labels) : number(body, 'pids_limit', 0),
    networkMode: map(text(body, 'network_mode', 'bridge'), (mode) => joined(mode, index)),
    networks: attachments(resource, index),
    ports: blocks(body, 'ports').map(port),
    publishAllPorts: flag(body, 'publish_all_ports', false),
    mounts: ownMounts(resource, index),
    devices: devices(body),
    tmpfs: entries(body, 'tmpfs'),
    pidMode: map(text(body, 'pid_mode'), (mode) => joined(mode, index)),
    ipcMode: map(text(body, 'ipc_mode'), (mode) => joined(mode, index)),
    utsMode: text(body, 'uts_mode'),
    usernsMode: text(body, 'userns_mode'),
    logDriver: text(body, 'log_driver', 'json-file'),
    logOpts: entries(body, 'log_opts'),
    restart: text(body, 'restart', 'no'),
    env: list(body, 'env'),
    labels,
    healthcheck: listWithin(block(body, 'healthcheck'), 'test'),
    command: list(body, 'command'),
    entrypoint: list(body, 'entrypoint'),
    uploads: blocks(body, 'upload').map((item) => ({
      file: within(item, 'upload.file', (upload) => text(upload, 'file')),
      content: within(item, 'upload.content', uploaded),
    })),
    removeVolumes: flag(body, 'remove_volumes', true),
    mustRun: flag(body, 'must_run', true),
    destroyGrace: number(body, 'destroy_grace_seconds', 0),
    sysctls: entries(body, 'sysctls'),
    groupAdd: list(body, 'group_add'),
    cgroupnsMode: text(body, 'cgroupns_mode'),
    dns: list(body, 'dns'),
  }
}

/** The declared name is judged even where the plan knows the id behind it: a tag moves. */
function imageOf(resource: Resource, index: ResourceIndex): Val<string> {
  const edges = resource.edges['image'] ?? []
  const tree = edges.length > 0 ? new Opaque('reference', 'image', edges) : resource.body['image']
  return agreedName(index.candidates(tree, 'docker_image'), index) ?? text(resource.body, 'image')
}

/** The name that images agree on; each may itself be named after what a registry was asked for. */
function agreedName(images: readonly Resource[], index: ResourceIndex): Val<string> | undefined {
  const names = images.map(({ body }) => {
    const name = text(body, 'name')
    const [asked, ...others] = isUnknown(name) ? index.candidates(body['name'], 'docker_registry_image') : []
    return asked && others.length === 0 ? text(asked.body, 'name') : name
  })
  const [first] = names
  const agreed = first && names.every((name) => !isUnknown(name) && name.value === valueOr(first, undefined))
  return agreed ? first : undefined
}

/** By path, and those that are asked of a driver by number or by name. */
function devices(body: Body): List {
  const gpus = text(body, 'gpus')
  return [
    ...blocks(body, 'devices').map((item) => within(item, 'devices', (device) => text(device, 'host_path'))),
    ...(valueOr(gpus, '?') === '' ? [] : [map(gpus, (asked) => `gpus=${asked}`)]),
    ...blocks(body, 'device_requests').map((item) => within(item, 'device_requests', requested)),
  ]
}

function requested(body: Body): Val<string> {
  const [driver, count, ids] = [text(body, 'driver'), number(body, 'count', 0), list(body, 'device_ids')]
  const doubt = [driver, count, ...ids].find(isUnknown)
  return (
    doubt ??
    known(
      deviceRequest(
        valueOr(driver, ''),
        valueOr(count, 0),
        ids.map((id) => valueOr(id, '')),
      ),
    )
  )
}

/** `gpus=all`, `gpus=2`, `gpus=device=0,1`; a name of the Container Device Interface stands for itself. */
export function deviceRequest(driver: string, count: number, ids: readonly string[]): string {
  if (driver === 'cdi') return ids.join(',')
  return `gpus=${ids.length > 0 ? `device=${ids.join(',')}` : count < 0 ? 'all' : count}`
}

const JOIN = 'container:'

/** A namespace of another container, by the name of that one where it is named by its id. */
function joined(mode: string, index: ResourceIndex): string {
  if (!mode.startsWith(JOIN)) return mode
  const target = index.named(mode.slice(JOIN.length), 'docker_container')
  return target ? `${JOIN}${valueOr(text(target.body, 'name'), mode.slice(JOIN.length))}` : mode
}

const capabilities = (body: Body, which: 'add' | 'drop'): List =>
  listWithin(block(body, 'capabilities'), which).map((name) => map(name, capabilityName))

/** One spelling for a capability: upper case, without `CAP_`. */
export const capabilityName = (name: string): string => name.toUpperCase().replace(/^CAP_/, '')

const listWithin = (item: Body | Opaque, key: string): List =>
  item instanceof Opaque ? [unknown(item.why, key)] : list(item, key)

/** Cores: `cpus`, else quota over period (100 ms by default), else 0: no limit. */
function cpus(body: Body): Val<number> {
  const cores = number(body, 'cpus', 0)
  if (isUnknown(cores) || cores.value > 0) return cores
  const quota = number(body, 'cpu_quota', 0)
  const period = number(body, 'cpu_period', 0)
  if (isUnknown(quota)) return quota
  if (quota.value <= 0) return cores
  return map(period, (value) => quota.value / (value > 0 ? value : 100_000))
}

function declaredPids(labels: Entries): Val<number> {
  const label = entry(labels, PIDS_LABEL)
  if (isUnknown(label)) return label
  const limit = Number(label.value)
  return label.kind === 'default' || !Number.isInteger(limit)
    ? unknown('not-collected', 'pids_limit')
    : known(limit)
}

/** Where no address is given, the engine binds all of them; where no port is, it chooses one. */
const port = (item: Body | Opaque): Port => ({
  ip: within(item, 'ports.ip', (body) => text(body, 'ip', '0.0.0.0')),
  external: within(item, 'ports.external', (body) => number(body, 'external', 0)),
  internal: within(item, 'ports.internal', (body) => number(body, 'internal', 0)),
  protocol: within(item, 'ports.protocol', (body) => text(body, 'protocol', 'tcp')),
})

function uploaded(body: Body): Val<string> {
  const plain = text(body, 'content')
  if (isUnknown(plain) || plain.value !== '') return plain
  return map(text(body, 'content_base64'), (encoded) => Buffer.from(encoded, 'base64').toString('utf8'))
}
