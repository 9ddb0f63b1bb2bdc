import { orUndefined, type DockerClient } from '../client.ts'
import { BASE_CAPABILITY, imageNames } from './context.ts'
import { lockedImage, readLock } from './lock.ts'

/** Id of the base image of a site where its host holds it; builds nothing. */
export async function presentBase(docker: DockerClient, siteDir: string): Promise<string | undefined> {
  const name = (await imageNames([]))[BASE_CAPABILITY] ?? ''
  const id = lockedImage(readLock(siteDir), name)
  return id !== undefined && (await orUndefined(docker.getImage(id).inspect())) ? id : undefined
}
