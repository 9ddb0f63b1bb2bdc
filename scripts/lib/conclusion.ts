import { join } from 'node:path'
import type { Assessment } from '../../policies/assessment.ts'
import { consoleReport, exitStatus } from '../../policies/index.ts'
import { writeJson } from './files.ts'
import type { Output } from './output.ts'
import { writeReports } from './reports.ts'
import type { Workspace } from './workspace.ts'

/** Writes an assessment where the reports find it. */
export function keepAssessment(
  assessment: Assessment,
  { outDir }: Pick<Workspace, 'outDir'>,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const path = join(outDir, `assessment.${assessment.level}.json`)
  writeJson(path, { ...assessment, ...more })
  return path
}

/** Keeps the assessment, prints it for whoever reads, and answers with the exit status it stands for. */
export function concludeWith(
  assessment: Assessment,
  { outDir, siteDir }: Pick<Workspace, 'outDir'> & Partial<Pick<Workspace, 'siteDir'>>,
  output: Output,
  more: Readonly<Record<string, unknown>> = {},
): number {
  const path = keepAssessment(assessment, { outDir }, more)
  output.result({ ...assessment, ...more })
  if (!output.json) output.say(consoleReport(assessment, { lang: output.lang }))
  writeReports({
    outDir,
    siteId: assessment.site,
    lang: output.lang,
    ...(siteDir === undefined ? {} : { siteDir }),
  })
  output.note({
    fr: `Évaluation : ${path} · rapport : ${join(outDir, 'report.html')}`,
    en: `Assessment: ${path} · report: ${join(outDir, 'report.html')}`,
  })
  return exitStatus(assessment)
}
