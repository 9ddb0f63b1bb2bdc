import { join } from 'node:path'
import type { ImagesLock } from '../docker/images/lock.ts'
import { packageChanges, type PackageChange } from '../docker/images/packages.ts'
import { readJson, writeJson } from './files.ts'

/** What differs between the image that was last applied and the one that the plan names. */
export interface ImageChange {
  /** `socle/postgresql` */
  readonly repository: string
  readonly from: string
  readonly to: string
  readonly packages: readonly PackageChange[]
}

const pathOf = (stateDir: string): string => join(stateDir, 'applied-images.json')

/** The images that the running site was applied with, packages included. */
export const recordAppliedImages = (stateDir: string, lock: ImagesLock): void =>
  writeJson(pathOf(stateDir), lock)

/** Images that were rebuilt since the last apply, and which packages changed in each; sorted. */
export function imageChanges(stateDir: string, lock: ImagesLock): ImageChange[] {
  const applied = readJson<ImagesLock>(pathOf(stateDir))
  if (!applied) return []
  const before = byRepository(applied)
  return [...byRepository(lock)]
    .flatMap(([repository, image]) => {
      const old = before.get(repository)
      if (!old || old.id === image.id) return []
      return [
        { repository, from: old.id, to: image.id, packages: packageChanges(old.packages, image.packages) },
      ]
    })
    .sort((a, b) => (a.repository < b.repository ? -1 : 1))
}

const byRepository = ({ images }: ImagesLock) =>
  new Map(Object.entries(images).map(([name, image]) => [name.split(':')[0] ?? name, image]))
