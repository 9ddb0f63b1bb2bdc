import { baseAddress } from './address.ts'
import { groupBy } from './group.ts'
import { Assumed, Opaque, type Edge, type Resource, type Tree } from './tree.ts'

type Groups = ReadonlyMap<string, readonly Resource[]>

/** Resources by address, with the ways to reach one from an unread value or a Docker name. */
export class ResourceIndex {
  private readonly exact: Groups
  private readonly bases: Groups
  private readonly names: ReadonlyMap<string, Resource>

  constructor(resources: readonly Resource[]) {
    const sorted = [...resources].sort(byAddress)
    this.exact = groupBy(sorted, ({ address }) => address)
    this.bases = groupBy(sorted, ({ address }) => baseAddress(address))
    this.names = named(resources)
  }

  /** Resources of a type that an unread value comes from, where one expression is behind it; sorted. */
  candidates(tree: Tree | undefined, ...types: readonly string[]): Resource[] {
    const [origin, ...others] = tree instanceof Opaque ? tree.origins : []
    return origin && others.length === 0 ? this.behind(origin, ...types) : []
  }

  /** Resources of a type that the edges of one expression lead to; sorted. */
  behind(origin: readonly Edge[], ...types: readonly string[]): Resource[] {
    const [only, ...others] = origin
    if (only && others.length === 0) return this.at(only.address, ...types)
    return [...new Set(origin.flatMap(({ address }) => this.at(address, ...types)))].sort(byAddress)
  }

  /** The resource, or every instance that the address may mean where it lacks an instance key; sorted. */
  at(address: string, ...types: readonly string[]): Resource[] {
    const base = baseAddress(address)
    const instances = (): readonly Resource[] => {
      const all = this.bases.get(base) ?? []
      return base === address ? all : all.filter((resource) => mayMean(address, resource.address))
    }
    const found = this.exact.get(address) ?? instances()
    return found.filter(({ type }) => types.includes(type))
  }

  /** The resource of a type that bears a Docker name or id. */
  named(name: string, type: string): Resource | undefined {
    return this.names.get(nameKey(type, name))
  }
}

const nameKey = (type: string, name: string): string => `${type} ${name}`

/** The first to bear a name keeps it. */
function named(resources: readonly Resource[]): Map<string, Resource> {
  const found = new Map<string, Resource>()
  for (const resource of resources) {
    const written = resource.body['name']
    const name = written instanceof Assumed ? written.value : written
    for (const known of [...(typeof name === 'string' ? [name] : []), ...resource.ids]) {
      const key = nameKey(resource.type, known)
      if (!found.has(key)) found.set(key, resource)
    }
  }
  return found
}

const STEP = /([^.[\]"]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g

/** Whether two addresses of one base agree on every instance key that the first has. */
function mayMean(partial: string, instance: string): boolean {
  const keys = (address: string) => [...address.matchAll(STEP)].map(([, , key]) => key)
  const full = keys(instance)
  return keys(partial).every((key, step) => key === undefined || key === full[step])
}

export const byAddress = (a: Resource, b: Resource): number =>
  a.address < b.address ? -1 : a.address > b.address ? 1 : 0
