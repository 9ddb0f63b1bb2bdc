import { randomBytes } from 'node:crypto'
import { describe } from 'vitest'
import { connect, type DockerClient } from '../../../scripts/docker/client.ts'
import { DEBIAN, debianImage } from '../../../scripts/docker/images/base.ts'

export const ENGINE_HOST = 'unix:///var/run/docker.sock'

const unavailable = await connect(ENGINE_HOST).then(
  () => undefined,
  (error: Error) => error.message,
)

/** Tests on a live engine: skipped with the reason where there is none, unless `SOCLE_LAB=required`. */
export function describeLab(name: string, body: () => void): void {
  if (unavailable !== undefined && process.env['SOCLE_LAB'] === 'required') throw new Error(unavailable)
  if (unavailable !== undefined) console.warn(`skipped: ${name}: ${unavailable}`)
  describe.skipIf(unavailable !== undefined)(name, body)
}

/** A site id that no other run of the tests has. */
export const runId = (): string => `h4-${randomBytes(4).toString('hex')}`

/** The engine, and Debian on it. */
export async function lab(): Promise<{ docker: DockerClient; image: string }> {
  const docker = await connect(ENGINE_HOST)
  return { docker, image: await debianImage(docker, { debian: DEBIAN }) }
}
