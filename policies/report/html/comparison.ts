import { LEVELS, WHOLE_SITE, type Assessment, type Level, type Result } from '../../assessment.ts'
import { categoryOf } from '../shared.ts'
import type { Category } from '../words.ts'

/** What the levels say of one rule on one subject, side by side. */
export interface Row {
  readonly rule: string
  readonly subject: string
  /** What each level says, worst first; empty where it says nothing. */
  readonly at: Readonly<Record<Level, readonly Result[]>>
  /** The worst that any level says: a pass at another takes nothing away from a failure. */
  readonly category: Category
  /** Two levels that judged it say different things. */
  readonly disagrees: boolean
}

/** From what must be looked at to what needs nothing; what judges comes before what does not. */
const WORST_FIRST: readonly Category[] = [
  'fail',
  'unknown',
  'waived',
  'declared',
  'pass',
  'pending',
  'deferred',
  'not-applicable',
]

/** What a reader has to know first when several rows are counted together: what is not judged comes before a pass. */
export const DOUBT_FIRST: readonly Category[] = [
  'fail',
  'unknown',
  'waived',
  'pending',
  'deferred',
  'declared',
  'pass',
  'not-applicable',
]

const JUDGED: readonly Category[] = ['fail', 'unknown', 'waived', 'declared', 'pass']

export const isJudged = (category: Category): boolean => JUDGED.includes(category)

export const worst = (results: readonly Result[]): Category | undefined =>
  WORST_FIRST.find((category) => results.some((result) => categoryOf(result) === category))

type Said = Record<Level, readonly Result[]>

/** One row for each rule and subject, in the order of the results. */
export function compare(assessments: readonly Assessment[]): Row[] {
  const byRule = new Map<string, Map<string, Said>>()
  for (const { level, results } of assessments) {
    for (const result of results) {
      const subjects = byRule.get(result.rule) ?? new Map<string, Said>()
      const at = subjects.get(result.subject) ?? { synth: [], plan: [], live: [] }
      subjects.set(result.subject, { ...at, [level]: [...at[level], result] })
      byRule.set(result.rule, subjects)
    }
  }
  return inOrder(byRule).flatMap(([rule, subjects]) =>
    inOrder(spread(subjects)).map(([subject, at]) => rowOf(rule, subject, at)),
  )
}

const inOrder = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1))

/** A level that found no subject says so of the whole site: that is its word on each subject that another found. */
function spread(subjects: ReadonlyMap<string, Said>): ReadonlyMap<string, Said> {
  const whole = subjects.get(WHOLE_SITE)
  const others = [...subjects].filter(([subject]) => subject !== WHOLE_SITE)
  if (
    whole === undefined ||
    others.length === 0 ||
    !LEVELS.every((level) => whole[level].every(judgesNothing))
  )
    return subjects
  return new Map(
    others.map(([subject, at]) => {
      const said = (level: Level) => (at[level].length > 0 ? at[level] : whole[level])
      return [subject, { synth: said('synth'), plan: said('plan'), live: said('live') }]
    }),
  )
}

const judgesNothing = (result: Result): boolean => ['deferred', 'not-applicable'].includes(categoryOf(result))

function rowOf(rule: string, subject: string, at: Row['at']): Row {
  const said = LEVELS.flatMap((level) => worst(at[level]) ?? [])
  const judged = said.filter(isJudged)
  return {
    rule,
    subject,
    at,
    category: overall(said),
    disagrees: new Set(judged).size > 1,
  }
}

/** The worst, except that a pass does not stand where a later level still waits. */
function overall(said: readonly Category[]): Category {
  const found = WORST_FIRST.find((category) => said.includes(category)) ?? 'not-applicable'
  const last = said.filter((category) => category !== 'not-applicable').at(-1)
  return found === 'pass' && last !== undefined ? last : found
}

/** How many rows of each category, the doubtful first; categories without any are left out. */
export const tally = (rows: readonly Row[]): [Category, number][] =>
  DOUBT_FIRST.map((category): [Category, number] => [
    category,
    rows.filter((row) => row.category === category).length,
  ]).filter(([, count]) => count > 0)

/** All that a row's levels say, each with its level. */
export const saidOf = ({ at }: Row): { readonly level: Level; readonly result: Result }[] =>
  LEVELS.flatMap((level) => at[level].map((result) => ({ level, result })))
