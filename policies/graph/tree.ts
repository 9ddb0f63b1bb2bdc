import { byDefault, isUnknown, known, unknown, type UnknownReason, type Val } from '../value.ts'
import type { Entries, List } from './graph.ts'

/** Terraform values in which what cannot be read has become an `Opaque`. */
export type Tree = null | boolean | number | string | Opaque | Assumed | readonly Tree[] | Body

export interface Body {
  readonly [attribute: string]: Tree | undefined
}

/** Resources that an unread value comes from, so that a builder may follow them. */
export interface Edge {
  /** Address, perhaps without its instance key. */
  readonly address: string
  readonly attribute: string
}

export class Opaque {
  readonly why: UnknownReason
  readonly about: string
  /**
   * What may be behind it, as edges of one expression each. There are several for an element of a set, which may
   * come from any of the blocks that are written.
   */
  readonly origins: readonly (readonly Edge[])[]

  constructor(why: UnknownReason, about: string, ...origins: readonly (readonly Edge[])[]) {
    this.why = why
    this.about = about
    this.origins = origins
  }
}

/** What nobody wrote and whoever runs the file applies, where it is not what the provider would. */
export class Assumed {
  readonly value: string | number | boolean

  constructor(value: string | number | boolean) {
    this.value = value
  }
}

/** A Terraform resource at its last stage before the graph, the same from a configuration and from a plan. */
export interface Resource {
  /** `docker_container.app[0]`, `data.docker_image.app`, `module.a.docker_volume.data`. */
  readonly address: string
  readonly type: string
  readonly stack: string
  readonly where?: string
  readonly body: Body
  /** Ids under which others may name it, where they are known. */
  readonly ids: readonly string[]
  /** Where attributes come from even though their value is known. */
  readonly edges: Readonly<Record<string, readonly Edge[]>>
  /** Attributes that somebody wrote, sorted; see `writtenIn`. */
  readonly written?: readonly string[]
}

export const isBody = (tree: Tree | undefined): tree is Body =>
  typeof tree === 'object' &&
  tree !== null &&
  !Array.isArray(tree) &&
  !(tree instanceof Opaque) &&
  !(tree instanceof Assumed)

function leaf<T>(
  tree: Tree | undefined,
  about: string,
  fallback: T,
  parse: (tree: Tree) => T | undefined,
): Val<T> {
  if (tree === undefined || tree === null) return byDefault(fallback)
  if (tree instanceof Opaque) return unknown(tree.why, about)
  const assumed = tree instanceof Assumed
  const value = parse(assumed ? tree.value : tree)
  if (value === undefined) return unknown('reference', about)
  return assumed ? byDefault(value) : known(value)
}

const scalar = (tree: Tree): string | undefined =>
  typeof tree === 'string' || typeof tree === 'number' || typeof tree === 'boolean' ? String(tree) : undefined

export const text = (body: Body, key: string, fallback = ''): Val<string> =>
  leaf(body[key], key, fallback, scalar)

export const flag = (body: Body, key: string, fallback: boolean): Val<boolean> =>
  leaf(body[key], key, fallback, (tree) => {
    if (typeof tree === 'boolean') return tree
    return tree === 'true' ? true : tree === 'false' ? false : undefined
  })

export const number = (body: Body, key: string, fallback: number): Val<number> =>
  leaf(body[key], key, fallback, (tree) => {
    const value = typeof tree === 'string' && tree.trim() !== '' ? Number(tree) : tree
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  })

export function list(body: Body, key: string): List {
  const tree = body[key]
  if (tree === undefined || tree === null) return []
  if (Array.isArray(tree)) return (tree as readonly Tree[]).map((item) => leaf(item, key, '', scalar))
  return [leaf(tree, key, '', scalar)]
}

/** A map of strings, written as a map or as `{ label, value }` blocks; by key, since neither has an order. */
export function entries(body: Body, key: string): Entries {
  const tree = body[key]
  const written: Entries =
    isBody(tree) && !('label' in tree)
      ? Object.entries(tree).map(([name, value]) => ({
          key: known(name),
          value: leaf(value, `${key}.${name}`, '', scalar),
        }))
      : blocks(body, key).map((item) =>
          item instanceof Opaque
            ? { key: unknown(item.why, key), value: unknown(item.why, key) }
            : { key: text(item, 'label'), value: text(item, 'value') },
        )
  const nameOf = (entry: Entries[number]) => (isUnknown(entry.key) ? '\uffff' : entry.key.value)
  return [...written].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
}

/** The blocks of one kind; Terraform JSON writes a single one with or without its array. */
export function blocks(body: Body, key: string): readonly (Body | Opaque)[] {
  const tree = body[key]
  if (tree === undefined || tree === null) return []
  const items: readonly Tree[] = Array.isArray(tree) ? (tree as readonly Tree[]) : [tree]
  return items.filter((item): item is Body | Opaque => isBody(item) || item instanceof Opaque)
}

/** The only block of one kind, or nothing. */
export const block = (body: Body, key: string): Body | Opaque => blocks(body, key)[0] ?? {}

/** The only block of one kind in a block that may itself be unread. */
export const blockIn = (item: Body | Opaque, key: string): Body | Opaque =>
  item instanceof Opaque ? item : block(item, key)

/** A member of a block that may itself be unread. */
export const memberIn = (item: Body | Opaque, key: string): Tree | undefined =>
  item instanceof Opaque ? item : item[key]

/** A leaf of a block that may itself be unread; `about` is its whole path. */
export function within<T>(item: Body | Opaque, about: string, read: (body: Body) => Val<T>): Val<T> {
  const found = item instanceof Opaque ? unknown(item.why, about) : read(item)
  return isUnknown(found) ? unknown(found.why, about) : found
}
