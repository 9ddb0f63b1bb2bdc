import { reachability, type Assessment, type Graph } from '../../policies/index.ts'
import type { DockerClient } from '../docker/client.ts'
import { inspectSite } from '../docker/inspect.ts'
import { probeTls } from '../probes/tls.ts'
import { recordedEngine } from './engine-record.ts'
import { factsOf } from './facts.ts'
import { judgeLive } from './judgement.ts'
import { measureReachability, type Reach, type ReachabilityRow } from './reachability.ts'
import type { Synthesis } from './synthesis.ts'
import type { Workspace } from './workspace.ts'

export interface VerifyRequest {
  readonly workspace: Workspace
  readonly synthesis: Synthesis
  readonly docker: DockerClient
  readonly baseImage: string
}

export interface Verified {
  readonly assessment: Assessment
  readonly reachability: readonly ReachabilityRow[]
}

/** Reads the running site, probes it, judges what was seen and measures who reaches whom. */
export async function verifySite({
  workspace,
  synthesis,
  docker,
  baseImage,
}: VerifyRequest): Promise<Verified> {
  const { architecture, stateDir } = workspace
  const [inspection, tls] = await Promise.all([
    inspectSite(docker, architecture.siteId),
    probeDoors(workspace),
  ])
  const engine = recordedEngine(stateDir) ?? 'none'
  const { assessment, graph } = judgeLive(workspace, synthesis, { inspection, observations: { tls }, engine })
  const running = new Set(
    graph.containers.filter(({ runtime }) => runtime?.status === 'running').map(({ address }) => address),
  )
  const measurable = {
    ...architecture,
    services: architecture.services.filter(({ role }) => running.has(`docker_container.${role}`)),
  }
  const rows = await measureReachability({
    architecture: measurable,
    docker,
    baseImage,
    computed: computedFrom(graph, workspace),
  })
  return { assessment, reachability: rows }
}

function computedFrom(graph: Graph, { architecture }: Workspace): (from: string, to: string) => Reach {
  const rows = reachability(graph, factsOf(architecture))
  return (from, to) => rows.find((row) => row.from === from && row.to === to)?.computed ?? 'unknown'
}

/** TLS of every published door, with the name that people type. */
function probeDoors({ architecture, site }: Workspace) {
  const doors = architecture.services.flatMap(({ role, publishes }) =>
    publishes.filter(({ internal }) => internal === HTTPS_PORT).map((port) => ({ role, ...port })),
  )
  return Promise.all(
    doors.map(async ({ role, address, external }) => ({
      subject: `docker_container.${role}`,
      ...(await probeTls(
        address === '0.0.0.0' ? '127.0.0.1' : address,
        external,
        site.proxy.hostnames.billing,
      )),
    })),
  )
}

const HTTPS_PORT = 8443
