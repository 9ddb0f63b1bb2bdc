// `npm test`: unit and property tests side by side, then the lab one file at a time; one closing line for both.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, ensureDependencies, root } from './bootstrap.mjs'

ensureDependencies()
await bundle() // built once here, not by every test that runs the command line

const filters = process.argv.slice(2)
const scratch = mkdtempSync(join(tmpdir(), 'socle-test-'))
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

function run(name, args) {
  const summary = join(scratch, `${name}.json`)
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--reporter=default',
      '--reporter=./test/summary-reporter.ts',
      '--passWithNoTests',
      ...args,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, SOCLE_TEST_SUMMARY: summary } },
  )
  const totals = existsSync(summary)
    ? JSON.parse(readFileSync(summary, 'utf8'))
    : { passed: 0, failed: 1, skipped: [], failures: [`${name}: vitest ended without a summary`] }
  return { ...totals, status: status ?? 1 }
}

const LONG = ['--no-file-parallelism', '--testTimeout=600000', '--hookTimeout=900000']
// What is asked for by name runs alone, as carefully as the lab.
const runs =
  filters.length > 0
    ? [run('chosen', [...filters, ...LONG])]
    : [
        run('unit', [
          '--exclude',
          '**/node_modules/**',
          '--exclude',
          '**/*.lab.test.ts',
          // Run through its own command by test/cli/policies.test.ts: what a rule does not judge is skipped there.
          '--exclude',
          'test/policies-of-sites.test.ts',
          '--testTimeout=60000',
        ]),
        run('lab', ['.lab.test.ts', ...LONG]),
      ]
rmSync(scratch, { recursive: true, force: true })

const failures = runs.flatMap((each) => each.failures)
const skipped = runs.flatMap((each) => each.skipped)
const passed = runs.reduce((sum, each) => sum + each.passed, 0)
const failed = Math.max(failures.length, runs.some(({ status }) => status !== 0) ? 1 : 0)
for (const line of failures) console.log(`failed: ${line}`)
for (const line of skipped) console.log(`skipped: ${line}`)
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
