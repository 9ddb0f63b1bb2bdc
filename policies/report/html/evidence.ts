import type { Lang } from '../../../modules/site/text.ts'
import { LEVELS, wording, type Level, type Result } from '../../assessment.ts'
import { categoryOf } from '../shared.ts'
import { WORDS } from '../words.ts'
import { isJudged, saidOf, type Row } from './comparison.ts'
import { code, html, joinedBy, type Content, type Markup } from './markup.ts'
import type { Report } from './report.ts'
import { table, type Column } from './table.ts'
import { BASIS, LEVEL_NAME, splitMark, stateOf, typeset } from './words.ts'

/** What one level says of a row: each verdict with its basis. */
function verdictAt({ at }: Row, level: Level, { lang, say }: Report): Content {
  if (at[level].length === 0)
    return html`<span class="absent"
      ><span aria-hidden="true">·</span> ${say({ fr: 'pas de verdict', en: 'no verdict' })}</span
    >`
  return at[level].map((result) => html`<span class="verdict">${verdict(result, lang)}</span>`)
}

/** The verdict, and what it stands on where something was judged. */
function verdict(result: Result, lang: Lang): Content {
  const category = categoryOf(result)
  return html`${stateOf(category, lang)}
  ${isJudged(category) ? html`<small>${BASIS[result.basis][lang]}</small>` : ''}
  ${result.variant === true ? html`<small>${WORDS.variant[lang]}</small>` : ''}`
}

const levelColumns = ({ levels, lang }: Report): Column[] =>
  levels.map(({ level }) => ({ title: LEVEL_NAME[level][lang], kind: 'short' }))

const verdictCells = (row: Row, report: Report): Content[] =>
  report.levels.map(({ level }) => verdictAt(row, level, report))

/** The subject and what asked for it, when that is known. */
function subjectOf(row: Row, { lang }: Report): Markup {
  const where = saidOf(row).find(({ result }) => result.where !== undefined)?.result.where
  return html`${code(row.subject)} ${where === undefined ? '' : html`<small>${where}</small>`}
  ${row.disagrees ? splitMark(lang) : ''}`
}

/** What was seen and wanted, once where the levels read the same, else level by level. */
function evidenceOf(row: Row, report: Report): Content {
  const said = saidOf(row).filter(({ result }) => result.subject === row.subject)
  const texts = new Map<string, { result: Result; levels: Set<Level> }>()
  for (const { level, result } of said) {
    const key = JSON.stringify([shown(result, report), result.fingerprint])
    const known = texts.get(key) ?? { result, levels: new Set() }
    known.levels.add(level)
    texts.set(key, known)
  }
  const groups = [...texts.values()]
  return groups.map(({ result, levels }) => {
    const names = LEVELS.filter((level) => levels.has(level)).map((level) => LEVEL_NAME[level][report.lang])
    return html`<div class="seen">
      ${groups.length > 1 ? html`<b class="level">${names.join(', ')}</b>` : ''}${facts(result, report)}
    </div>`
  })
}

const FIELDS = {
  seen: { fr: 'vu', en: 'seen' },
  want: { fr: 'voulu', en: 'want' },
  reason: { fr: 'motif', en: 'reason' },
} as const

/** What was seen is shown letter for letter. Where nothing was judged, what was wanted is the title of the rule. */
function shown(result: Result, { lang }: Report): [keyof typeof FIELDS, string][] {
  const seen = wording(result, 'seen', lang)
  const want = isJudged(categoryOf(result)) || seen !== '' ? wording(result, 'want', lang) : ''
  const lines: [keyof typeof FIELDS, string][] = [
    ['seen', seen],
    ['want', typeset(want, lang)],
    ['reason', typeset(wording(result, 'reason', lang), lang)],
  ]
  return lines.filter(([, text]) => text !== '')
}

function facts(result: Result, report: Report): Content {
  const { lang } = report
  const lines = shown(result, report).map(
    ([field, text]) => html`<span class="fact"><i>${FIELDS[field][lang]}</i> ${text}</span>`,
  )
  const quoted =
    result.fingerprint === undefined
      ? []
      : [
          html`<span class="fact"
            ><i>${{ fr: 'empreinte', en: 'fingerprint' }[lang]}</i> <code>${result.fingerprint}</code></span
          >`,
        ]
  return joinedBy(' ', [...lines, ...quoted])
}

/** Rows with what was seen and the verdict of each level. */
export const rowsTable = (rows: readonly Row[], caption: Content, report: Report): Markup =>
  table({
    caption,
    kind: 'rows',
    columns: [
      { title: report.say({ fr: 'Sujet', en: 'Subject' }) },
      { title: report.say({ fr: 'Constat', en: 'Evidence' }) },
      ...levelColumns(report),
    ],
    rows: rows.map((row) => [subjectOf(row, report), evidenceOf(row, report), ...verdictCells(row, report)]),
  })
