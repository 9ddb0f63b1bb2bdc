import { Opaque, type Tree } from './tree.ts'

/** One instance of a resource: its key (`[0]`, `["a"]`, nothing) and what `count` and `each` are in it. */
export interface Instance {
  readonly key: string
  readonly values: Readonly<Record<string, Tree>>
}

/** Instances that `count` or `for_each` give when they are literals; otherwise one, whose values are unread. */
export function instancesOf(body: Readonly<Record<string, unknown>>): Instance[] {
  const { count, for_each: forEach } = body
  if (count !== undefined) return counted(count)
  if (forEach !== undefined) return repeated(forEach)
  return [{ key: '', values: {} }]
}

function counted(count: unknown): Instance[] {
  const number = typeof count === 'string' && /^\d+$/.test(count) ? Number(count) : count
  if (typeof number !== 'number' || number > 1000) {
    return [{ key: '', values: { 'count.index': new Opaque('reference', 'count.index') } }]
  }
  return Array.from({ length: number }, (_, index) => ({
    key: `[${index}]`,
    values: { 'count.index': index },
  }))
}

function repeated(forEach: unknown): Instance[] {
  if (typeof forEach !== 'object' || forEach === null) {
    const unread = new Opaque('reference', 'for_each')
    return [{ key: '', values: { 'each.key': unread, 'each.value': unread } }]
  }
  return Object.entries(forEach).map(([name, value]) => {
    const key = Array.isArray(forEach) ? String(value) : name
    return { key: `[${JSON.stringify(key)}]`, values: { 'each.key': key, ...flattened('each.value', value) } }
  })
}

/** `each.value.port` and every other path of a literal value. */
function flattened(path: string, value: unknown): Record<string, Tree> {
  if (typeof value === 'string') {
    return { [path]: /[$%]\{/.test(value) ? new Opaque('reference', path) : value }
  }
  if (typeof value === 'number' || typeof value === 'boolean') return { [path]: value }
  if (typeof value !== 'object' || value === null) return { [path]: null }
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, item]) => flattened(`${path}.${key}`, item)),
  ) as Record<string, Tree>
}
