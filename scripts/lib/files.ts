import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Failure } from './fail.ts'

/** Writes whole or not at all: to a temporary file beside it, then renamed. */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o644): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(temporary, content, { mode, flush: true })
    renameSync(temporary, path)
  } catch (cause) {
    discard(temporary)
    throw new Failure(
      'FILE-WRITE',
      {
        fr: `impossible d'écrire ${path} : ${(cause as Error).message}`,
        en: `cannot write ${path}: ${(cause as Error).message}`,
      },
      { cause },
    )
  }
}

/** The first error is the one to report, whatever stands in the way of tidying up (a file taken for a folder). */
function discard(temporary: string): void {
  try {
    rmSync(temporary, { force: true })
  } catch {
    // Nothing was written there.
  }
}

export const writeJson = (path: string, data: unknown, mode?: number): void =>
  writeWhole(path, `${JSON.stringify(data, null, 2)}\n`, mode)

/** A list or object in a file of Socle's own, `undefined` when it does not exist. @throws Failure STATE-MALFORMED */
export function readJson<T extends object>(path: string): T | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof data === 'object' && data !== null) return data as T
    throw new Error(`${String(data)}: neither a list nor an object`)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const reason = (cause as Error).message
    throw new Failure(
      'STATE-MALFORMED',
      {
        fr: `${path} n'est pas du JSON lisible (${reason}) : restaurez-le depuis le dépôt du site`,
        en: `${path} is not readable JSON (${reason}): restore it from the site's repository`,
      },
      { cause },
    )
  }
}

export const sha256 = (content: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`
