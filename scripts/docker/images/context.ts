import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { SOCLE_ROOT } from '../../../modules/root.ts'
import { Failure } from '../../lib/fail.ts'

/** The capability whose image all others are built on. */
export const BASE_CAPABILITY = 'base'

export interface ContextFile {
  /** Relative to the context, with `/`. */
  readonly path: string
  readonly executable: boolean
  readonly content: Buffer
}

/** What an image is built from: `modules/<capability>/image/`. */
export interface ImageContext {
  readonly capability: string
  /** `socle/<capability>:<first 12 hex of hash>` */
  readonly name: string
  /** SHA-256 of the context, of the base's context too: what changes the base changes every image. */
  readonly hash: string
  readonly files: readonly ContextFile[]
}

/** The capabilities that have an image of their own, sorted. */
export async function imageCapabilities(modules = join(SOCLE_ROOT, 'modules')): Promise<string[]> {
  const entries = await readdir(modules)
  return entries.filter((name) => existsSync(join(modules, name, 'image', 'Dockerfile'))).sort()
}

/**
 * Contexts of the given capabilities and of the base, by capability. Reads files only: no Docker, a few milliseconds.
 * @throws Failure IMAGES-CONTEXT for a capability without an image, or a context with anything but plain files
 */
export async function imageContexts(
  capabilities: readonly string[],
  modules = join(SOCLE_ROOT, 'modules'),
): Promise<ReadonlyMap<string, ImageContext>> {
  const base = await imageContext(BASE_CAPABILITY, modules)
  const others = [...new Set(capabilities)].filter((name) => name !== BASE_CAPABILITY).sort()
  const built = await Promise.all(others.map((capability) => imageContext(capability, modules, base.hash)))
  return new Map([base, ...built].map((context) => [context.capability, context]))
}

/** Image name of each capability, as the synthesised stacks refer to an image that is not built yet. */
export async function imageNames(
  capabilities: readonly string[],
  modules?: string,
): Promise<Readonly<Record<string, string>>> {
  const contexts = await imageContexts(capabilities, modules)
  return Object.fromEntries([...contexts.values()].map(({ capability, name }) => [capability, name]))
}

async function imageContext(capability: string, modules: string, baseHash = ''): Promise<ImageContext> {
  const files = await readContext(join(modules, capability, 'image'))
  const hash = contextHash(files, baseHash)
  return { capability, name: `socle/${capability}:${hash.slice(0, 12)}`, hash, files }
}

async function readContext(folder: string): Promise<ContextFile[]> {
  if (!existsSync(join(folder, 'Dockerfile'))) throw badContext(folder, 'Dockerfile')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory())
  if (odd) throw badContext(folder, odd.name)
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    files.map(async (path) => {
      const [content, { mode }] = await Promise.all([readFile(path), stat(path)])
      return { path: relative(folder, path).split(sep).join('/'), executable: (mode & 0o100) !== 0, content }
    }),
  )
}

/** Pure: independent of order, dates, owners and umask; lengths are hashed so that no two contexts run together. */
export function contextHash(files: readonly ContextFile[], baseHash = ''): string {
  const hash = createHash('sha256').update(`base ${baseHash}\n`)
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const { path, executable, content } of sorted) {
    hash.update(`${executable ? 'x' : '-'} ${JSON.stringify(path)} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

function badContext(folder: string, entry: string): Failure {
  return new Failure('IMAGES-CONTEXT', {
    fr: `${folder} n'est pas un contexte d'image : ${entry} manque ou n'est pas un fichier ordinaire`,
    en: `${folder} is not an image context: ${entry} is missing or is not a plain file`,
  })
}
