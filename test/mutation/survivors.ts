import type { Outcome } from './engine.ts'

export interface Explanation {
  readonly mutation: RegExp
  readonly rule: string
  /** `gap`: nobody sees it and somebody should. `equivalent`: nothing got worse. */
  readonly kind: 'gap' | 'equivalent'
  readonly why: string
}

/** Every mutant that survives, and why. A survivor that is not here, or an entry without a survivor, fails a test. */
export const EXPLAINED: readonly Explanation[] = [
  {
    mutation: /^image=elsewhere\.example\//,
    rule: 'CTR-10',
    kind: 'gap',
    why: 'CTR-10 asks for a digest and an age, from whichever registry: nothing says which ones are allowed',
  },
]

/** Only for the rule that it is about: another one that misses the mutant as well is not excused. */
export const explanationOf = ({ mutation, why }: Outcome): Explanation | undefined =>
  why === undefined
    ? undefined
    : EXPLAINED.find(
        (each) =>
          each.mutation.test(mutation) &&
          why.split('; ').every((missed) => missed.startsWith(`${each.rule} says `)),
      )
