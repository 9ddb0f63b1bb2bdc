import type { Fault, Path } from './diagnostic.ts'
import { field } from './schema.ts'
import type { Site } from './site.ts'

type DeepPartial<T> = T extends readonly (infer Item)[]
  ? readonly (DeepPartial<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> }
    : T

/** A site of which the parts that the schema refused are left out: what remains is well typed, and may be missing. */
export type Draft = DeepPartial<Site>

/** Removes, in place, what each fault is about, so that cross-checks judge the rest in the same run. */
export function withoutFaults(data: unknown, faults: readonly Fault[]): Draft {
  const root = { data }
  for (const { path, spoils = path } of faults) if (spoils) erase(root, ['data', ...spoils])
  return isMap(root.data) ? root.data : {}
}

function erase(root: unknown, path: Path): void {
  const last = path.at(-1)
  const parent = path.slice(0, -1).reduce<unknown>(field, root)
  if (last === undefined || typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, last))
    return
  // The place is kept: the indexes of a list are addresses, and an entry that is wrong is not an entry that is absent.
  ;(parent as Record<string | number, unknown>)[last] = undefined
}

/** True for a block of keys, as opposed to a list or a value. */
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
