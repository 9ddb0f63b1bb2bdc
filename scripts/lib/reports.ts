import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Lang } from '../../modules/site/text.ts'
import { LEVELS, renderReports, type Assessment, type ReportSignature } from '../../policies/index.ts'
import { readJson, writeWhole } from './files.ts'
import { removeSignature } from './signing.ts'

export interface ReportRequest {
  readonly outDir: string
  /** Folder of site.yaml: findings are shown where its repository has it. */
  readonly siteDir?: string
  /** Assessments of another site that were left in the same folder are not this one's. */
  readonly siteId: string
  readonly lang: Lang
  readonly signature?: ReportSignature
}

/** The assessments of a site that lie in a folder, in the order of the levels. */
export const assessmentsIn = (outDir: string, siteId: string): Assessment[] =>
  LEVELS.flatMap((level) => readJson<Assessment>(join(outDir, `assessment.${level}.json`)) ?? []).filter(
    ({ schema, site }) => schema === 'socle/assessment/1' && site === siteId,
  )

/** Renders every report from the assessments that lie in the folder, beside them; gives the names written. */
export function writeReports({ outDir, siteId, siteDir, ...options }: ReportRequest): string[] {
  const folder = siteDir === undefined ? undefined : pathInRepository(siteDir)
  const reports = renderReports(assessmentsIn(outDir, siteId), {
    ...options,
    ...(folder === undefined ? {} : { folder }),
  })
  for (const [name, text] of Object.entries(reports)) writeWhole(join(outDir, name), text)
  // A signature of what the folder held before would only confuse whoever verifies it.
  if (options.signature === undefined) removeSignature(outDir)
  return Object.keys(reports)
}

/** Path of a folder from the root of the Git repository that holds it; `undefined` where none does. */
function pathInRepository(folder: string): string | undefined {
  for (let root = folder; ; root = dirname(root)) {
    if (existsSync(join(root, '.git'))) return relative(root, folder)
    if (root === dirname(root)) return undefined
  }
}
