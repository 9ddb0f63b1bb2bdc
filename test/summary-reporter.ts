import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Counts for `npm test`, with the reason of each skip, written where SOCLE_TEST_SUMMARY says. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const path = process.env['SOCLE_TEST_SUMMARY']
    if (path === undefined) return
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const having = (state: string): TestCase[] => tests.filter((each) => each.result().state === state)
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0)
    writeFileSync(
      path,
      JSON.stringify({
        passed: having('passed').length,
        skipped: having('skipped').map((each) => `${nameOf(each)}${reasonOf(each)}`),
        failures: [
          ...having('failed').map(nameOf),
          ...broken.map((module) => module.relativeModuleId),
          ...errors.map(String),
        ],
      }),
    )
  }
}

const nameOf = (test: TestCase): string => `${test.module.relativeModuleId} > ${test.fullName}`

function reasonOf(test: TestCase): string {
  const result = test.result()
  return result.state === 'skipped' && result.note ? ` (${result.note})` : ''
}
