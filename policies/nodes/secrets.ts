import type { List } from '../graph/graph.ts'
import { isUnknown, valueOr } from '../value.ts'

/** Shown in place of a value, whatever its length. */
export const MASK = '••••••'

const SECRET_KEY = /(pass(word|wd|phrase)?|pwd|secret|token|api_?key|access_?key|private_?key|credential)/i

/** Keys that name where a secret is, or which one, and hold none. */
const POINTER_KEY =
  /(_|\b|pass)(file|path|dir|rev|revision|hash|digest|checksum|name|user|username|ttl|age|length)$/i

const HOST_PATH = /^\/(config|data|dev|etc|home|logs?|mnt|opt|proc|run|secrets|srv|sys|tmp|usr|var)(\/|$)/

/** Keys whose value is a hash by nature. */
const HASH_KEY = /(gpg_?key|fingerprint|hash|digest|checksum|revision|rev|sha(1|256|512)?|version|commit)$/i

export interface Pair {
  readonly key: string
  readonly value: string
}

/** `KEY=value` lines in two parts; a line without `=` has an empty value. */
export function pairOf(line: string): Pair {
  const at = line.indexOf('=')
  return at < 0 ? { key: line, value: '' } : { key: line.slice(0, at), value: line.slice(at + 1) }
}

/** Options of a command in the same form: `--password=x`, `--password x`, `PASSWORD=x`. */
export function optionsOf(words: List): Pair[] {
  const texts = words.map((word) => (isUnknown(word) ? '' : word.value))
  return texts.flatMap((text, position) => {
    const key = text.replace(/^-+/, '')
    if (key.includes('=')) return [pairOf(key)]
    const next = texts[position + 1]
    return text.startsWith('--') && next !== undefined && !next.startsWith('-') ? [{ key, value: next }] : []
  })
}

export const namesSecret = ({ key }: Pair): boolean => SECRET_KEY.test(key) && !POINTER_KEY.test(key)

/** Whether a pair holds a secret in clear: by its name, or because its value looks drawn at random. */
export function holdsSecret(pair: Pair): boolean {
  const { key, value } = pair
  if (value.trim() === '' || HOST_PATH.test(value)) return false
  if (hasUrlPassword(value)) return true
  if (namesSecret(pair)) return !/^(true|false|yes|no|none|null|\d{1,3})$/i.test(value)
  return !HASH_KEY.test(key) && isRandom(value)
}

const urlPassword = (value: string): string | undefined =>
  /[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^@\s/]+)@/i.exec(value)?.[1]

export const hasUrlPassword = (value: string): boolean => urlPassword(value) !== undefined

/** Long, without words or paths, and near the entropy of a draw: hexadecimal ≥ 3, base64 ≥ 4 bits a character. */
function isRandom(value: string): boolean {
  return value.split(/[\s,;'"()[\]{}]+/).some((word) => {
    if (/^(sha(256|512):|[^@\s]+@sha256:)/.test(word)) return false
    if (/-----BEGIN/.test(value) || /^AGE-SECRET-KEY-1/.test(word)) return true
    if (/^[0-9a-f]{32,}$/i.test(word)) return entropy(word) >= 3
    return (
      /^[A-Za-z0-9+_=-]{24,}$/.test(word) &&
      /[A-Z]/.test(word) &&
      /[a-z]/.test(word) &&
      /\d/.test(word) &&
      entropy(word) >= 4
    )
  })
}

/** Shannon, in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  )
}

const DEFAULTS = new Set(
  'admin administrator root toor password passw0rd p@ssw0rd pass postgres postgresql mysql mariadb mongo redis guest user test demo default secret changeme change_me changeit change-me tryton odoo dolibarr docker example letmein welcome 1234 12345 123456 12345678 123456789 qwerty azerty motdepasse mdp'.split(
    ' ',
  ),
)

/** Settings that let anybody in. */
const OPEN_DOOR: Readonly<Record<string, RegExp>> = {
  POSTGRES_HOST_AUTH_METHOD: /^trust$/i,
  MYSQL_ALLOW_EMPTY_PASSWORD: /^(yes|true|1)$/i,
  MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: /^(yes|true|1)$/i,
  ALLOW_EMPTY_PASSWORD: /^(yes|true|1)$/i,
}

/** Whether a pair is a credential that everybody knows, or none at all. */
export function isDefaultCredential(pair: Pair): boolean {
  const { key, value } = pair
  const inUrl = urlPassword(value)
  if (inUrl !== undefined) return DEFAULTS.has(inUrl.toLowerCase())
  if (Object.hasOwn(OPEN_DOOR, key.toUpperCase())) return OPEN_DOOR[key.toUpperCase()]?.test(value) ?? false
  return namesSecret(pair) && DEFAULTS.has(value.toLowerCase())
}

/** Whether a text holds one of the values that must appear nowhere. */
export const holdsCanary = (text: string, canaries: readonly string[]): boolean =>
  canaries.some((canary) => canary !== '' && text.includes(canary))

export const textsOf = (words: List): string[] => words.map((word) => valueOr(word, '')).filter(Boolean)
