import { join } from 'node:path'
import { Failure } from '../../lib/fail.ts'
import { readJson, writeJson } from '../../lib/files.ts'
import type { Packages } from './packages.ts'

/** One image as it was built: what a plan refers to and what an auditor reads. */
export interface LockedImage {
  /** `sha256:…`, the only pin that survives `docker save` and `docker load`. */
  readonly id: string
  /** UTC, to the second. */
  readonly builtAt: string
  /** Id of the image it stands on. */
  readonly base: string
  readonly packages: Packages
}

/** `<site>/state/images.lock.json`; keys are image names (`socle/postgresql:<12 hex>`). */
export interface ImagesLock {
  readonly version: 1
  readonly images: Readonly<Record<string, LockedImage>>
}

const lockPath = (siteDir: string): string => join(siteDir, 'state', 'images.lock.json')

/**
 * The lock of a site; empty when nothing was built yet.
 * @throws Failure IMAGES-LOCK when it is not a lock, STATE-MALFORMED when it is not JSON
 */
export function readLock(siteDir: string): ImagesLock {
  const path = lockPath(siteDir)
  const lock = readJson<object>(path)
  if (lock === undefined) return { version: 1, images: {} }
  const fault = lockFault(lock)
  if (fault !== undefined) throw badLock(path, fault)
  return lock as ImagesLock
}

/** Pure: where a value is not a lock, `undefined` when it is one. */
export function lockFault(lock: unknown): string | undefined {
  if (!isRecord(lock) || lock['version'] !== 1) return 'version'
  if (!isRecord(lock['images'])) return 'images'
  for (const [name, image] of Object.entries(lock['images'])) {
    const at = `images[${JSON.stringify(name)}]`
    if (!/^socle\/[a-z0-9-]+:[0-9a-f]{12}$/.test(name) || !isRecord(image)) return at
    if (!isId(image['id'])) return `${at}.id`
    if (!isId(image['base'])) return `${at}.base`
    if (typeof image['builtAt'] !== 'string' || Number.isNaN(Date.parse(image['builtAt'])))
      return `${at}.builtAt`
    const packages = image['packages']
    if (!isRecord(packages) || Object.values(packages).some((version) => typeof version !== 'string')) {
      return `${at}.packages`
    }
  }
  return undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isId = (value: unknown): boolean => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)

/** Id of an image by its name (see `imageNames`), `undefined` while it is not built. */
export const lockedImage = (lock: ImagesLock, name: string): string | undefined =>
  Object.hasOwn(lock.images, name) ? lock.images[name]?.id : undefined

/** Pure: the lock with this image; former contexts of the same capability leave it, the site's history keeps them. */
export function withImage(lock: ImagesLock, name: string, image: LockedImage): ImagesLock {
  const repository = `${name.split(':')[0]}:`
  const others = Object.entries(lock.images).filter(([key]) => !key.startsWith(repository))
  const images = [...others, [name, image] as const].sort(([a], [b]) => (a < b ? -1 : 1))
  return { version: 1, images: Object.fromEntries(images) }
}

/** Written whole or not at all. */
export const writeLock = (siteDir: string, lock: ImagesLock): void => writeJson(lockPath(siteDir), lock)

function badLock(path: string, fault: string): Failure {
  return new Failure('IMAGES-LOCK', {
    fr: `${path} n'est pas un verrou d'images lisible (${fault}) : restaurez-le depuis le dépôt du site, ou supprimez-le pour qu'il soit refait`,
    en: `${path} is not a readable image lock (${fault}): restore it from the site's repository, or remove it to have it made again`,
  })
}
