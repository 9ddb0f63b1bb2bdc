import type { Assessment } from '../assessment.ts'
import { htmlReport, type Signature } from './html.ts'
import { junitReport } from './junit.ts'
import { markdownReport, type MarkdownOptions } from './markdown.ts'
import { oscalReport } from './oscal.ts'
import { sarifReport } from './sarif.ts'

type Renderer = (assessments: readonly Assessment[], options: MarkdownOptions) => string

/** Every file that renders the assessments of a site: pure, and the same to the byte for the same assessments. */
const RENDERERS = {
  'junit.xml': junitReport,
  'results.sarif': sarifReport,
  'code-scanning.sarif': (assessments, options) =>
    sarifReport(assessments, { ...options, onlyProblems: true }),
  'oscal-assessment-results.json': oscalReport,
  'report.md': markdownReport,
} satisfies Readonly<Record<string, Renderer>>

export type ReportFile = keyof typeof RENDERERS

/**
 * The reports of the assessments of one site, by file name.
 * @param assessments at least one, each of another level
 */
export const renderMachineReports = (
  assessments: readonly Assessment[],
  options: MarkdownOptions,
): Record<ReportFile, string> =>
  Object.fromEntries(
    Object.entries<Renderer>(RENDERERS).map(([name, render]) => [name, render(assessments, options)]),
  ) as Record<ReportFile, string>

export interface RenderOptions extends MarkdownOptions {
  /** How the folder is verified, where it is signed. */
  readonly signature?: Signature
}

/** Every report of the assessments of one site, by file name: those that machines read, and the auditor's. */
export const renderReports = (
  assessments: readonly Assessment[],
  { signature, ...options }: RenderOptions,
): Record<ReportFile | 'report.html', string> => ({
  ...renderMachineReports(assessments, options),
  'report.html': htmlReport(
    {
      ...Object.fromEntries(assessments.map((assessment) => [assessment.level, assessment])),
      ...(signature === undefined ? {} : { signature }),
    },
    options,
  ),
})
