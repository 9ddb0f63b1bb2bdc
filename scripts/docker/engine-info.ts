import type { EngineObservation } from '../../policies/index.ts'
import type { DockerClient } from './client.ts'

/** What of `docker info` is read; engines of any age answer, and what one does not say is not there. */
interface Info {
  readonly SecurityOptions?: readonly string[] | null
  readonly LiveRestoreEnabled?: boolean
  readonly IPv4Forwarding?: boolean
  readonly LoggingDriver?: string
  readonly OperatingSystem?: string
  readonly ServerVersion?: string
  readonly Warnings?: readonly string[] | null
}

/** What the engine says of itself. @param endpoint where it was spoken to, as site.yaml writes it */
export async function engineObservation(docker: DockerClient, endpoint: string): Promise<EngineObservation> {
  const info = (await docker.info()) as Info
  return {
    version: info.ServerVersion ?? '',
    securityOptions: info.SecurityOptions ?? [],
    liveRestore: info.LiveRestoreEnabled === true,
    ...(info.IPv4Forwarding === undefined ? {} : { ipForward: info.IPv4Forwarding }),
    loggingDriver: info.LoggingDriver ?? '',
    operatingSystem: info.OperatingSystem ?? '',
    warnings: info.Warnings ?? [],
    endpoint,
  }
}
