import type { Architecture } from '../../modules/architecture.ts'
import type { DockerClient } from '../docker/client.ts'
import { orUndefined } from '../docker/client.ts'
import { probeConnections } from '../docker/probe.ts'

export type Reach = 'open' | 'closed' | 'unknown'

/** One pair tried; endpoints are roles, or `host` for the machine itself. */
export interface ReachabilityRow {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: 'tcp'
  /** What site.yaml's architecture says. */
  readonly declared: Reach
  /** What the networks that exist imply. */
  readonly computed: Reach
  /** What an attempt to connect gave. */
  readonly measured: Reach
}

export interface ReachabilityRequest {
  readonly architecture: Architecture
  readonly docker: DockerClient
  /** Absent: nothing can be tried. */
  readonly baseImage?: string
  /** Whether the networks let `from` reach `to`: from the live graph. */
  readonly computed: (from: string, to: string) => Reach
  readonly timeoutMs?: number
}

interface Pair {
  readonly to: string
  readonly port: number
}

/**
 * Tries every ordered pair of containers, on each port that either end or a neighbour listens on, by address: what
 * is not declared must be closed even to somebody who knows where to knock.
 */
export async function measureReachability(request: ReachabilityRequest): Promise<ReachabilityRow[]> {
  const { architecture, docker } = request
  const addresses = await addressesOf(docker, architecture)
  const pairs = architecture.services.flatMap(({ role: to, listens }) =>
    listens.map((port): Pair => ({ to, port })),
  )
  const rows = await Promise.all(
    architecture.services.map(({ role }) =>
      measureFrom(
        request,
        role,
        pairs.filter(({ to }) => to !== role),
        addresses,
      ),
    ),
  )
  return rows.flat()
}

async function measureFrom(
  { architecture, docker, baseImage, computed, timeoutMs = 1500 }: ReachabilityRequest,
  from: string,
  pairs: readonly Pair[],
  addresses: ReadonlyMap<string, readonly string[]>,
): Promise<ReachabilityRow[]> {
  const targets = pairs.flatMap(({ to, port }) =>
    (addresses.get(to) ?? []).map((address) => ({ to, address, port })),
  )
  const results =
    baseImage === undefined
      ? []
      : await probeConnections({
          docker,
          siteId: architecture.siteId,
          baseImage,
          fromContainer: `${architecture.siteId}-${from}`,
          targets,
          timeoutMs,
        })
  return pairs.map(({ to, port }) => {
    const tried = results.filter((_, index) => targets[index]?.to === to && targets[index].port === port)
    const measured = worst(tried.map(({ state }) => state))
    return {
      from,
      to,
      port,
      protocol: 'tcp',
      declared: declaredReach(architecture, from, to, port),
      computed: computed(from, to),
      measured,
    }
  })
}

/** Open on one address is open; unknown is never taken for closed. */
function worst(states: readonly Reach[]): Reach {
  if (states.includes('open')) return 'open'
  return states.length === 0 || states.includes('unknown') ? 'unknown' : 'closed'
}

function declaredReach({ conduits }: Architecture, from: string, to: string, port: number): Reach {
  return conduits.some((each) => each.from === from && each.to === to && each.port === port)
    ? 'open'
    : 'closed'
}

/** Every address of each role, on all its networks. */
async function addressesOf(
  docker: DockerClient,
  { siteId, services }: Architecture,
): Promise<Map<string, readonly string[]>> {
  const entries = await Promise.all(
    services.map(async ({ role }): Promise<[string, readonly string[]]> => {
      const found = await orUndefined(docker.getContainer(`${siteId}-${role}`).inspect())
      const networks = Object.values(found?.NetworkSettings.Networks ?? {})
      return [role, networks.map(({ IPAddress }) => IPAddress).filter((address) => address !== '')]
    }),
  )
  return new Map(entries)
}
