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

/** JSON of a file of Socle's own, `undefined` when it does not exist. @throws Failure STATE-MALFORMED */
export function readJson<T>(path: string): T | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw new Failure(
      'STATE-MALFORMED',
      {
        fr: `${path} n'est pas du JSON lisible (${(cause as Error).message}) : restaurez-le depuis le dépôt du site`,
        en: `${path} is not readable JSON (${(cause as Error).message}): restore it from the site's repository`,
      },
      { cause },
    )
  }
}

export const sha256 = (content: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`
