import type { Text } from '../../modules/site/text.ts'

/**
 * What this architecture cannot meet by design: written once, with its reason and what is done instead, accepted by
 * each client with a date and a name, and renewed every year. Never a pass.
 */
export interface Derogation {
  readonly id: string
  readonly rule: string
  /** Subject of the failure it covers; a pattern that matches the whole subject. */
  readonly subject: RegExp
  readonly title: Text
  readonly reason: Text
  readonly compensating: Text
}

export const DEROGATIONS: readonly Derogation[] = []

export const derogationFor = (rule: string, subject: string): Derogation | undefined =>
  DEROGATIONS.find((each) => each.rule === rule && each.subject.test(subject))
