import { createHash } from 'node:crypto'

/** JSON with sorted keys: the same data always gives the same text, whatever the order it was built in. */
export function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

/** sha256 (hex) of the canonical JSON. */
export const digestOf = (data: unknown): string =>
  createHash('sha256').update(canonicalJson(data)).digest('hex')
