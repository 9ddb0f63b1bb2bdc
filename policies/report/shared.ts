import { printable, type Lang, type Text } from '../../modules/site/text.ts'
import {
  LEVELS,
  wording,
  type Acceptance,
  type Assessment,
  type Result,
  type Severity,
} from '../assessment.ts'
import { RULES } from '../registry.ts'
import type { Rule } from '../rule.ts'
import { DEROGATIONS } from '../waivers/derogations.ts'
import { CATEGORIES, COLON, counted, WORDS, type Category } from './words.ts'

export interface ReportOptions {
  readonly lang: Lang
  /** Folder of the site in its repository, where reports name files for a forge (`clients/durand`). @default none */
  readonly folder?: string
}

/** What stands for one reader's view of all that a renderer needs: by level, with texts that drive no terminal. */
export const readable = (assessments: readonly Assessment[]): Assessment[] =>
  assessments
    .map(withVisibleTexts)
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (a.site < b.site ? -1 : 1))

/** What is judged may be anybody's file: none of its texts may move a cursor, hide or add a line. */
export function withVisibleTexts(assessment: Assessment): Assessment {
  const known = made.get(assessment) ?? (visibleIn(assessment) as Assessment)
  made.set(assessment, known)
  return known
}

/** One reading serves every report of an assessment. */
const made = new WeakMap<Assessment, Assessment>()

function visibleIn(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  if (Array.isArray(value)) return value.map(visibleIn)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [visible(key), visibleIn(item)] as const)
  // One order of keys, so that an assessment read again from a file renders the same to the byte.
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Marks of direction, tags and non-characters, which `printable` leaves, and which XML refuses or a reader cannot see. */
const UNSEEN =
  /[\u061c\u200b\u200e\u200f\u2060-\u2065\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Noncharacter_Code_Point}/gu

export const visible = (text: string): string =>
  printable(text).replace(UNSEEN, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`)

/** Text on one line, never empty. */
export const oneLine = (text: string): string => visible(text).replace(/\s+/g, ' ').trim() || '–'

export const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${[...text.slice(0, length - 1)].filter(isWhole).join('')}…`

/** Not the half of a character that a cut left. */
const isWhole = (character: string): boolean => !/\p{Cs}/u.test(character)

export function categoryOf({ status, deferred, pending }: Result): Category {
  if (pending !== undefined) return status === 'not-applicable' ? 'pending' : status
  return deferred === undefined ? status : 'deferred'
}

export const inCategory = ({ results }: Pick<Assessment, 'results'>, category: Category): Result[] =>
  results.filter((result) => categoryOf(result) === category)

/** What later levels will judge, in the order in which they come. */
export const laterOf = (assessment: Pick<Assessment, 'results'>): ['plan' | 'live', Result[]][] =>
  (['plan', 'live'] as const).map((level) => [
    level,
    inCategory(assessment, 'deferred').filter(({ deferred }) => deferred === level),
  ])

export const countsOf = (results: readonly Result[]): Record<Category, number> =>
  Object.fromEntries(
    CATEGORIES.map((category) => [category, inCategory({ results }, category).length]),
  ) as Record<Category, number>

/** `59 réussis, 0 échec, 1 inconnu, 8 différés`: what is none of the first three only where there is some. */
export function countsLine({ results }: Pick<Assessment, 'results'>, lang: Lang): string {
  const counts = countsOf(results)
  const first: readonly Category[] = ['pass', 'fail', 'unknown']
  const others = CATEGORIES.filter((category) => !first.includes(category) && counts[category] > 0)
  return [...first, ...others].map((category) => counted(counts[category], category, lang)).join(', ')
}

export function coverageLine({ coverage }: Pick<Assessment, 'coverage'>, lang: Lang): string {
  const { judged, resources } = coverage
  return lang === 'fr'
    ? `${judged} ${judged < 2 ? 'ressource jugée' : 'ressources jugées'} sur ${resources}`
    : `${judged} of ${resources} resources judged`
}

const SEVERITIES: readonly Severity[] = ['blocking', 'major', 'minor', 'info']

/** Gravest first, otherwise in the order in which they came. */
export const gravest = (results: readonly Result[]): Result[] =>
  [...results].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))

/** Attributes that are written and that no rule decides by, by type of resource. */
export const unjudgedAttributes = ({ coverage }: Pick<Assessment, 'coverage'>): [string, string[]][] =>
  groupBy(coverage.attributes, ({ type }) => type).map(([type, own]) => [
    type,
    own.map(({ attribute }) => attribute),
  ])

export const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups]
}

/** Each result with its rank among those of the same rule on the same subject, from 1. */
export function ranked(results: readonly Result[]): { readonly result: Result; readonly rank: number }[] {
  const seen = new Map<string, number>()
  return results.map((result) => {
    const key = JSON.stringify([result.rule, result.subject])
    const rank = (seen.get(key) ?? 0) + 1
    seen.set(key, rank)
    return { result, rank }
  })
}

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]))

export const ruleOf = (id: string): Rule | undefined => BY_ID.get(id)

export const titleOf = (id: string, lang: Lang): string => ruleOf(id)?.title[lang] ?? id

export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** `site.yaml:31:5` in parts. */
export function placeOf(where: string | undefined): Place | undefined {
  const found = /^(.+):(\d+):(\d+)$/.exec(where ?? '')
  const [, file, line, column] = found ?? []
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) }
}

/** Path of a file of the site in its repository, with slashes. */
export const inFolder = (file: string, folder: string | undefined): string =>
  [...(folder ?? '').split(/[\\/]/), ...file.split(/[\\/]/)]
    .filter((part) => part !== '' && part !== '.')
    .join('/')

/** What was seen, wanted and why, and who accepted it: all that a result says, one fact a line. */
export function evidence(result: Result, lang: Lang): string[] {
  const facts = (['seen', 'want', 'reason'] as const).map(
    (field) => [field, wording(result, field, lang)] as const,
  )
  return [
    ...facts
      .filter(([, text]) => text !== '')
      .map(([field, text]) => `${WORDS[field][lang]}${COLON[lang]}${text}`),
    ...(result.variant === true ? [WORDS.variant[lang]] : []),
    ...(result.waiver === undefined ? [] : [acceptedBy(result.waiver, lang)]),
  ]
}

/** Who accepted a failure, until when, and what is done instead. */
export function acceptedBy(acceptance: Acceptance, lang: Lang): string {
  const { kind, id = '', approvedBy = '?', acceptedOn = '?', expires = '?' } = acceptance
  const who: Readonly<Record<Acceptance['kind'], Text>> = {
    waiver: {
      fr: `accepté par ${approvedBy} jusqu'au ${expires} inclus`,
      en: `accepted by ${approvedBy} until ${expires} inclusive`,
    },
    derogation: {
      fr: `dérogation ${id} de l'architecture, acceptée par ${approvedBy} le ${acceptedOn}, jusqu'au ${expires} inclus`,
      en: `derogation ${id} of the architecture, accepted by ${approvedBy} on ${acceptedOn}, until ${expires} inclusive`,
    },
    'command-line': {
      fr: 'accepté sur la ligne de commande, pour cette fois',
      en: 'accepted on the command line, this once',
    },
  }
  const instead = compensating(acceptance, lang)
  const label = { fr: ' ; en compensation : ', en: '; instead: ' }[lang]
  return who[kind][lang] + (instead === undefined ? '' : label + instead)
}

/** A derogation is written in both languages in its catalogue; a waiver only in its client's. */
export const compensating = ({ id, compensating: written }: Acceptance, lang: Lang): string | undefined =>
  DEROGATIONS.find((derogation) => derogation.id === id)?.compensating[lang] ?? written

/** Nothing here certifies: a guide inspires a rule, and the project owns what no guide asks. */
export function cited({ sources }: Pick<Result, 'sources'>, lang: Lang): string[] {
  const guides = sources
    .filter(({ trust }) => trust !== '*')
    .map(({ ref, version, trust }) => `${ref} (v${version}, ${trust})`)
  const own = sources.filter(({ trust }) => trust === '*').map(({ ref }) => ref.replace(/^Socle /, ''))
  return [
    ...(guides.length > 0
      ? [`${{ fr: 'règle inspirée de', en: 'rule inspired by' }[lang]} ${guides.join('; ')}`]
      : []),
    ...(own.length > 0 ? [`${{ fr: 'règle du projet', en: 'project rule' }[lang]} (${own.join('; ')})`] : []),
  ]
}
