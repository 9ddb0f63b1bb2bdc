import { outcomes } from './mutants.ts'
import { idleRules, mutationReport, proofOf } from './report.ts'
import { explanationOf } from './survivors.ts'

/** `npm run mutate`: 1 where a mutant survives without an explanation, or a rule kills nothing. */
export function mutate(argv: readonly string[]): number {
  const all = outcomes()
  process.stdout.write(
    `${argv.includes('--json') ? JSON.stringify(proofOf(all), null, 2) : mutationReport(all)}\n`,
  )
  const isExplained = all.every(
    (outcome) => outcome.why === undefined || explanationOf(outcome) !== undefined,
  )
  return isExplained && idleRules(all).length === 0 ? 0 : 1
}
