import { Failure } from './fail.ts'

export interface ContainerState {
  readonly role: string
  readonly zone: string
  /** `running`, `exited`, `restarting`…, `missing`. */
  readonly state: string
  /** `healthy`, `starting`, `unhealthy`, `none`. */
  readonly health: string
  /** Last line the container's own health check printed: what it is doing. */
  readonly says: string
}

export interface HealthWait {
  readonly read: () => Promise<readonly ContainerState[]>
  readonly timeoutSeconds: number
  readonly progress: (line: string) => void
  readonly signal?: AbortSignal
  readonly intervalMilliseconds?: number
}

/**
 * Waits until every container is running and healthy, showing what each says of itself.
 * @throws Failure APPLY-UNHEALTHY naming those that are not, with their last words
 */
export async function waitHealthy({
  read,
  timeoutSeconds,
  progress,
  signal,
  intervalMilliseconds = 500,
}: HealthWait): Promise<void> {
  const deadline = Date.now() + timeoutSeconds * 1000
  for (;;) {
    const waiting = (await read()).filter(({ state, health }) => state !== 'running' || health !== 'healthy')
    if (waiting.length === 0) return
    progress(waiting.map(describe).join(' · '))
    signal?.throwIfAborted()
    if (Date.now() > deadline || waiting.some(({ state }) => state === 'missing')) throw unhealthy(waiting)
    await new Promise((resolve) => setTimeout(resolve, intervalMilliseconds))
  }
}

const describe = ({ role, state, health, says }: ContainerState): string =>
  `${role}: ${says || (state === 'running' ? health : state)}`

function unhealthy(waiting: readonly ContainerState[]): Failure {
  const list = waiting
    .map(({ role, state, health, says }) => `${role} (${state}, ${health}${says ? `, « ${says} »` : ''})`)
    .join(', ')
  return new Failure('APPLY-UNHEALTHY', {
    fr: `appliqué, mais pas en bonne santé : ${list}. Lisez les journaux du conteneur, corrigez, puis relancez \`socle plan\` et \`socle apply\``,
    en: `applied, but not healthy: ${list}. Read the container's logs, mend it, then run \`socle plan\` and \`socle apply\` again`,
  })
}
