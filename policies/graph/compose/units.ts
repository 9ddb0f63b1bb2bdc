import { HOLE } from './interpolate.ts'
import type { Tree } from '../tree.ts'

const POWERS = 'bkmgtp'

/** MiB of `512m`, `1.5GB` or a number of bytes; anything else stays as it is, for its reader to doubt. */
export function mebibytes(text: string): Tree {
  const match = /^(-?\d+(?:\.\d+)?) ?([bkmgtp]?)(?:i?b)?$/i.exec(text.trim())
  if (!match) return text
  const bytes = Number(match[1]) * 1024 ** Math.max(POWERS.indexOf((match[2] ?? '').toLowerCase()), 0)
  return bytes < 0 ? bytes : bytes / 2 ** 20
}

const YES = ['true', 'yes', 'y', 'on', '1']
const NO = ['false', 'no', 'n', 'off', '0']

/** A boolean as Compose reads one. */
export function truthOf(text: string): Tree {
  const word = text.toLowerCase()
  return YES.includes(word) ? true : NO.includes(word) ? false : text
}

/** Words of a command line, quotes and backslashes as in a shell that expands nothing. */
export function wordsOf(line: string): string[] {
  const words = line.match(/(?:[^\s"'\\]|\\[^]|"(?:[^"\\]|\\[^])*"|'[^']*'|["'\\])+/g) ?? []
  return words.map((word) =>
    word.replace(
      /"((?:[^"\\]|\\[^])*)"|'([^']*)'|\\([^])/g,
      (_, double?: string, single?: string, char?: string) =>
        double !== undefined ? double.replace(/\\([\\"$`])/g, '$1') : (single ?? char ?? ''),
    ),
  )
}

export const hasHole = (text: string): boolean => text.includes(HOLE)
