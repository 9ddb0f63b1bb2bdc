import { Failure } from '../lib/fail.ts'
import { orUndefined, type DockerClient, type Work } from './client.ts'
import { runHelper } from './helper.ts'

export interface ProbeTarget {
  /** IPv4 address, or a name that the probed container resolves. */
  readonly address: string
  readonly port: number
}

/** `unknown` is never taken for `closed`: the attempt itself failed (name not resolved, probe cut short). */
export interface ProbeResult extends ProbeTarget {
  readonly state: 'open' | 'closed' | 'unknown'
  /** `refused`: the machine answered that nothing listens; `filtered`: no answer in time; `unreachable`: no route. */
  readonly how: 'connected' | 'refused' | 'filtered' | 'unreachable' | 'unresolved' | 'no-answer'
}

export interface ProbeRequest extends Work {
  readonly docker: DockerClient
  readonly siteId: string
  /** Image with bash and coreutils: Socle's base image. */
  readonly baseImage: string
  /** Running container whose network the attempts leave from; nothing runs inside it. */
  readonly fromContainer: string
  readonly targets: readonly ProbeTarget[]
  /** Silence after which a target counts as filtered. */
  readonly timeoutMs: number
}

const BATCH = 32
const ADDRESS = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/

/** One line per target on stdout: its number, the exit status of the attempt, the reason that bash gave. */
const SCRIPT = `
timeout=$1; shift
attempt() {
  reason=$(LC_ALL=C timeout --signal=KILL "$timeout" bash -c 'exec 3<>"/dev/tcp/$1/$2"' - "$2" "$3" 2>&1)
  status=$?
  printf '%s %s %s\\n' "$1" "$status" "\${reason//$'\\n'/ }"
}
number=0
while [ $# -gt 0 ]; do
  attempt "$number" "$1" "$2" &
  number=$((number + 1)); shift 2
  if [ $((number % ${BATCH})) -eq 0 ]; then wait; fi
done
wait
`

/**
 * Tries a TCP connection to each target from the network of a running container, whatever its image holds: the
 * attempts run in a throw-away container without any capability that joins its network namespace.
 * @throws Failure PROBE-NO-CONTAINER when the container does not run
 */
export async function probeConnections(request: ProbeRequest): Promise<ProbeResult[]> {
  const { docker, siteId, baseImage, fromContainer, targets, timeoutMs, signal } = request
  if (targets.length === 0) return []
  const bad = targets.find(({ address, port }) => !ADDRESS.test(address) || !isPort(port))
  if (bad) throw new Error(`not an address and a port: ${JSON.stringify(bad)}`)
  const origin = await orUndefined(docker.getContainer(fromContainer).inspect())
  if (!origin?.State.Running) throw notRunning(fromContainer)
  const seconds = (timeoutMs / 1000).toFixed(1)
  const argv = targets.flatMap(({ address, port }) => [address, String(port)])
  const host = { NetworkMode: `container:${origin.Id}`, PidsLimit: 8 * BATCH, Memory: 256 * 2 ** 20 }
  const entrypoint = ['/bin/bash', '-c', SCRIPT, 'probe', seconds, ...argv]
  // The script ends by itself; a stuck engine must not hold the verb for ever.
  const bound = AbortSignal.timeout(Math.ceil(targets.length / BATCH) * timeoutMs + 30_000)
  const spec = { siteId, kind: 'probe' as const, image: baseImage, entrypoint, host }
  try {
    const { stdout } = await runHelper(docker, spec, signal ? AbortSignal.any([signal, bound]) : bound)
    return readAttempts(targets, stdout)
  } catch (error) {
    signal?.throwIfAborted()
    if (bound.aborted) return readAttempts(targets, '')
    throw error
  }
}

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65_536

/** Pure: what the script printed, target by target, in the order given. */
export function readAttempts(targets: readonly ProbeTarget[], output: string): ProbeResult[] {
  const attempts = new Map<number, ProbeResult['how']>()
  for (const line of output.split('\n')) {
    const [, number, status, reason = ''] = /^(\d+) (\d+) (.*)$/.exec(line) ?? []
    if (number !== undefined) attempts.set(Number(number), howOf(Number(status), reason))
  }
  return targets.map((target, number) => {
    const how = attempts.get(number) ?? 'no-answer'
    return { ...target, state: STATES[how], how }
  })
}

const STATES = {
  connected: 'open',
  refused: 'closed',
  filtered: 'closed',
  unreachable: 'closed',
  unresolved: 'unknown',
  'no-answer': 'unknown',
} as const satisfies Record<ProbeResult['how'], ProbeResult['state']>

function howOf(status: number, reason: string): ProbeResult['how'] {
  if (status === 0) return 'connected'
  if (status === 137 || /Connection timed out/.test(reason)) return 'filtered'
  if (/Connection refused/.test(reason)) return 'refused'
  if (/No route to host|Network is unreachable|Host is unreachable/.test(reason)) return 'unreachable'
  if (/Name or service not known|name resolution|Name does not resolve/i.test(reason)) return 'unresolved'
  return 'no-answer'
}

function notRunning(container: string): Failure {
  return new Failure('PROBE-NO-CONTAINER', {
    fr: `les connexions depuis ${container} n'ont pas pu être essayées : ce conteneur ne tourne pas`,
    en: `connections from ${container} could not be tried: that container does not run`,
  })
}
