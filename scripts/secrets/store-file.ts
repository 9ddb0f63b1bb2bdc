import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { writeWhole } from '../lib/files.ts'
import { RECIPIENT } from './age.ts'
import { otherSite, storeMalformed } from './failures.ts'

export const SECRET_KINDS = ['password', 'pgpass', 'copy', 'certificate', 'key'] as const
export type SecretKind = (typeof SECRET_KINDS)[number]

/** One secret as kept in the file: nothing here is readable without the age identity, except its revision. */
export interface StoredSecret {
  readonly kind: SecretKind
  /** First 16 hex digits of a keyed HMAC-SHA256: says that the value changed, tells nothing of the value. */
  readonly revision: string
  /** UTC, to the second: `2026-11-23T10:00:00Z`. */
  readonly createdAt: string
  /** Age ciphertext, ASCII-armored. */
  readonly age: string
}

/** `secrets.yaml`: safe to commit. */
export interface StoreFile {
  readonly site: string
  /** Public key of the identity that created the file; always a recipient. */
  readonly owner: string
  /** Public keys that can open every secret, owner first. */
  readonly recipients: readonly string[]
  /** The key of the revisions, encrypted like a secret and bound to the owner. */
  readonly revisionKey: string
  /** By name `<role>/<file>`. */
  readonly secrets: ReadonlyMap<string, StoredSecret>
}

/** `<role>/<file>`: never a path that climbs. */
export const SECRET_NAME = /^[a-z0-9][a-z0-9-]{0,62}\/[a-z0-9][a-z0-9._-]{0,126}$/

const VERSION = 1
const MAX_BYTES = 512 * 1024
const MAX_LINES = 10_000
const COMMENT =
  ' Secrets of the site, encrypted with age: safe to commit. Written by `socle secrets`, not by hand.'

export const storePath = (siteDir: string) => join(siteDir, 'secrets.yaml')

/** `undefined` when the site has no secrets yet. @throws Failure SECRETS-MALFORMED, SECRETS-OTHER-SITE */
export function readStoreFile(siteDir: string, siteId?: string): StoreFile | undefined {
  const path = storePath(siteDir)
  const text = readBounded(path)
  if (text === undefined) return undefined
  const file = validated(parsed(text, path), path)
  if (siteId !== undefined && file.site !== siteId) throw otherSite(path, siteId)
  return file
}

/** Whole or not at all, readable by its owner alone. */
export function writeStoreFile(siteDir: string, { secrets, ...head }: StoreFile): void {
  const sorted = [...secrets].sort(([a], [b]) => (a < b ? -1 : 1))
  const data = { version: VERSION, ...head, secrets: Object.fromEntries(sorted) }
  writeWhole(storePath(siteDir), `#${COMMENT}\n${stringify(data, { lineWidth: 0 })}`, 0o600)
}

/** Revision of every secret, by name; `{}` when there is none. Needs no identity: the synth is offline. */
export function revisions(siteDir: string, siteId?: string): Record<string, string> {
  const file = readStoreFile(siteDir, siteId)
  return Object.fromEntries([...(file?.secrets ?? [])].map(([name, { revision }]) => [name, revision]))
}

/** One label for all secrets of a role: changes when one of them changes, appears or goes. `none` without secrets. */
export function roleRevision(all: Readonly<Record<string, string>>, role: string): string {
  const own = Object.entries(all).filter(([name]) => roleOf(name) === role)
  if (own.length === 0) return 'none'
  const lines = own.map(([name, revision]) => `${name}=${revision}\n`).sort()
  return createHash('sha256').update(lines.join('')).digest('hex').slice(0, 16)
}

export const roleOf = (name: string) => name.slice(0, name.indexOf('/'))
export const fileOf = (name: string) => name.slice(name.indexOf('/') + 1)

function readBounded(path: string): string | undefined {
  try {
    if (statSync(path).size > MAX_BYTES) throw storeMalformed(path, `> ${MAX_BYTES / 1024} KiB`)
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return undefined
    throw code?.startsWith('SECRETS-') ? cause : storeMalformed(path, code ?? '?', cause)
  }
}

/**
 * Only what the writer writes reaches the YAML parser: block style, ASCII, shallow. Deep nesting can exhaust the
 * stack inside V8, which ends the process instead of throwing.
 */
const FOREIGN = /^ {8}|- -\s|[^\n\x20-\x7e]|[[\]{}&*!?%@`]/m

function parsed(text: string, path: string): unknown {
  const lines = text.split('\n')
  if (lines.length > MAX_LINES) throw storeMalformed(path, `${MAX_LINES + 1}:1`)
  const foreign = lines.findIndex(
    (line) => !line.startsWith('#') && line !== 'secrets: {}' && FOREIGN.test(line),
  )
  if (foreign >= 0) throw storeMalformed(path, `${foreign + 1}:1`)
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0, logLevel: 'error' })
  } catch (cause) {
    throw storeMalformed(path, 'YAML', cause)
  }
}

function validated(value: unknown, path: string): StoreFile {
  const need = (ok: boolean, where: string) => {
    if (!ok) throw storeMalformed(path, where)
  }
  const file = record(value, ['version', 'site', 'owner', 'recipients', 'revisionKey', 'secrets'])
  if (!file) throw storeMalformed(path, '/')
  const { version, site, owner, recipients, revisionKey, secrets } = file
  need(version === VERSION, 'version')
  need(matches(site, /^[a-z0-9][a-z0-9-]{0,62}$/), 'site')
  need(matches(owner, RECIPIENT), 'owner')
  need(Array.isArray(recipients) && recipients.every((each) => matches(each, RECIPIENT)), 'recipients')
  need((recipients as unknown[]).includes(owner), 'recipients')
  need(isArmored(revisionKey), 'revisionKey')
  const entries = Object.entries(record(secrets) ?? { '': null })
  for (const [name, secret] of entries)
    need(SECRET_NAME.test(name) && isStored(secret), `secrets/${quotable(name)}`)
  return { site, owner, recipients, revisionKey, secrets: new Map(entries) } as StoreFile
}

function isStored(value: unknown): boolean {
  const secret = record(value, ['kind', 'revision', 'createdAt', 'age'])
  return (
    secret !== undefined &&
    SECRET_KINDS.includes(secret['kind'] as SecretKind) &&
    matches(secret['revision'], /^[0-9a-f]{16}$/) &&
    matches(secret['createdAt'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) &&
    !Number.isNaN(Date.parse(secret['createdAt'] as string)) &&
    isArmored(secret['age'])
  )
}

/** A plain object, with exactly these keys when they are given. */
function record(value: unknown, keys?: readonly string[]): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const exact =
    !keys || (Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key)))
  return exact ? (value as Record<string, unknown>) : undefined
}

const matches = (value: unknown, pattern: RegExp) => typeof value === 'string' && pattern.test(value)
const isArmored = (value: unknown) =>
  matches(value, /^-----BEGIN AGE ENCRYPTED FILE-----\n[\w+/=\n]+-----END AGE ENCRYPTED FILE-----\n$/)
const quotable = (name: string) => (SECRET_NAME.test(name) ? name : '?')
