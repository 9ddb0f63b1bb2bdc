import { LEVELS, type Assessment, type Level } from '../../../policies/assessment.ts'
import type { ReportSet } from '../../../policies/report/html.ts'
import type { Rule, Verdict } from '../../../policies/rule.ts'
import { judged, saying } from './samples.ts'

const ALL_LEVELS = { levels: LEVELS } as const

/** The markup of one chapter. */
export function chapterMarkup(page: string, id: string): string {
  return page.split(`<section id="${id}" class="chapter"`)[1]?.split('class="chapter"')[0] ?? ''
}

/** A page as it is read: without its style and its tags, each space once. */
export const textOf = (page: string): string =>
  page
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \n]+/g, ' ')
    .trim()

/** One chapter, by its id. */
export const chapter = (page: string, id: string): string =>
  textOf(
    page
      .split(`<section id="${id}"`)[1]
      ?.split('class="chapter"')[1]
      ?.replace(/^[^>]*>/, '') ?? '',
  )

/** Cells of the rows of a page that hold this text, as they are read. */
export const rowsWith = (page: string, text: string): string[][] =>
  [...page.matchAll(/<tr role="row">([\s\S]*?)<\/tr>/g)]
    .map(([, row = '']) => [...row.matchAll(/<t[hd] [\s\S]*?<\/t[hd]>/g)].map(([cell]) => textOf(cell)))
    .filter((cells) => cells.some((cell) => cell.includes(text)))

/** What a rule says at each level, in the order of the levels. */
export const atLevels = (
  ...rules: [id: string, byLevel: readonly (readonly Partial<Verdict>[])[], more?: Partial<Rule>][]
) =>
  Object.fromEntries(
    LEVELS.map((level, index): [Level, Assessment] => [
      level,
      judged({
        level,
        rules: rules.map(([id, byLevel, more]) =>
          saying(id, byLevel[index] ?? [], { ...ALL_LEVELS, ...more }),
        ),
      }),
    ]),
  ) as Required<Pick<ReportSet, Level>>

export const PROXY = 'docker_container.proxy'

export const DRIFTED = atLevels(
  [
    'CTR-01',
    [
      [{ subject: PROXY, seen: 'privileged=false' }],
      [{ subject: PROXY, seen: 'privileged=false' }],
      [{ subject: PROXY, status: 'fail', seen: 'privileged=true', want: 'privileged=false' }],
    ],
  ],
  [
    'CTR-04',
    [[{ subject: PROXY }], [{ subject: PROXY }], [{ subject: PROXY, status: 'unknown', reason: 'x' }]],
  ],
  ['NET-12', [[], [], [{ subject: PROXY, status: 'fail' }]], { severity: 'minor' }],
)

export const SIGNATURE = {
  fingerprint: `sha256:${'d'.repeat(64)}`,
  commands: ['sha256sum --check MANIFEST.sha256', 'openssl version'],
}
