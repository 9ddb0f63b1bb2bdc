import { orUndefined, type DockerClient, type Work } from '../client.ts'
import { imageContexts } from './context.ts'
import { readLock } from './lock.ts'
import { pendingUpdates, type UpdatesResult } from './updates.ts'

/** One image as `socle images` shows it. */
export interface ImageDescription {
  readonly capability: string
  readonly name: string
  /** Absent while the image is not built. */
  readonly id?: string
  readonly builtAt?: string
  /** Whole days since it was built: its packages are not newer than that. */
  readonly ageDays?: number
  readonly packages?: number
  /** Whether the engine holds the image that the lock names. */
  readonly isPresent: boolean
  readonly updates?: UpdatesResult
}

export interface DescribeRequest extends Work {
  readonly docker: DockerClient
  readonly siteId: string
  readonly siteDir: string
  readonly capabilities: readonly string[]
  /** Asks Debian's archive, which takes a few seconds and needs the network. */
  readonly withUpdates?: boolean
  readonly modules?: string
  readonly now?: Date
}

/** The images of a site, the base first; builds nothing. */
export async function describeImages(request: DescribeRequest): Promise<ImageDescription[]> {
  const contexts = await imageContexts(request.capabilities, request.modules)
  const { images } = readLock(request.siteDir)
  const descriptions: ImageDescription[] = []
  // One after the other: each `apt-get update` takes a hundred megabytes of memory.
  for (const { capability, name } of contexts.values()) {
    const locked = images[name]
    descriptions.push(
      locked ? await describe(request, capability, name, locked) : { capability, name, isPresent: false },
    )
  }
  return descriptions
}

async function describe(
  request: DescribeRequest,
  capability: string,
  name: string,
  { id, builtAt, packages }: { id: string; builtAt: string; packages: object },
): Promise<ImageDescription> {
  const isPresent = (await orUndefined(request.docker.getImage(id).inspect())) !== undefined
  const isAsked = isPresent && (request.withUpdates ?? true)
  if (isAsked) request.progress?.(`${name}: apt-get update`)
  const updates = isAsked ? await pendingUpdates({ ...request, image: id }) : undefined
  return {
    capability,
    name,
    id,
    builtAt,
    ageDays: ageInDays(builtAt, request.now ?? new Date()),
    packages: Object.keys(packages).length,
    isPresent,
    ...(updates ? { updates } : {}),
  }
}

/** Pure: whole days between the two, never negative. */
export const ageInDays = (builtAt: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(builtAt)) / 86_400_000))
