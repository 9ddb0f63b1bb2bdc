import type { Text } from '../../modules/site/text.ts'
import type { Trust } from '../assessment.ts'
import type { Rule } from '../rule.ts'

export interface Measure {
  /** As the sources of the rules write it: `M19`, `R5`. */
  readonly number: string
  readonly title: Text
  /** `reinforced`: the whole measure is; absent where the guide has no levels. */
  readonly level?: 'standard' | 'standard and reinforced' | 'reinforced'
  /** What rules judge of it; absent where no machine judges anything. */
  readonly judged?: Text
  /** What they do not; absent where they judge it whole. */
  readonly left?: Text
  /** What an auditor is to be given for the rest. */
  readonly document?: Text
  /** Degraded variants that the guide gives, without their numbers: those are not confirmed. */
  readonly variants?: readonly Text[]
}

export interface Framework {
  readonly id: 'hygiene' | 'docker-sheet'
  /** As the sources of the rules name it. */
  readonly guide: string
  readonly version: string
  /** ISO month or day. */
  readonly date: string
  /** How numbers, titles and levels were read. */
  readonly trust: Trust
  readonly url: string
  readonly title: Text
  /** What is outside the guide, or outside what a machine can see of it. */
  readonly scope: Text
  readonly measures: readonly Measure[]
}

export type Automation = 'automated' | 'partial' | 'manual'

export const automationOf = ({ judged, left }: Measure): Automation =>
  judged === undefined ? 'manual' : left === undefined ? 'automated' : 'partial'

/** The rules that cite a measure: their own sources are the only place where this is written. */
export const rulesCiting = ({ guide }: Framework, { number }: Measure, rules: readonly Rule[]): Rule[] =>
  rules.filter(({ sources }) => sources.some((source) => source.guide === guide && source.number === number))
