import { byDefault, isUnknown, known, map, unknown, valueOr, type Val } from '../value.ts'
import type { Attachment, List } from './graph.ts'
import type { ResourceIndex } from './resource-index.ts'
import { blocks, list, Opaque, text, within, type Body, type Resource } from './tree.ts'

/** Modes of `network_mode` that name no network of their own. */
const MODES = ['', 'default', 'bridge', 'host', 'none']

/** Networks of a container: `networks_advanced`, and a `network_mode` that names one. */
export function attachments(resource: Resource, index: ResourceIndex): Attachment[] {
  const written = blocks(resource.body, 'networks_advanced')
  const targets = resolveAll(written.map(target), 'docker_network', index)
  const listed = written.map((item, position) => ({
    network: targets[position] ?? unknown('reference', 'networks_advanced.name'),
    aliases: sorted(aliasesOf(item)),
  }))
  return [...listed, ...modeAttachment(resource, index, listed)]
}

function modeAttachment(
  resource: Resource,
  index: ResourceIndex,
  listed: readonly Attachment[],
): Attachment[] {
  const tree = resource.body['network_mode']
  const [network] = resolveAll(
    [{ tree, value: text(resource.body, 'network_mode') }],
    'docker_network',
    index,
  )
  if (!network || isUnknown(network)) return network ? [{ network, aliases: [] }] : []
  const own = !MODES.includes(network.value) && !network.value.startsWith('container:')
  return own && !listed.some((other) => valueOr(other.network, '') === network.value)
    ? [{ network, aliases: [] }]
    : []
}

interface Target {
  readonly tree: Body[string]
  readonly value: Val<string>
}

const target = (item: Body | Opaque): Target => ({
  tree: item instanceof Opaque ? item : item['name'],
  value: within(item, 'networks_advanced.name', (body) => text(body, 'name')),
})

const aliasesOf = (item: Body | Opaque): List =>
  item instanceof Opaque ? [unknown(item.why, 'networks_advanced.aliases')] : list(item, 'aliases')

export const sorted = (names: List): List =>
  [...names].sort((a, b) => (valueOr(a, '') < valueOr(b, '') ? -1 : valueOr(a, '') > valueOr(b, '') ? 1 : 0))

/**
 * Follows names and references to addresses. The blocks of a plan are a set, so that an unread element of it may
 * come from any written block that no other element explains: it is followed only where that leaves no choice.
 */
export function resolveAll(targets: readonly Target[], type: string, index: ResourceIndex): Val<string>[] {
  const first = targets.map((target) => resolveOne(target, type, index))
  const doubtful = targets.filter((_, position) => isUnknown(first[position] ?? NOTHING))
  const [one] = doubtful
  const taken = first.map((found) => valueOr(found, '')).filter(Boolean)
  const left = (one?.tree instanceof Opaque ? one.tree.origins : [])
    .map((origin) => index.behind(origin, type))
    .map((found) => (found.length === 1 ? found[0]?.address : undefined))
    .filter((address) => address === undefined || !taken.includes(address))
    .sort()
  if (left.length !== doubtful.length) return first
  return first.map((found) => {
    const address = isUnknown(found) ? left.shift() : undefined
    return address === undefined ? found : known(address)
  })
}

const NOTHING = byDefault('')

function resolveOne({ tree, value }: Target, type: string, index: ResourceIndex): Val<string> {
  const candidates = index.candidates(tree, type)
  if (candidates.length === 1) return known(candidates[0]?.address ?? '')
  return map(value, (name) => index.named(name, type)?.address ?? name)
}
