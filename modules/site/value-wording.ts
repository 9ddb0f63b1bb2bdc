import { echo, type Fault } from './diagnostic.ts'
import type { SchemaNode } from './schema.ts'
import type { Text } from './text.ts'
import { nearest, quoted, written } from './words.ts'

/** Code and wording of a value that breaks one keyword of its schema. */
export function badValue(keyword: string, value: unknown, schema: SchemaNode): Pick<Fault, 'code' | 'text'> {
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
  const example = { fr: sample(schema, ' ; par exemple'), en: sample(schema, '; for example') }
  if (value === null) {
    return {
      fr: `rien n'est écrit, il faut ${wanted.fr}${example.fr}`,
      en: `nothing is written, ${wanted.en} is expected${example.en}`,
    }
  }
  const quotes = schema.type === 'string' && typeof value !== 'object'
  const advice = quotes ? { fr: ' : mettez-le entre guillemets', en: ': put it in quotes' } : example
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

export const reserved = (name: unknown): Text => ({
  fr: `${echo(name)} est réservé à Socle : choisissez un autre nom`,
  en: `${echo(name)} is reserved by Socle: choose another name`,
})

/** Characters that no text may hold: control, line separators, bidirectional, byte order mark, lone surrogates. */

const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u

function wrongForm(value: string, schema: SchemaNode): Pick<Fault, 'code' | 'text'> {
  const form = schema['x-form']
  if (value.includes('TfToken')) return { code: 'SITE-FORBIDDEN-TEXT', text: TOKEN }
  if (FORBIDDEN.test(value)) return { code: 'SITE-FORBIDDEN-TEXT', text: controlCharacter(value) }
  return {
    code: 'SITE-FORMAT',
    text: {
      fr: `${echo(value)} n'a pas la bonne forme : il faut ${form?.fr ?? 'autre chose'}${sample(schema, ', par exemple')}`,
      en: `${echo(value)} has the wrong form: expected ${form?.en ?? 'something else'}${sample(schema, ', for example')}`,
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

export function notInList(value: unknown, choices: readonly string[]): Text {
  const near = typeof value === 'string' ? nearest(value, choices) : undefined
  return {
    fr: `${echo(value)} n'est pas admis ; admis : ${quoted(choices)}${near ? `, vouliez-vous dire \`${near}\` ?` : ''}`,
    en: `${echo(value)} is not allowed; allowed: ${quoted(choices)}${near ? `, did you mean \`${near}\`?` : ''}`,
  }
}

const sample = ({ examples }: SchemaNode, words: string): string =>
  examples?.[0] === undefined || typeof examples[0] === 'object' ? '' : `${words} \`${written(examples[0])}\``
