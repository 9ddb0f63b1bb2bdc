import type { ErrorObject } from 'ajv'
import type { Fault, Path } from './diagnostic.ts'
import { branchesOf, field, resolved, schemaAt, valueAt, type SchemaNode } from './schema.ts'
import { badValue, notInList, reserved } from './value-wording.ts'
import { nearest, quoted, written } from './words.ts'

/** Keywords that only repeat what another error says. */
const ECHOES = new Set(['if', 'oneOf'])
/** Keywords about a text: on a map they come from the names of its keys, and `propertyNames` says them. */
const TEXT_KEYWORDS = new Set(['pattern', 'enum', 'not', 'minLength', 'maxLength'])
/** Of several errors on one value, the first of these is the one to repair. */
const ORDER = ['type', 'maxLength', 'minLength', 'pattern', 'not', 'enum', 'const', 'uniqueItems']

/** ajv's errors as faults in the user's words: one per value or key, whatever the number of keywords it breaks. */
export function faultsOf(errors: readonly ErrorObject[], data: unknown): Fault[] {
  const faults = new Map<string, { fault: Fault; rank: number }>()
  for (const error of errors) {
    const path = pathOf(error.instancePath, data)
    const schema = schemaAt(path, data) ?? {}
    if (ECHOES.has(error.keyword) || (schema.type === 'object' && TEXT_KEYWORDS.has(error.keyword))) continue
    const fault = faultOf(error, path, schema, data)
    const key = JSON.stringify([fault.path, fault.at])
    const rank = ORDER.indexOf(error.keyword)
    const known = faults.get(key)
    if (!known || rank < known.rank) faults.set(key, { fault, rank })
  }
  return [...faults.values()].map(({ fault }) => fault)
}

/** JSON pointer → path; a part is an index only where the data is a list. */
function pathOf(pointer: string, data: unknown): Path {
  const path: (string | number)[] = []
  let value = data
  for (const raw of pointer.split('/').slice(1)) {
    const name = raw.replaceAll('~1', '/').replaceAll('~0', '~')
    const part = Array.isArray(value) ? Number(name) : name
    path.push(part)
    value = field(value, part)
  }
  return path
}

function faultOf(error: ErrorObject, path: Path, schema: SchemaNode, data: unknown): Fault {
  const params = error.params as Readonly<Record<string, unknown>>
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(path, String(params['additionalProperty']), schema, data)
    case 'required':
      return missingKey(path, String(params['missingProperty']), schema)
    case 'propertyNames':
      return badName(path, String(params['propertyName']), schema)
    case 'discriminator':
      return badTag(path, String(params['tag']), params['tagValue'], schema)
    default:
      return { path, at: 'value', ...badValue(error.keyword, valueAt(path, data), schema) }
  }
}

function unknownKey(path: Path, key: string, schema: SchemaNode, data: unknown): Fault {
  const allowed = Object.keys(schema.properties ?? {})
  const written = Object.keys((valueAt(path, data) as object | null) ?? {})
  const near =
    nearest(
      key,
      allowed.filter((name) => !written.includes(name)),
    ) ?? nearest(key, allowed)
  const list = quoted(allowed)
  return {
    code: 'SITE-UNKNOWN-KEY',
    path: [...path, key],
    at: 'key',
    text: near
      ? { fr: `clé inconnue, vouliez-vous dire \`${near}\` ?`, en: `unknown key, did you mean \`${near}\`?` }
      : { fr: `clé inconnue ; admises ici : ${list}`, en: `unknown key; allowed here: ${list}` },
  }
}

function missingKey(path: Path, key: string, schema: SchemaNode): Fault {
  const { title, 'x-fr': french, examples } = resolved(schema.properties?.[key] ?? {})
  const example = examples?.[0]
  const sample =
    example === undefined || typeof example === 'object' ? undefined : `\`${key}: ${written(example)}\``
  return {
    code: 'SITE-MISSING-KEY',
    path: [...path, key],
    at: 'entry',
    text: {
      fr: `clé obligatoire absente (${lowerFirst(french ?? key)})${sample ? ` ; par exemple ${sample}` : ''}`,
      en: `required key is missing (${lowerFirst(title ?? key)})${sample ? `; for example ${sample}` : ''}`,
    },
  }
}

function badName(path: Path, name: string, schema: SchemaNode): Fault {
  const names = resolved(schema.propertyNames ?? {})
  const at = { path: [...path, name], at: 'key', spoils: null } as const
  if (names.not?.enum?.includes(name)) return { code: 'SITE-RESERVED-NAME', ...at, text: reserved(name) }
  if (names.enum) return { code: 'SITE-VALUE', ...at, text: notInList(name, names.enum) }
  const form = names['x-form'] ?? { fr: 'un autre nom', en: 'another name' }
  return {
    code: 'SITE-NAME',
    ...at,
    text: {
      fr: `ce nom n'a pas la bonne forme : il faut ${form.fr}`,
      en: `this name has the wrong form: expected ${form.en}`,
    },
  }
}

function badTag(path: Path, tag: string, value: unknown, schema: SchemaNode): Fault {
  const choices = branchesOf(schema).map((branch) => String(resolved(branch.properties?.[tag] ?? {}).const))
  const distinct = [...new Set(choices)]
  if (value !== undefined) {
    return {
      code: 'SITE-VALUE',
      path: [...path, tag],
      at: 'value',
      text: notInList(value, distinct),
      spoils: path,
    }
  }
  return {
    code: 'SITE-MISSING-KEY',
    path: [...path, tag],
    at: 'entry',
    spoils: path,
    text: {
      fr: `clé obligatoire absente ; admis : ${quoted(distinct)}`,
      en: `required key is missing; allowed: ${quoted(distinct)}`,
    },
  }
}

const lowerFirst = (sentence: string): string =>
  /^[A-Z\u00c0-\u00de][a-z\u00e0-\u00ff' ]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence
