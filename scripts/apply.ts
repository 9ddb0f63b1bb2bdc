import type { Verb } from './cli.ts'
import { runApply } from './lib/apply-verb.ts'
import { interruptible } from './lib/interrupt.ts'
import { withLock } from './lib/lock.ts'
import { adoptedVolumes, deletableVolumes, engineOption } from './lib/options.ts'
import { openSession } from './lib/session.ts'
import { waitForChild } from './lib/recovery.ts'
import { readReview } from './lib/review.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle apply`: applies exactly the reviewed plan, or refuses. */
const apply: Verb = (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const resume = {
    fr: "L'application est interrompue, rien n'est à moitié écrit. Pour continuer : `socle apply` (le même plan, sans nouvelle revue).",
    en: 'The apply was interrupted, nothing is half written. To go on: `socle apply` (the same plan, no new review).',
  }
  return interruptible(output, resume, (signal) =>
    withLock(workspace.stateDir, 'apply', async () => {
      const progress = (line: string): void => output.note(`  ${line}`)
      await waitForChild(workspace.stateDir, progress)
      // The engine that was asked for, else the one whose plan was reviewed.
      const engine = engineOption(options).engine ?? readReview(workspace.stateDir)?.engine
      const session = await openSession(workspace, { ...(engine ? { engine } : {}), signal, progress })
      output.note({ fr: `Moteur : ${session.engine.label}`, en: `Engine: ${session.engine.label}` })
      const { exit } = await runApply(session, output, {
        deletableVolumes: deletableVolumes(options),
        adoptedVolumes: adoptedVolumes(options),
        ...(typeof options['withDebt'] === 'string' ? { debt: options['withDebt'] } : {}),
      })
      return exit
    }),
  )
}

export default apply
