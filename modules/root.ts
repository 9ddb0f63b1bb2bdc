import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of Socle itself, found from the sources as well as from the bundle: image contexts and schemas lie there. */
export const SOCLE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)))

export const SOCLE_VERSION = packageOf(SOCLE_ROOT)?.version ?? '0.0.0'

function findRoot(folder: string): string {
  if (packageOf(folder)?.name === 'socle') return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('Socle cannot find its own folder: package.json is missing')
  return findRoot(parent)
}

function packageOf(folder: string): { name?: string; version?: string } | undefined {
  const file = join(folder, 'package.json')
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string })
    : undefined
}
