import { byDefault, isUnknown, map, unknown, valueOr, type Val } from '../value.ts'
import { resolveAll } from './attachments.ts'
import type { ContainerNode, Mount } from './graph.ts'
import { canonicalHostPath, canonicalTarget, isHostPath } from './host-path.ts'
import { boundPath, volumeName } from './other-nodes.ts'
import type { ResourceIndex } from './resource-index.ts'
import { block, blocks, entries, flag, Opaque, text, within, type Body, type Resource } from './tree.ts'

/** Both syntaxes, `mounts` and `volumes`, as one list; mounts of other containers come with `inheritMounts`. */
export function ownMounts(resource: Resource, index: ResourceIndex): Mount[] {
  const written = blocks(resource.body, 'mounts').map((item) => longForm(item))
  const short = blocks(resource.body, 'volumes')
    .filter((item) => !inherits(item))
    .map((item) => shortForm(item))
  const all = [...written, ...short]
  const volumes = all.filter(({ mount }) => valueOr(mount.type, 'volume') === 'volume')
  const followed = resolveAll(
    volumes.map(({ tree, mount }) => ({ tree, value: mount.source })),
    'docker_volume',
    index,
  )
  return all.map((one) => {
    const position = volumes.indexOf(one)
    return position < 0 ? one.mount : onVolume(one.mount, followed[position], index)
  })
}

interface Written {
  readonly mount: Mount
  /** Where the source was read, to follow it. */
  readonly tree: Body[string]
}

function longForm(item: Body | Opaque): Written {
  const type = within(item, 'mounts.type', (body) => text(body, 'type'))
  const source = within(item, 'mounts.source', (body) => text(body, 'source'))
  const options = item instanceof Opaque ? {} : block(item, 'volume_options')
  const inline =
    options instanceof Opaque
      ? unknown(options.why, 'volume_options')
      : boundPath(entries(options, 'driver_options'))
  return {
    tree: item instanceof Opaque ? item : item['source'],
    mount: {
      type,
      source: isBind(type) ? map(source, canonicalHostPath) : source,
      hostPath: isBind(type) ? map(source, canonicalHostPath) : isUnknown(type) ? type : inline,
      target: within(item, 'mounts.target', (body) => map(text(body, 'target'), canonicalTarget)),
      readOnly: within(item, 'mounts.read_only', (body) => flag(body, 'read_only', false)),
      propagation: propagation(item),
    },
  }
}

const propagation = (item: Body | Opaque): Val<string> =>
  within(item, 'mounts.bind_options', (body) =>
    within(block(body, 'bind_options'), 'mounts.bind_options.propagation', (options) =>
      text(options, 'propagation'),
    ),
  )

const isBind = (type: Val<string>): boolean => ['bind', 'npipe'].includes(valueOr(type, ''))

/** `volumes`: a host path, a named volume, or neither: an anonymous one. */
function shortForm(item: Body | Opaque): Written {
  const name = within(item, 'volumes.volume_name', (body) => text(body, 'volume_name'))
  const host = hostOf(item, name)
  return {
    tree: item instanceof Opaque ? item : item['volume_name'],
    mount: {
      type: map(host, (path) => (path ? 'bind' : 'volume')),
      source: valueOr(host, '') ? host : name,
      hostPath: host,
      target: within(item, 'volumes.container_path', (body) =>
        map(text(body, 'container_path'), canonicalTarget),
      ),
      readOnly: within(item, 'volumes.read_only', (body) => flag(body, 'read_only', false)),
      propagation: byDefault(''),
    },
  }
}

/** The provider hands the name to the engine before the host path, and a path in its place is one of the host. */
function hostOf(item: Body | Opaque, name: Val<string>): Val<string> {
  if (valueOr(name, '')) return map(name, (path) => (isHostPath(path) ? canonicalHostPath(path) : ''))
  return within(item, 'volumes.host_path', (body) =>
    map(text(body, 'host_path'), (path) => (path ? canonicalHostPath(path) : '')),
  )
}

function onVolume(mount: Mount, found: Val<string> | undefined, index: ResourceIndex): Mount {
  const volume = found && !isUnknown(found) ? index.at(found.value, 'docker_volume')[0] : undefined
  if (!volume) return unfollowed(mount)
  const name = volumeName(volume)
  const bound = boundPath(entries(volume.body, 'driver_opts'))
  return {
    ...mount,
    source: name,
    hostPath: valueOr(mount.hostPath, '') ? mount.hostPath : bound,
    volume: volume.address,
  }
}

/** Without a name that can be read, it may be a volume whose driver shows a folder of the host. */
const unfollowed = (mount: Mount): Mount =>
  isUnknown(mount.source) && valueOr(mount.hostPath, '?') === ''
    ? { ...mount, hostPath: mount.source }
    : mount

/** Terraform writes the attribute empty in the plan of every `volumes` block that does not use it. */
const inherits = (item: Body | Opaque): boolean =>
  !(item instanceof Opaque) && (item['from_container'] ?? '') !== ''

interface Holder {
  readonly node: ContainerNode
  /** Addresses of those whose mounts it takes; null for one that cannot be followed. */
  readonly from: readonly (string | null)[]
}

/**
 * The node of each container, with the mounts of those it names in `volumes.from_container`, through any number of
 * steps.
 */
export function inheritMounts(
  resources: readonly Resource[],
  index: ResourceIndex,
  nodeOf: (resource: Resource) => ContainerNode,
): ContainerNode[] {
  const holders = resources.map((resource): Holder => ({
    node: nodeOf(resource),
    from: sources(resource.body, index),
  }))
  const byAddress = new Map(holders.map((holder) => [holder.node.address, holder]))
  return holders.map(({ node, from }) => ({
    ...node,
    mounts: [...node.mounts, ...inherited(node.address, from, byAddress)],
  }))
}

/** Mounts that come from others, those of each once however many ways lead to it. */
function inherited(own: string, from: Holder['from'], holders: ReadonlyMap<string, Holder>): Mount[] {
  const seen = new Set([own])
  const mounts: Mount[] = []
  const pending = from.map((address) => ({ address, through: address })).reverse()
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { address, through } = next
    const taken = through === null ? {} : { inheritedFrom: through }
    if (address === null) mounts.push({ ...unreadMount(), ...taken })
    if (address === null || seen.has(address)) continue
    seen.add(address)
    const holder = holders.get(address)
    mounts.push(...(holder?.node.mounts ?? []).map((mount) => ({ ...mount, ...taken })))
    pending.push(...(holder?.from ?? []).map((further) => ({ address: further, through })).reverse())
  }
  return mounts
}

/** Addresses of the containers whose mounts are taken; null for one that cannot be followed. */
function sources(body: Body, index: ResourceIndex): (string | null)[] {
  return blocks(body, 'volumes')
    .filter(inherits)
    .map((item) => {
      const tree = item instanceof Opaque ? item : item['from_container']
      const candidates = index.candidates(tree, 'docker_container')
      if (candidates.length > 0) return candidates.length === 1 ? (candidates[0]?.address ?? null) : null
      const name = typeof tree === 'string' ? tree.replace(/:(ro|rw)$/, '') : ''
      return index.named(name, 'docker_container')?.address ?? null
    })
}

const unreadMount = (): Mount => {
  const unread = unknown('reference', 'volumes.from_container')
  return {
    type: unread,
    source: unread,
    hostPath: unread,
    target: unread,
    readOnly: unread,
    propagation: unread,
  }
}
