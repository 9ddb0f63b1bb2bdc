import { closest, distance } from 'fastest-levenshtein'
import type { ErrorObject } from 'ajv'
import { echo, type Fault, type Path } from './diagnostic.ts'
import { branchesOf, field, resolved, schemaAt, valueAt, type SchemaNode } from './schema.ts'
import type { Text } from './text.ts'

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
      fr: `ce nom ne convient pas ; il faut : ${form.fr}`,
      en: `this name does not do; it takes: ${form.en}`,
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

function badValue(keyword: string, value: unknown, schema: SchemaNode): Pick<Fault, 'code' | 'text'> {
  switch (keyword) {
    case 'type':
      return { code: 'SITE-TYPE', text: wrongType(value, schema) }
    case 'minimum':
    case 'maximum':
      return { code: 'SITE-LIMIT', text: outOfBounds(keyword, value, schema) }
    case 'minLength':
    case 'maxLength':
      return { code: 'SITE-LENGTH', text: wrongLength(String(value), schema) }
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return { code: 'SITE-COUNT', text: wrongCount(value, schema) }
    case 'uniqueItems':
      return { code: 'SITE-DUPLICATE', text: repeated(value) }
    case 'not':
      return { code: 'SITE-RESERVED-NAME', text: reserved(value) }
    case 'pattern':
      return wrongForm(String(value), schema)
    default:
      return { code: 'SITE-VALUE', text: notInList(value, schema.enum ?? [String(schema.const)]) }
  }
}

const TYPE_WORDS: Readonly<Record<string, Text>> = {
  string: { fr: 'un texte', en: 'text' },
  integer: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: '`true` ou `false`', en: '`true` or `false`' },
  array: { fr: 'une liste', en: 'a list' },
  object: { fr: 'un bloc de clés', en: 'a block of keys' },
}

function wrongType(value: unknown, schema: SchemaNode): Text {
  const wanted = TYPE_WORDS[schema.type ?? 'string'] ?? { fr: 'autre chose', en: 'something else' }
  if (value === null)
    return {
      fr: `rien n'est écrit, il faut ${wanted.fr}`,
      en: `nothing is written, ${wanted.en} is expected`,
    }
  const quotes = schema.type === 'string' && typeof value !== 'object'
  const advice = quotes
    ? { fr: ` : mettez-le entre guillemets`, en: `: put it in quotes` }
    : { fr: sample(schema, ' ; par exemple'), en: sample(schema, '; for example') }
  return {
    fr: `${echo(value)} est ${kindOf(value).fr}, il faut ${wanted.fr}${advice.fr}`,
    en: `${echo(value)} is ${kindOf(value).en}, ${wanted.en} is expected${advice.en}`,
  }
}

function kindOf(value: unknown): Text {
  if (Array.isArray(value)) return { fr: 'une liste', en: 'a list' }
  if (typeof value === 'string') return { fr: 'un texte', en: 'text' }
  if (typeof value === 'number') return { fr: 'un nombre', en: 'a number' }
  if (typeof value === 'boolean') return { fr: 'un booléen', en: 'a boolean' }
  return { fr: 'un bloc de clés', en: 'a block of keys' }
}

function outOfBounds(keyword: 'minimum' | 'maximum', value: unknown, schema: SchemaNode): Text {
  const bound = schema[keyword] ?? 0
  const unit = schema['x-unit']
  const [fr, en] = [unit ? ` ${unit.fr}` : '', unit ? ` ${unit.en}` : '']
  return keyword === 'minimum'
    ? {
        fr: `${echo(value)}${fr} : au moins ${bound}`,
        en: `${echo(value)}${en} is below the floor: write ${bound} or more`,
      }
    : {
        fr: `${echo(value)}${fr} : au plus ${bound}`,
        en: `${echo(value)}${en} is above the ceiling: write ${bound} or less`,
      }
}

function wrongLength(value: string, schema: SchemaNode): Text {
  if (value === '') return { fr: 'texte vide', en: 'empty text' }
  const most = schema.maxLength ?? 0
  return {
    fr: `${value.length} caractères, ${most} au plus`,
    en: `${value.length} characters, ${most} at most`,
  }
}

function wrongCount(value: unknown, schema: SchemaNode): Text {
  const count = Object.keys((value as object | null) ?? {}).length
  const least = schema.minItems ?? schema.minProperties ?? 0
  const most = schema.maxItems ?? schema.maxProperties ?? 0
  return count < least
    ? {
        fr: `${count} élément, il en faut au moins ${least}`,
        en: `${count} items, at least ${least} is needed`,
      }
    : { fr: `${count} éléments, ${most} au plus`, en: `${count} items, ${most} at most` }
}

function repeated(value: unknown): Text {
  const items = value as readonly unknown[]
  const again = items.find((item, index) => items.indexOf(item) < index)
  return {
    fr: `${echo(again)} est répété : gardez-le une fois`,
    en: `${echo(again)} is repeated: keep it once`,
  }
}

const reserved = (name: unknown): Text => ({
  fr: `${echo(name)} est réservé à Socle : choisissez un autre nom`,
  en: `${echo(name)} is reserved by Socle: choose another name`,
})

/** Characters that no text may hold: control, line separators, bidirectional, byte order mark, lone surrogates. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u

function wrongForm(value: string, schema: SchemaNode): Pick<Fault, 'code' | 'text'> {
  const form = schema['x-form']
  if (value.includes('TfToken')) return { code: 'SITE-FORBIDDEN-TEXT', text: TOKEN }
  if (FORBIDDEN.test(value)) return { code: 'SITE-FORBIDDEN-TEXT', text: controlCharacter(value) }
  return {
    code: 'SITE-FORMAT',
    text: {
      fr: `${echo(value)} ne convient pas ; il faut ${form?.fr ?? 'une autre forme'}${sample(schema, ', par exemple')}`,
      en: `${echo(value)} does not do; it takes ${form?.en ?? 'another form'}${sample(schema, ', for example')}`,
    },
  }
}

const TOKEN: Text = {
  fr: 'le texte contient `TfToken`, que CDKTF remplacerait par autre chose : retirez-le',
  en: 'the text holds `TfToken`, which CDKTF would replace by something else: remove it',
}

const controlCharacter = (value: string): Text => ({
  fr: `${echo(value)} contient un caractère de contrôle : retirez-le`,
  en: `${echo(value)} holds a control character: remove it`,
})

function notInList(value: unknown, choices: readonly string[]): Text {
  const near = typeof value === 'string' ? nearest(value, choices) : undefined
  return {
    fr: `${echo(value)} n'est pas admis ; admis : ${quoted(choices)}${near ? `, vouliez-vous dire \`${near}\` ?` : ''}`,
    en: `${echo(value)} is not allowed; allowed: ${quoted(choices)}${near ? `, did you mean \`${near}\`?` : ''}`,
  }
}

/** The choice that was probably meant: at most a third of the letters differ. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0 || word.length > 60) return undefined
  const candidate = closest(word, choices)
  return distance(word, candidate) <= Math.max(1, Math.floor(candidate.length / 3)) ? candidate : undefined
}

const sample = ({ examples }: SchemaNode, words: string): string =>
  examples?.[0] === undefined || typeof examples[0] === 'object' ? '' : `${words} \`${written(examples[0])}\``

/** A scalar as it is written in YAML: a text of digits needs its quotes. */
const written = (value: unknown): string =>
  typeof value === 'string' && /^[0-9.]+$/.test(value) ? `"${value}"` : String(value)

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

const lowerFirst = (sentence: string): string =>
  /^[A-Z\u00c0-\u00de][a-z\u00e0-\u00ff' ]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence
