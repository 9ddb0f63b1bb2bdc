import type { Text } from '../../../modules/site/text.ts'
import { orUndefined, type DockerClient } from '../client.ts'
import { debianImage, type DebianRequest } from './base.ts'
import { BASE_LABEL, buildImage, CONTEXT_LABEL } from './build.ts'
import { BASE_CAPABILITY, imageContexts, type ImageContext } from './context.ts'
import { readLock, withImage, writeLock, type ImagesLock, type LockedImage } from './lock.ts'
import { packageChanges, readPackages, type PackageChange } from './packages.ts'

const BUILDS_AT_ONCE = 2

/** With `refresh`, all is rebuilt, Debian included, with the packages of today. */
export interface EnsureRequest extends DebianRequest {
  readonly docker: DockerClient
  readonly siteId: string
  readonly siteDir: string
  /** The capabilities of this site; the base is always among them. */
  readonly capabilities: readonly string[]
  /** Folder of the capabilities, Socle's own by default. */
  readonly modules?: string
}

export interface EnsuredImage {
  readonly capability: string
  readonly name: string
  readonly id: string
  readonly action: Action
  /** What differs from the image that the lock named before; empty for the first one. */
  readonly changes: readonly PackageChange[]
  /** Something the operator should know, for example that the image the lock named is gone from the engine. */
  readonly note?: Text
}

export interface ImagesResult {
  /** The base first, then by capability. */
  readonly images: readonly EnsuredImage[]
  /** Id of the base image, which helper containers run on too. */
  readonly base: string
  readonly lock: ImagesLock
}

/** `kept`: as the lock says; `recorded`: on the engine already, only missing from the lock; `built`: just now. */
type Action = 'kept' | 'recorded' | 'built'

/**
 * Makes sure that the engine holds the image of every capability and that the lock names it. The lock wins over
 * the name: another site of the same machine may have refreshed what the name stands for.
 * Each image is recorded as soon as it is built, so that an interrupted run begins where it stopped.
 */
export async function ensureImages(request: EnsureRequest): Promise<ImagesResult> {
  const contexts = [...(await imageContexts(request.capabilities, request.modules)).values()]
  const [base, ...others] = contexts
  if (base?.capability !== BASE_CAPABILITY) throw new Error('contexts always begin with the base')
  const ledger = new Ledger(request.siteDir)
  const first = await ensureImage(request, base, ledger, () => debianImage(request.docker, request))
  const failed = new AbortController()
  const signal = request.signal ? AbortSignal.any([request.signal, failed.signal]) : failed.signal
  const rest = await inParallel(others, BUILDS_AT_ONCE, failed, (context) =>
    ensureImage({ ...request, signal }, context, ledger, () => Promise.resolve(first.id)),
  )
  return { images: [first, ...rest], base: first.id, lock: ledger.lock }
}

/** The lock in memory and on disk: two builds that end together must not overwrite each other's entry. */
class Ledger {
  readonly #siteDir: string
  lock: ImagesLock

  constructor(siteDir: string) {
    this.#siteDir = siteDir
    this.lock = readLock(siteDir)
  }

  record(name: string, image: LockedImage): void {
    this.lock = withImage(this.lock, name, image)
    writeLock(this.#siteDir, this.lock)
  }
}

async function ensureImage(
  request: EnsureRequest,
  context: ImageContext,
  ledger: Ledger,
  baseOf: () => Promise<string>,
): Promise<EnsuredImage> {
  const { docker, siteId, refresh = false, progress, signal } = request
  const before = ledger.lock.images[context.name]
  const { capability, name } = context
  const action = decide({
    refresh,
    isLockedPresent: before !== undefined && (await inspect(docker, before.id)) !== undefined,
    isNamePresent: isBuiltFrom(context, (await inspect(docker, name))?.Config.Labels),
  })
  if (action === 'kept' && before) return { capability, name, id: before.id, action, changes: [] }
  if (action === 'built') {
    const base = await baseOf()
    await buildImage(docker, context, { base, noCache: refresh, progress, signal })
  }
  const image = await describe(docker, siteId, name, signal)
  ledger.record(name, image)
  const changes = before ? packageChanges(before.packages, image.packages) : []
  const note = before && !refresh ? lost(name, before.id, image.id) : undefined
  return { capability, name, id: image.id, action, changes, ...(note ? { note } : {}) }
}

/** A name alone proves nothing: anybody may give it to any image. */
const isBuiltFrom = (
  { hash }: ImageContext,
  labels: Readonly<Record<string, string>> | null | undefined,
): boolean => labels?.[CONTEXT_LABEL] === hash && labels[BASE_LABEL] !== undefined

/** Pure: what has to be done for one image. */
export function decide(seen: { refresh: boolean; isLockedPresent: boolean; isNamePresent: boolean }): Action {
  if (seen.refresh) return 'built'
  if (seen.isLockedPresent) return 'kept'
  return seen.isNamePresent ? 'recorded' : 'built'
}

const inspect = (docker: DockerClient, reference: string) => orUndefined(docker.getImage(reference).inspect())

async function describe(
  docker: DockerClient,
  siteId: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<LockedImage> {
  const { Id, Created, Config } = await docker.getImage(name).inspect()
  const packages = await readPackages(docker, { siteId, image: Id, signal })
  const builtAt = new Date(Created).toISOString().replace(/\.\d+Z$/, 'Z')
  return { id: Id, builtAt, base: Config.Labels?.[BASE_LABEL] ?? '', packages }
}

function lost(name: string, from: string, to: string): Text | undefined {
  if (from === to) return undefined
  return {
    fr: `${name} : l'image que nommait le verrou (${from}) n'est plus sur ce moteur ; ${to} la remplace`,
    en: `${name}: the image that the lock named (${from}) is no longer on this engine; ${to} takes its place`,
  }
}

/** At most `width` at once; the first failure stops the others and is the one reported. Results keep the order. */
async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  failed: AbortController,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const queue = [...items.entries()]
  const results: R[] = []
  let failure: { readonly error: unknown } | undefined
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next && !failure; next = queue.shift()) {
      try {
        results[next[0]] = await work(next[1])
      } catch (error) {
        failure ??= { error }
        failed.abort(error)
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  if (failure) throw failure.error
  return results
}
