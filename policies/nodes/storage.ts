import type { ContainerNode, Graph, Mount } from '../graph/graph.ts'
import { roleOf } from '../topology/reachability.ts'
import { and, any, equals, not, or, test, valueOr, type Truth } from '../value.ts'

/** The name the engine gives to a volume that nobody named, or none: it belongs to its container alone. */
export const isAnonymous = (name: string): boolean => name === '' || /^[0-9a-f]{64}$/.test(name)

/** Where images of our own write what they say, for the collector to read: no data that a backup restores. */
const OUTPUT = '/logs'

export const isVolume = ({ type }: Mount): Truth => equals(type, 'volume')

/** A volume without a name: the provider deletes it with its container, unless `remove_volumes` is false. */
export const isAnonymousVolume = (mount: Mount): Truth =>
  and(isVolume(mount), test(mount.source, isAnonymous))

const isWritten = ({ readOnly }: Mount): Truth => not(readOnly)

/** Written to outside the container: a volume of any kind, or a folder of the host. */
export const isWrittenStorage = (mount: Mount): Truth =>
  and(or(isVolume(mount), equals(mount.type, 'bind')), isWritten(mount))

/** Data that outlives the container and that somebody would miss: a named volume that it writes to. */
export const isWrittenData = (mount: Mount): Truth =>
  and(
    isVolume(mount),
    isWritten(mount),
    test(mount.source, (name) => !isAnonymous(name)),
    test(mount.target, (path) => path !== OUTPUT),
  )

/** By mount point: the engine gives mounts back in any order, and a finding has to read the same at every level. */
export const inOrder = (mounts: readonly Mount[]): Mount[] =>
  [...mounts].sort((a, b) => (valueOr(a.target, '?') < valueOr(b.target, '?') ? -1 : 1))

export const someMount = ({ mounts }: Pick<ContainerNode, 'mounts'>, holds: (mount: Mount) => Truth): Truth =>
  any(mounts.map(holds))

/** `demo-db-data:/var/lib/postgresql/data`, of every mount that may be one, sorted; `none` without any. */
export const namesOf = (
  { mounts }: Pick<ContainerNode, 'mounts'>,
  holds: (mount: Mount) => Truth = () => ({ kind: 'known', value: true }),
): string =>
  mounts
    .filter((mount) => valueOr(holds(mount), true))
    .map(nameOf)
    .sort()
    .join(', ') || 'none'

const nameOf = ({ source, type, target }: Mount): string => {
  const named = valueOr(source, '?')
  const from =
    named !== '' && !isAnonymous(named)
      ? named
      : valueOr(type, '?') === 'volume'
        ? 'anonymous'
        : valueOr(type, '?')
  return `${from}:${valueOr(target, '?')}`
}

export type Mounted = Mount & { readonly role: string }

/** Mounts by the address of their volume, read once for the whole graph. */
export function mountedBy({ containers }: Graph): ReadonlyMap<string, readonly Mounted[]> {
  const found = new Map<string, Mounted[]>()
  for (const node of containers)
    for (const mount of node.mounts)
      if (mount.volume !== undefined)
        found.set(mount.volume, [...(found.get(mount.volume) ?? []), { ...mount, role: roleOf(node) }])
  return found
}
