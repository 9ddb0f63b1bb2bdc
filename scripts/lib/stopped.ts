import { orUndefined } from '../docker/client.ts'
import type { Output } from './output.ts'
import type { Session } from './session.ts'

/**
 * Starts a publishing container that was stopped by hand: with its ports gone, the provider would plan to replace it
 * rather than start it, and go on doing so for ever.
 */
export async function startStoppedPublishers(
  { docker, engine, workspace }: Session,
  output: Output,
): Promise<void> {
  if (engine.name === 'compose') return
  const { siteId, services } = workspace.architecture
  for (const { role } of services.filter(({ publishes }) => publishes.length > 0)) {
    const container = docker.getContainer(`${siteId}-${role}`)
    const found = await orUndefined(container.inspect())
    if (!found || found.State.Status !== 'exited') continue
    await container.start()
    output.note({
      fr: `${role} était arrêté : redémarré avant le plan`,
      en: `${role} was stopped: started before the plan`,
    })
  }
}
