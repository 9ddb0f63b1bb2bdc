import { isObject } from '../plan-json.ts'
import type { Tree } from '../tree.ts'
import { badCompose } from './fault.ts'
import { interpolate } from './interpolate.ts'

/** A value of the file, and its place in it, for messages: values themselves are never shown. */
export interface Spot {
  readonly value: unknown
  /** `services.web.ports[0]` */
  readonly path: string
}

export const at = (value: unknown, path: string): Spot => ({ value, path })

const step = (path: string, key: string): string => {
  const shown = /^[\w-]{1,60}$/.test(key) ? key : JSON.stringify(key.slice(0, 60))
  return path === '' ? shown : `${path}.${shown}`
}

/** Entries of a mapping; null ones are as if they were not written. */
export function mapping({ value, path }: Spot): [string, Spot][] {
  if (!isObject(value)) throw wrong(path, value, { fr: 'un bloc', en: 'a mapping' })
  return Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([key, inner]) => [key, at(inner, step(path, key))])
}

/** Entries of a mapping in which null is a value. */
export function entriesOf({ value, path }: Spot): [string, Spot][] {
  if (!isObject(value)) throw wrong(path, value, { fr: 'un bloc', en: 'a mapping' })
  return Object.entries(value).map(([key, inner]) => [key, at(inner, step(path, key))])
}

/** A member of a mapping that is written. */
export function member(spot: Spot, key: string): Spot | undefined {
  const { value, path } = spot
  if (!isObject(value)) throw wrong(path, value, { fr: 'un bloc', en: 'a mapping' })
  return Object.hasOwn(value, key) && value[key] !== null ? at(value[key], step(path, key)) : undefined
}

export function list({ value, path }: Spot): Spot[] {
  if (!Array.isArray(value)) throw wrong(path, value, { fr: 'une liste', en: 'a list' })
  return (value as unknown[]).map((item, index) => at(item, `${path}[${index}]`))
}

/** Text of a scalar, its variables replaced. */
export function scalar({ value, path }: Spot): string {
  if (typeof value === 'string') return interpolate(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw wrong(path, value, { fr: 'un texte', en: 'a text' })
}

export const isText = ({ value }: Spot): boolean => ['string', 'number', 'boolean'].includes(typeof value)

/** A list of texts, or one alone. */
export const texts = (spot: Spot): string[] => (isText(spot) ? [scalar(spot)] : list(spot).map(scalar))

/** `KEY: value` or `KEY=value`; without a value where only the environment has it. */
export function pairs(spot: Spot): [key: string, value: string | undefined][] {
  if (isObject(spot.value)) {
    return entriesOf(spot).map(([key, inner]) => [key, inner.value === null ? undefined : scalar(inner)])
  }
  return list(spot).map((item) => {
    const text = scalar(item)
    const end = text.indexOf('=')
    return end < 0 ? [text, undefined] : [text.slice(0, end), text.slice(end + 1)]
  })
}

/** Pairs as blocks of the provider, whose keys may hold what nobody can read. */
export const labelled = (spot: Spot): Tree[] =>
  pairs(spot).map(([label, value]) => ({ label, value: value ?? '' }))

const KINDS = new Map([
  ['array', { fr: 'une liste', en: 'a list' }],
  ['object', { fr: 'un bloc', en: 'a mapping' }],
  ['null', { fr: 'rien', en: 'nothing' }],
])

function wrong(path: string, value: unknown, wanted: { fr: string; en: string }) {
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  const found = KINDS.get(kind) ?? { fr: 'un texte', en: 'a text' }
  return badCompose(path, {
    fr: `${found.fr}, là où Compose attend ${wanted.fr}`,
    en: `${found.en}, where Compose wants ${wanted.en}`,
  })
}
