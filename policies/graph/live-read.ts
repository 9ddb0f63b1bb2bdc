import { known } from '../value.ts'
import type { Entries } from './graph.ts'
import { isObject } from './plan-json.ts'

/** A member of untyped JSON, at any depth; undefined where the path ends. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  )
}

/** Null lists and maps are the engine's way to say "none". */
export const array = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const pairs = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : [])

export const string = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

export const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

export const entriesOf = (value: unknown): Entries =>
  pairs(value)
    .map(([key, item]) => ({ key: known(key), value: known(string(item)) }))
    .sort((a, b) => (a.key.value < b.key.value ? -1 : 1))
