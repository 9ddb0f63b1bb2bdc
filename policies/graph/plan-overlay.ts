import { isObject } from './plan-json.ts'
import { Opaque, type Edge, type Tree } from './tree.ts'

/** Without a configuration nothing says "not written": what is unread stays in doubt. */
export const DOUBT = Symbol('no configuration')

export interface Layers {
  readonly after: unknown
  readonly unread: unknown
  readonly sensitive: unknown
  readonly expression: unknown
  readonly path: string
  readonly edges: (expression: unknown) => Edge[]
}

/**
 * The value after apply, with what is not known of it. An attribute that is unread only because nobody wrote it
 * (Optional and Computed in the schema) is absent: the daemon's default will be judged.
 */
export function overlay(layers: Layers): Tree | undefined {
  const { after, unread, sensitive, path, edges } = layers
  const all = expressionsOf(layers.expression)
  const expressions = all.filter((one) => one !== undefined)
  if (sensitive === true && after !== undefined && after !== null) return new Opaque('sensitive', path)
  if (unread === true) {
    const open = expressions.filter(isOpen)
    // Where a block of several lacks it and the others write constants, it is this one that lacks it.
    const lacked = expressions.length === 0 || (open.length === 0 && expressions.length < all.length)
    if (layers.expression !== DOUBT && lacked) return undefined
    return new Opaque('computed', path, ...open.map(edges))
  }
  if (Array.isArray(after) || Array.isArray(unread)) return overlayList(layers)
  if (!isObject(after) && !isObject(unread)) return scalarOf(after)
  const keys = new Set([
    ...Object.keys(isObject(after) ? after : {}),
    ...Object.keys(isObject(unread) ? unread : {}),
  ])
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      overlay({
        after: member(after, key),
        unread: member(unread, key),
        sensitive: member(sensitive, key),
        expression: layers.expression === DOUBT ? DOUBT : expressions.map((one) => inner(one, key)),
        path: path === '' ? key : `${path}.${key}`,
        edges,
      }),
    ]),
  )
}

/** What is behind a member of a block or of a map: a map is one expression, which any of its members may come from. */
const inner = (expression: unknown, key: string): unknown =>
  Array.isArray(member(expression, 'references')) ? expression : member(expression, key)

function overlayList(layers: Layers): Tree {
  const after = Array.isArray(layers.after) ? (layers.after as unknown[]) : []
  const unread: unknown[] = Array.isArray(layers.unread) ? layers.unread : []
  const length = Math.max(after.length, unread.length)
  const items = Array.from({ length }, (_, position) =>
    overlay({
      ...layers,
      after: after[position],
      unread: unread[position],
      sensitive: Array.isArray(layers.sensitive) ? (layers.sensitive as unknown[])[position] : undefined,
    }),
  )
  return items.map((item) => item ?? null)
}

/**
 * A constant is never unread: only the other expressions may be behind what is. Configuration in JSON syntax gives
 * its references the look of a constant.
 */
export const isOpen = (expression: unknown): boolean =>
  member(expression, 'constant_value') === undefined || member(expression, 'references') !== undefined

/** Blocks of a set come in no order: each element may come from any of the written blocks. */
const expressionsOf = (expression: unknown): unknown[] =>
  (Array.isArray(expression) ? (expression as unknown[]).flat() : [expression]).filter((one) => one !== DOUBT)

export const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

export const scalarOf = (value: unknown): Tree | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : undefined
