import type { Lang, Text } from '../../modules/site/text.ts'
import { wording, type Assessment, type Result } from '../assessment.ts'
import {
  acceptedBy,
  categoryOf,
  cited,
  countsLine,
  countsOf,
  coverageLine,
  gravest,
  groupBy,
  inCategory,
  laterOf,
  ruleOf,
  shortened,
  titleOf,
  unjudgedAttributes,
  withVisibleTexts,
} from './shared.ts'
import { CATEGORIES, COLON, counted, LATER, LEVEL, SEVERITY, WORDS, type Category } from './words.ts'

export interface ConsoleOptions {
  readonly lang: Lang
  /** @default false */
  readonly colour?: boolean
}

const RED = '31'
const YELLOW = '33'

/** Told one by one, with the colour of their word; the rest is counted. */
const TOLD: readonly (readonly [Category, string])[] = [
  ['fail', RED],
  ['unknown', YELLOW],
  ['waived', YELLOW],
  ['declared', YELLOW],
]

const UPPER: Readonly<Record<string, Text>> = {
  fail: { fr: 'ÉCHEC', en: 'FAIL' },
  unknown: { fr: 'INCONNU', en: 'UNKNOWN' },
  waived: { fr: 'ACCEPTÉ', en: 'WAIVED' },
  declared: { fr: 'DÉCLARÉ', en: 'DECLARED' },
}

/**
 * The assessment for a terminal: what fails first with its remedy, then what is in doubt or rests on somebody's word,
 * a line for each rule that was judged, and in a few lines all that was not.
 */
export function consoleReport(judged: Assessment, { lang, colour = false }: ConsoleOptions): string {
  const assessment = withVisibleTexts(judged)
  const paint = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  return [
    `${assessment.site} · ${LEVEL[assessment.level][lang]}`,
    ...TOLD.flatMap(([category, code]) =>
      gravest(inCategory(assessment, category)).flatMap((result) =>
        detailed(result, lang, paint(code, UPPER[category]?.[lang] ?? '')),
      ),
    ),
    ...rulesTable(assessment, lang),
    ...notJudged(assessment, lang),
    ...uncovered(assessment, lang),
    ...section(
      { fr: 'À savoir :', en: 'Good to know:' }[lang],
      assessment.notices.map((notice) => notice[lang]),
    ),
    '',
    `${countsLine(assessment, lang)} · ${coverageLine(assessment, lang)}`,
  ].join('\n')
}

function detailed(result: Result, lang: Lang, word: string): string[] {
  const { rule: id, subject, severity, status, where, waiver, variant } = result
  const line = (name: keyof typeof WORDS, text: string) =>
    text === '' ? [] : [`    ${WORDS[name][lang].padEnd(7)} ${text}`]
  return [
    '',
    `${word} ${id} ${SEVERITY[severity][lang]} · ${subject}${where === undefined ? '' : ` · ${where}`}`,
    `    ${titleOf(id, lang)}`,
    ...line('seen', wording(result, 'seen', lang)),
    ...line('want', wording(result, 'want', lang)),
    ...line('reason', wording(result, 'reason', lang)),
    ...(status === 'fail' ? line('fix', ruleOf(id)?.fix[lang] ?? '') : []),
    ...(waiver === undefined ? [] : [`    ${acceptedBy(waiver, lang)}`]),
    ...(variant === true ? [`    ${WORDS.variant[lang]}`] : []),
    ...cited(result, lang).map((text) => `    ${text}`),
  ]
}

/** What the table leaves to the lines below it. */
const IS_ELSEWHERE: readonly Category[] = ['deferred', 'pending', 'not-applicable']

/** One line for each rule that says something here: how many subjects in each category. */
function rulesTable({ results }: Assessment, lang: Lang): string[] {
  const rows = groupBy(
    results.filter((result) => !IS_ELSEWHERE.includes(categoryOf(result))),
    ({ rule }) => rule,
  ).map(([id, own]) => ({ id, title: titleOf(id, lang), text: tally(own, lang) }))
  const width = Math.max(0, ...rows.map(({ title }) => title.length))
  return rows.length === 0
    ? []
    : ['', ...rows.map(({ id, title, text }) => `${id.padEnd(7)} ${title.padEnd(width)}  ${text}`)]
}

function tally(results: readonly Result[], lang: Lang): string {
  const counts = countsOf(results)
  const variants = results.filter(({ variant }) => variant === true).length
  const parts = CATEGORIES.filter((category) => counts[category] > 0).map((category) =>
    counted(counts[category], category, lang),
  )
  return parts.join(', ') + (variants === 0 ? '' : ` (${WORDS.variant[lang]}${COLON[lang]}${variants})`)
}

/** Many rules wait for the same thing: a line for each thing. */
function notJudged(assessment: Assessment, lang: Lang): string[] {
  const of = (category: Category) => inCategory(assessment, category)
  const pending = of('pending')
  const capabilities = groupBy(
    pending.filter((result) => result.pending === 'capability'),
    ({ rule }) => ruleOf(rule)?.awaits ?? '',
  ).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...section({ fr: 'Se jugera plus tard :', en: 'To be judged later:' }[lang], [
      ...laterOf(assessment).flatMap(([level, results]) => listed(LATER[level][lang], results, lang)),
    ]),
    ...section({ fr: 'À fournir, jugé par nulle machine :', en: 'To supply, judged by no machine:' }[lang], [
      ...listed(
        { fr: 'pièces', en: 'documents' }[lang],
        pending.filter((result) => result.pending === 'document'),
        lang,
      ),
      ...capabilities.flatMap(([name, results]) => listed(awaited(name)[lang], results, lang)),
    ]),
    ...section({ fr: 'Sans objet :', en: 'Not applicable:' }[lang], [
      ...groupBy(of('not-applicable'), (result) => wording(result, 'reason', lang)).flatMap(
        ([reason, results]) => listed(reason, results, lang),
      ),
    ]),
  ]
}

const awaited = (capability: string): Text =>
  capability === ''
    ? { fr: 'attend une capacité', en: 'waits for a capability' }
    : { fr: `attend « ${capability} »`, en: `waits for "${capability}"` }

/** `pièces (3) : GOV-01, GOV-02, GOV-03`, over as many lines as it takes. */
function listed(name: string, results: readonly Result[], lang: Lang): string[] {
  const ids = [...new Set(results.map(({ rule }) => rule))]
  if (ids.length === 0) return []
  return wrapped(`${name} (${ids.length})${{ fr: ' :', en: ':' }[lang]} ${ids.join(', ')}`)
}

const WIDTH = 108

function wrapped(text: string): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + word.length < WIDTH) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(`  ${word}`)
  }
  return lines
}

function uncovered(assessment: Assessment, lang: Lang): string[] {
  const { unjudged, attributes } = assessment.coverage
  const named = unjudgedAttributes(assessment).map(([type, names]) => `${type} (${names.join(', ')})`)
  const title = {
    fr: `Attributs écrits dont aucune règle ne décide (${attributes.length}) :`,
    en: `Attributes that are written and that no rule decides by (${attributes.length}):`,
  }[lang]
  return [
    ...section({ fr: 'Ressources que rien ne juge :', en: 'Resources that nothing judges:' }[lang], unjudged),
    ...(named.length === 0 ? [] : ['', shortened(`${title} ${named.join(', ')}`, WIDTH)]),
  ]
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
