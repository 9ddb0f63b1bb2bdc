import { reachability, type Assessment, type Graph } from '../../policies/index.ts'
import type { DockerClient } from '../docker/client.ts'
import { engineObservation } from '../docker/engine-info.ts'
import { inspectSite } from '../docker/inspect.ts'
import { observeDoors } from './observing-doors.ts'
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
  const { siteId, dockerHost } = workspace.architecture
  const [inspection, doors, engine] = await Promise.all([
    inspectSite(docker, siteId),
    observeDoors(request),
    engineObservation(docker, dockerHost),
  ])
  const observations = { ...doors, engine }
  const before = liveGraph(workspace, synthesis, inspection, observations)
  const reach = await measure(request, before)
  const graph = liveGraph(workspace, synthesis, inspection, { ...observations, reach })
  const label = recordedEngine(workspace.stateDir) ?? 'none'
  return { assessment: judgeLive(workspace, synthesis, graph, label), reachability: reach }
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
