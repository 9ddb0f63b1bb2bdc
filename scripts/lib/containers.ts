import type { Architecture } from '../../modules/architecture.ts'
import { orUndefined, type DockerClient } from '../docker/client.ts'
import type { ContainerState } from './health.ts'

/** State of each declared container, in the order of the architecture. */
export function readStates(
  docker: DockerClient,
  { siteId, services }: Architecture,
): Promise<ContainerState[]> {
  return Promise.all(
    services.map(async ({ role, zone }) => {
      const found = await orUndefined(docker.getContainer(`${siteId}-${role}`).inspect())
      if (!found) return { role, zone, state: 'missing', health: 'none', says: '' }
      const { Status, Health } = found.State
      return { role, zone, state: Status, health: Health?.Status ?? 'none', says: lastWords(Health?.Log) }
    }),
  )
}

/** What the last health check printed, on one line and bounded: an application's output is not trusted. */
function lastWords(log: readonly { Output: string }[] | undefined): string {
  const output = log?.at(-1)?.Output ?? ''
  return output
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .trim()
    .slice(0, 120)
}
