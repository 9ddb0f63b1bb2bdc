import type { Lang, Text } from '../../../modules/site/text.ts'
import { LEVELS, type Assessment, type Level } from '../../assessment.ts'
import { RULES } from '../../registry.ts'
import type { Rule } from '../../rule.ts'
import { groupBy, titleOf } from '../shared.ts'
import { compare, type Row } from './comparison.ts'
import type { Markup } from './markup.ts'
import { typeset } from './words.ts'

/** The assessments of one site, and how to verify that they are what was signed. */
export interface ReportSet {
  readonly synth?: Assessment
  readonly plan?: Assessment
  readonly live?: Assessment
  readonly signature?: Signature
}

export interface Signature {
  /** `sha256:…` of the public key. */
  readonly fingerprint: string
  /** Command lines that verify the folder without Socle. */
  readonly commands: readonly string[]
}

/** All that a section of the report is written from. */
export interface Report {
  readonly lang: Lang
  readonly site: string
  /** In the order in which a claim is proven; at least one. */
  readonly levels: readonly Assessment[]
  readonly missing: readonly Level[]
  readonly rows: readonly Row[]
  readonly byRule: ReadonlyMap<string, readonly Row[]>
  /** Rules of the catalogue, judged or not. */
  readonly rules: readonly Rule[]
  readonly signature?: Signature
  readonly say: (text: Text) => string
}

/** @throws RangeError when there is nothing to report on, or two sites */
export function reportOf(set: ReportSet, lang: Lang): Report {
  const levels = LEVELS.flatMap((level) => set[level] ?? [])
  const [site, other] = [...new Set(levels.map((assessment) => assessment.site))]
  if (site === undefined || other !== undefined)
    throw new RangeError(
      `a report is about one site, not ${site === undefined ? 'none' : `${site} and ${other}`}`,
    )
  const rows = compare(levels)
  return {
    lang,
    site,
    levels,
    missing: LEVELS.filter((level) => set[level] === undefined),
    rows,
    byRule: new Map(groupBy(rows, ({ rule }) => rule)),
    rules: RULES,
    ...(set.signature === undefined ? {} : { signature: set.signature }),
    say: (text) => typeset(text[lang], lang),
  }
}

/** A chapter of the report. */
export interface Section {
  readonly id: string
  readonly title: Text
  readonly render: (report: Report) => Markup
}

export const ruleTitle = (id: string, { lang }: Report): string => typeset(titleOf(id, lang), lang)
