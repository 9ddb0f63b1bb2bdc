// `npm run policies`: every rule as a test on every site of SITES (a site, or a folder of sites; by default `sites/`).
// `npm run policies -- -t NET-02` runs the rules whose name matches; what else follows `--` goes to vitest.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureDependencies, root } from './bootstrap.mjs'

ensureDependencies()

// npm runs scripts in the folder of the package; a relative path is meant from the caller's.
const caller = process.env.INIT_CWD ?? process.cwd()
const sites = process.env.SITES ? resolve(caller, process.env.SITES) : join(root, 'sites')
if (!existsSync(sites)) refuse('POLICIES-SITES', `SITES=${sites} n'existe pas / does not exist`)

const { only, rest } = chosen(process.argv.slice(2))
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    'test/policies-of-sites.test.ts',
    '--reporter=tree',
    '--testTimeout=60000',
    ...rest,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, SOCLE_POLICIES_SITES: sites, SOCLE_POLICIES_ONLY: only },
  },
)
process.exitCode = status ?? 1

/** The pattern is read here: vitest's own filter would also pass over a site that does not load. */
function chosen(args) {
  const at = args.findIndex((arg) => /^(-t|--testNamePattern)(=|$)/.test(arg))
  if (at < 0) return { only: '', rest: args }
  const [, inline] = args[at].split(/=(.*)/s)
  const only = inline ?? args[at + 1] ?? ''
  try {
    new RegExp(only)
  } catch (error) {
    refuse('POLICIES-PATTERN', `-t ${only} (${error.message})`)
  }
  return { only, rest: args.toSpliced(at, inline === undefined ? 2 : 1) }
}

function refuse(code, text) {
  process.stderr.write(`${code}  ${text}\n`)
  process.exit(2)
}
