import { closest, distance } from 'fastest-levenshtein'
import { echo } from './diagnostic.ts'

/** The choice that was probably meant: at most a third of the letters differ. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0 || word.length > 60) return undefined
  const candidate = closest(word, choices)
  return distance(word, candidate) <= Math.max(1, Math.floor(candidate.length / 3)) ? candidate : undefined
}

/** A scalar as it is written in YAML: a text of digits needs its quotes. */
export const written = (value: unknown): string =>
  typeof value === 'string' && /^[0-9.]+$/.test(value) ? `"${value}"` : String(value)

export const quoted = (names: readonly string[]): string => names.map(echo).join(', ')
