import { baseAddress, Opaque, type Edge, type Resource, type Tree } from './tree.ts'

/** Resources by address, with the ways to reach one from an unread value or a Docker name. */
export class ResourceIndex {
  readonly resources: readonly Resource[]

  constructor(resources: readonly Resource[]) {
    this.resources = resources
  }

  /** Resources of a type that an unread value comes from, where one expression is behind it; sorted. */
  candidates(tree: Tree | undefined, type: string): Resource[] {
    const [origin, ...others] = tree instanceof Opaque ? tree.origins : []
    return origin && others.length === 0 ? this.behind(origin, type) : []
  }

  /** Resources of a type that the edges of one expression lead to; sorted. */
  behind(origin: readonly Edge[], type: string): Resource[] {
    return [...new Set(origin.flatMap(({ address }) => this.at(address, type)))].sort(byAddress)
  }

  /** The resource, or every instance of it when the address has no instance key. */
  at(address: string, type: string): Resource[] {
    const exact = this.resources.filter((resource) => resource.address === address)
    const found =
      exact.length > 0
        ? exact
        : this.resources.filter((resource) => baseAddress(resource.address) === address)
    return found.filter((resource) => resource.type === type)
  }

  /** The resource of a type that bears a Docker name or id. */
  named(name: string, type: string): Resource | undefined {
    return this.resources.find(
      (resource) => resource.type === type && (resource.body['name'] === name || resource.ids.includes(name)),
    )
  }
}

export const byAddress = (a: Resource, b: Resource): number =>
  a.address < b.address ? -1 : a.address > b.address ? 1 : 0
