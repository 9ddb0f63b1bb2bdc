import type { Text } from '../../modules/site/text.ts'
import type { Output } from './output.ts'

class Interrupted extends Error {}

export const interrupted = (error: unknown): boolean => error instanceof Interrupted

/**
 * Runs work that Ctrl-C or SIGTERM may stop: the signal reaches the commands it started, which end by themselves and
 * leave their state whole; then `resume` says how to go on. A second Ctrl-C is left to Node and ends at once.
 */
export async function interruptible<T>(
  output: Output,
  resume: Text,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const stop = (): void => {
    output.note({
      fr: '\nInterruption demandée : fin propre en cours…',
      en: '\nInterrupted: ending cleanly…',
    })
    controller.abort()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const result = await work(controller.signal)
    if (controller.signal.aborted) throw new Interrupted()
    return result
  } catch (error) {
    if (!controller.signal.aborted) throw error
    output.note(resume)
    throw new Interrupted()
  } finally {
    process.removeListener('SIGINT', stop)
    process.removeListener('SIGTERM', stop)
  }
}
