import { join } from 'node:path'
import type { Assessment } from '../../policies/assessment.ts'
import { exitStatus } from '../../policies/index.ts'
import { recordAppliedImages } from './applied-images.ts'
import { applySite } from './applying.ts'
import { concludeWith, keepAssessment } from './conclusion.ts'
import { readJson, writeJson } from './files.ts'
import { newFailures, recordDebt } from './gate.ts'
import { readJournal } from './journal.ts'
import type { Output } from './output.ts'
import { planSite, type Planned } from './planning.ts'
import { preflight } from './preflight.ts'
import { removeOrphans } from './recovery.ts'
import { writeReports } from './reports.ts'
import { readReview, requireReviewed } from './review.ts'
import type { Session } from './session.ts'
import { startStoppedPublishers } from './stopped.ts'

export interface ApplyOptions {
  readonly deletableVolumes: readonly string[]
  /** Volumes of this site that no state knows, taken over by name. */
  readonly adoptedVolumes?: readonly string[]
  /** Reason given for passing failures that the last applied assessment already held. */
  readonly debt?: string
  /** The plan that was just shown, where plan and apply are one command; else the reviewed one is read. */
  readonly reviewed?: Planned
}

export interface Applied {
  readonly changed: boolean
  readonly exit: number
}

/** Recover, plan again, compare with what was reviewed, judge, check, apply, record. */
export async function runApply(session: Session, output: Output, options: ApplyOptions): Promise<Applied> {
  const { workspace, engine, docker, context, images } = session
  const { stateDir, outDir } = workspace
  const journal = readJournal(stateDir)
  await startStoppedPublishers(session, output)
  const planned = await planSite({
    ...session,
    lock: images.lock,
    deletableVolumes: options.deletableVolumes,
  })
  const review = options.reviewed
    ? { digest: options.reviewed.digest, at: '', engine: engine.name }
    : readReview(stateDir)
  requireReviewed(planned.plans, planned.digest, planned.inputs, review, journal)
  if (!mayPass(planned.assessment, stateDir, options.debt, output)) {
    return { changed: false, exit: concludeWith(planned.assessment, workspace, output) }
  }
  const held = (
    await Promise.all(['vault' as const, 'site' as const].map((name) => engine.holds(name, context)))
  ).flat()
  await preflight({ ...session, held, journal, adopted: options.adoptedVolumes ?? [] })
  // Only now: an apply that is refused leaves what still runs alone.
  const orphans = journal ? await removeOrphans(docker, engine, journal, context) : []
  for (const line of orphans) output.note(line)
  const changed = await applySite({
    ...session,
    planned,
    baseImage: images.base,
    now: new Date(),
    isRecovery: journal !== undefined,
  })
  writeJson(join(stateDir, 'applied.json'), planned.assessment)
  recordAppliedImages(stateDir, images.lock)
  keepAssessment(planned.assessment, workspace)
  writeReports({ outDir, siteDir: workspace.siteDir, siteId: planned.assessment.site, lang: output.lang })
  output.result({
    site: workspace.architecture.siteId,
    engine: engine.label,
    changed,
    digest: planned.digest,
  })
  output.note(
    changed
      ? { fr: 'Appliqué : le site est en bonne santé.', en: 'Applied: the site is healthy.' }
      : {
          fr: 'Rien à changer : le site est déjà tel que décrit.',
          en: 'Nothing to change: the site already is as described.',
        },
  )
  return { changed, exit: exitStatus(planned.assessment) === 4 ? 4 : 0 }
}

/** The gate: no failure that counts, or only old ones that a person owns with a reason. */
function mayPass(
  assessment: Assessment,
  stateDir: string,
  debt: string | undefined,
  output: Output,
): boolean {
  const status = exitStatus(assessment)
  if (status === 0 || status === 4) return true
  if (status === 3 || debt === undefined) return false
  const fresh = newFailures(assessment, readJson<Assessment>(join(stateDir, 'applied.json')))
  if (fresh.length > 0) {
    for (const { rule, subject } of fresh)
      output.note({
        fr: `nouveau, donc pas une dette : ${rule} ${subject}`,
        en: `new, hence no debt: ${rule} ${subject}`,
      })
    return false
  }
  recordDebt(stateDir, assessment, debt)
  output.note({ fr: `Dette acceptée : ${debt}`, en: `Debt accepted: ${debt}` })
  return true
}
