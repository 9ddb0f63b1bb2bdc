import { HTTPS_PORT } from '../../modules/reverse-proxy/reverse-proxy.ts'
import { reachability, type Assessment, type Graph, type TlsObservation } from '../../policies/index.ts'
import type { DockerClient } from '../docker/client.ts'
import { inspectSite } from '../docker/inspect.ts'
import { probeTls } from '../probes/tls.ts'
import { deliveredCertificate } from './delivery.ts'
import { recordedEngine } from './engine-record.ts'
import { factsOf } from './facts.ts'
import { judgeLive, liveGraph } from './judgement.ts'
import { measureReachability, type Reach, type ReachabilityRow } from './reachability.ts'
import type { Synthesis } from './synthesis.ts'
import type { Workspace } from './workspace.ts'

export interface VerifyRequest {
  readonly workspace: Workspace
  readonly synthesis: Synthesis
  readonly docker: DockerClient
  /** Absent when the host does not hold it: what only a probe can tell is then unknown. */
  readonly baseImage?: string
}

export interface Verified {
  readonly assessment: Assessment
  readonly reachability: readonly ReachabilityRow[]
}

/** Reads the running site, probes it, measures who reaches whom, and judges all that was seen. */
export async function verifySite(request: VerifyRequest): Promise<Verified> {
  const { workspace, synthesis, docker } = request
  const [inspection, tls] = await Promise.all([
    inspectSite(docker, workspace.architecture.siteId),
    probeDoors(request),
  ])
  const before = liveGraph(workspace, synthesis, inspection, { tls })
  const reach = await measure(request, before)
  const graph = liveGraph(workspace, synthesis, inspection, { tls, reach })
  const engine = recordedEngine(workspace.stateDir) ?? 'none'
  return { assessment: judgeLive(workspace, synthesis, graph, engine), reachability: reach }
}

/** Attempts between the containers that run; the others are DRF-01's concern. */
function measure({ workspace, docker, baseImage }: VerifyRequest, graph: Graph): Promise<ReachabilityRow[]> {
  const { architecture } = workspace
  const isRunning = (role: string): boolean =>
    graph.containers.some(
      ({ address, runtime }) => address === `docker_container.${role}` && runtime?.status === 'running',
    )
  const services = architecture.services.filter(({ role }) => isRunning(role))
  const rows = reachability(graph, factsOf(architecture, workspace.site))
  const computed = (from: string, to: string): Reach =>
    rows.find((row) => row.from === from && row.to === to)?.computed ?? 'unknown'
  return measureReachability({
    architecture: { ...architecture, services },
    docker,
    computed,
    ...(baseImage === undefined ? {} : { baseImage }),
  })
}

/**
 * TLS of every published door, with the name that people type. Only the site's own door counts: it shows the very
 * certificate that was delivered to it. A door that this machine cannot reach is not probed, hence unknown.
 */
async function probeDoors(request: VerifyRequest): Promise<TlsObservation[]> {
  const { workspace } = request
  const { services, dockerHost } = workspace.architecture
  const isLocal = dockerHost.startsWith('unix:')
  const doors = services
    .flatMap(({ role, publishes }) => publishes.map((port) => ({ role, ...port })))
    .filter(({ internal, address }) => internal === HTTPS_PORT && (isLocal || !address.startsWith('127.')))
  const seen = await Promise.all(
    doors.map(async ({ role, address, external }) => {
      const certificate = await deliveredCertificate(request, role)
      const observed = await probeTls(address, external, workspace.site.proxy.hostnames.billing, certificate)
      return observed ? [{ subject: `docker_container.${role}`, ...observed }] : []
    }),
  )
  return seen.flat()
}
