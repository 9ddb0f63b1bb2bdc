import type { Lang, Text } from '../../../modules/site/text.ts'
import type { Basis, Level, Severity, Trust } from '../../assessment.ts'
import { CATEGORY, counted, type Category } from '../words.ts'
import { html, joinedBy, type Markup } from './markup.ts'

/** Short enough for the head of a column. */
export const LEVEL_NAME: Readonly<Record<Level, Text>> = {
  synth: { fr: 'Décrit', en: 'Described' },
  plan: { fr: 'Planifié', en: 'Planned' },
  live: { fr: 'En marche', en: 'Running' },
}

export const BASIS: Readonly<Record<Basis, Text>> = {
  configured: { fr: 'configuré', en: 'configured' },
  observed: { fr: 'observé', en: 'observed' },
  declared: { fr: 'déclaré', en: 'declared' },
}

export const SEVERITIES: readonly Severity[] = ['blocking', 'major', 'minor', 'info']

export const TRUST: readonly (readonly [Trust, Text])[] = [
  ['P', { fr: 'le document lui-même a été lu', en: 'the document itself was read' }],
  ['T', { fr: 'lu dans une transcription complète', en: 'read in a full transcription' }],
  ['S', { fr: 'lu dans une source secondaire', en: 'read in a secondary source' }],
  ['M', { fr: 'de mémoire', en: 'from memory' }],
  [
    'S-inf',
    {
      fr: "numéro à vérifier : la demande a été lue, son numéro se déduit de l'ordre du texte",
      en: 'number to be verified: the demand was read, its number follows from the order of the text',
    },
  ],
  ['*', { fr: 'demande de ce projet, sans guide', en: "this project's own demand, without a guide" }],
]

export const TO_VERIFY: Text = { fr: 'numéro à vérifier', en: 'number to be verified' }

/** What tells a state apart where colours are not seen. */
const SYMBOL: Readonly<Record<Category, string>> = {
  fail: '✗',
  unknown: '?',
  waived: '◆',
  declared: '✎',
  pass: '✓',
  deferred: '…',
  pending: '□',
  'not-applicable': '–',
}

/** `✗ échec`: a word and a symbol; colour only repeats them. */
export const stateOf = (category: Category, lang: Lang): Markup => badge(category, CATEGORY[category][lang])

const countOf = ([category, count]: readonly [Category, number], lang: Lang): Markup =>
  badge(category, counted(count, category, lang))

/** Marks a row whose levels do not agree. */
export const splitMark = (lang: Lang): Markup =>
  html`<span class="state split"
    ><span aria-hidden="true">≠</span> ${{ fr: 'désaccord', en: 'disagreement' }[lang]}</span
  >`

export const countsOf = (counts: readonly (readonly [Category, number])[], lang: Lang): Markup =>
  html`<span class="states"
    >${joinedBy(
      ' ',
      counts.map((each) => countOf(each, lang)),
    )}</span
  >`

const badge = (category: Category, text: string): Markup =>
  html`<span class="state ${category}"><span aria-hidden="true">${SYMBOL[category]}</span> ${text}</span>`

/** Curly apostrophes; in French a thin space, where no line breaks, before double signs and inside quotes. */
export function typeset(text: string, lang: Lang): string {
  const curly = text.replace(/(?<=\p{L})'(?=[\p{L}\p{N}])/gu, '’')
  return lang === 'fr' ? curly.replace(/ (?=[;:?!»])/g, '\u202f').replace(/(?<=«) /g, '\u202f') : curly
}

const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/** `2026-11-23` → `23 novembre 2026`, `2017-09` → `septembre 2017`; as it is written where it is no day. Months are ours: ICU changes its own. */
export function dayOf(iso: string, lang: Lang): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T|$)/.exec(iso) ?? []
  const name = MONTHS[lang][Number(month) - 1]
  if (year === undefined || name === undefined) return iso
  const first = lang === 'fr' && day === '01' ? '1er' : String(Number(day))
  return `${day === undefined ? '' : `${first}\u00a0`}${name} ${year}`
}

/** `23 novembre 2026 à 10:05 UTC` */
export function momentOf(iso: string, lang: Lang): string {
  const time = /T(\d{2}:\d{2})/.exec(iso)?.[1]
  return time === undefined
    ? dayOf(iso, lang)
    : `${dayOf(iso, lang)}${{ fr: ' à ', en: ' at ' }[lang]}${time}\u00a0UTC`
}
