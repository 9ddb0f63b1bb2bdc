import schemaJson from './schema.json' with { type: 'json' }
import type { Path } from './diagnostic.ts'
import type { Text } from './text.ts'

/** What this project uses of JSON Schema 2020-12, and its own `x-` words. */
export interface SchemaNode {
  readonly $ref?: string
  readonly title?: string
  /** French wording of `title`. */
  readonly 'x-fr'?: string
  readonly 'x-unit'?: Text
  /** What a `pattern` means, in words. */
  readonly 'x-form'?: Text
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly uniqueItems?: boolean
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly additionalProperties?: SchemaNode | boolean
  readonly propertyNames?: SchemaNode
  readonly items?: SchemaNode
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly discriminator?: { readonly propertyName: string }
  readonly oneOf?: readonly SchemaNode[]
  readonly not?: SchemaNode
  readonly if?: SchemaNode
  readonly then?: SchemaNode
  readonly else?: SchemaNode
  readonly $defs?: Readonly<Record<string, SchemaNode>>
}

export const siteSchema: SchemaNode = schemaJson

/** The node with its `$ref` followed; what is written beside the `$ref` wins. */
export function resolved(node: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node
  const { $ref, ...beside } = node
  const target = siteSchema.$defs?.[$ref.replace('#/$defs/', '')]
  if (!target) throw new Error(`schema.json refers to ${$ref}, which it does not define`)
  return { ...resolved(target), ...beside }
}

/** Branches of a union (`oneOf`, `if`/`then`/`else`), flattened; the node itself when it is no union. */
export function branchesOf(node: SchemaNode): SchemaNode[] {
  const own = resolved(node)
  const branches = own.oneOf ?? (own.then && own.else ? [own.then, own.else] : undefined)
  return branches ? branches.flatMap(branchesOf) : [own]
}

/** The branch that `data` chose, as ajv does: by the discriminator's value, then by the presence of a key. */
export function branchFor(node: SchemaNode, data: unknown): SchemaNode | undefined {
  const own = resolved(node)
  const tag = own.discriminator?.propertyName
  if (own.oneOf && tag !== undefined) {
    const chosen = own.oneOf
      .map(resolved)
      .find((branch) => branch.properties?.[tag]?.const === field(data, tag))
    return chosen && branchFor(chosen, data)
  }
  if (!own.if || !own.then || !own.else) return own
  const holds = own.if.required?.every((key) => field(data, key) !== undefined)
  return branchFor(holds ? own.then : own.else, data)
}

/** The schema of the value at `path` in `data`; `undefined` where the schema has no such key. */
export function schemaAt(path: Path, data: unknown): SchemaNode | undefined {
  let node: SchemaNode | undefined = branchFor(siteSchema, data)
  let value = data
  for (const part of path) {
    const child: SchemaNode | undefined = node && childOf(node, part)
    value = field(value, part)
    node = child && (branchFor(child, value) ?? resolved(child))
  }
  return node
}

function childOf(node: SchemaNode, part: string | number): SchemaNode | undefined {
  if (typeof part === 'number') return node.items
  const named = node.properties && Object.hasOwn(node.properties, part) ? node.properties[part] : undefined
  return named ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined)
}

/** Value of a key or index of plain data, own properties only. */
export function field(data: unknown, part: string | number): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, part)) return undefined
  return (data as Record<string | number, unknown>)[part]
}

/** The value at `path` in plain data. */
export const valueAt = (path: Path, data: unknown): unknown => path.reduce<unknown>(field, data)
