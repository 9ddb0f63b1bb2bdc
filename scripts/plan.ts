import { join } from 'node:path'
import type { Verb } from './cli.ts'
import { deletableVolumes, engineOption } from './lib/options.ts'
import { concludeWith } from './lib/conclusion.ts'
import { interruptible } from './lib/interrupt.ts'
import { withLock } from './lib/lock.ts'
import { imageChanges } from './lib/applied-images.ts'
import { writeWhole } from './lib/files.ts'
import { plannedChanges } from './lib/plan-changes.ts'
import { planComment } from './lib/plan-comment.ts'
import { planTable } from './lib/plan-table.ts'
import { planSite } from './lib/planning.ts'
import { writeReview } from './lib/review.ts'
import { openSession } from './lib/session.ts'
import { startStoppedPublishers } from './lib/stopped.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle plan`: what the engine would change, judged; keeps the digest that `apply` will hold it to. */
const plan: Verb = (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const resume = {
    fr: "Rien n'a été appliqué. Relancez `socle plan` quand vous voulez.",
    en: 'Nothing was applied. Run `socle plan` again whenever you like.',
  }
  return interruptible(output, resume, (signal) =>
    withLock(workspace.stateDir, 'plan', async () => {
      const progress = (line: string): void => output.note(`  ${line}`)
      const session = await openSession(workspace, { ...engineOption(options), signal, progress })
      const { engine, images } = session
      output.note({ fr: `Moteur : ${engine.label}`, en: `Engine: ${engine.label}` })
      for (const reason of session.passedOver) output.note(reason)
      await startStoppedPublishers(session, output)
      const planned = await planSite({
        ...session,
        lock: images.lock,
        deletableVolumes: deletableVolumes(options),
      })
      writeReview(workspace.stateDir, {
        digest: planned.digest,
        at: new Date().toISOString(),
        engine: engine.name,
      })
      const changes = plannedChanges(planned.plans)
      const rebuilt = imageChanges(workspace.stateDir, images.lock)
      if (!output.json) output.say(planTable(changes, rebuilt, output.lang))
      const { assessment, digest } = planned
      const comment = planComment({ assessment, changes, images: rebuilt, digest, lang: output.lang })
      writeWhole(join(workspace.outDir, 'plan.md'), comment)
      return concludeWith(planned.assessment, workspace, output, {
        digest,
        changes,
        images: rebuilt,
      })
    }),
  )
}

export default plan
