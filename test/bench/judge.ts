import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SOCLE_ROOT } from '../../modules/root.ts'
import { planOf } from '../policies/plan-of.ts'
import { figure, median, type Figure } from './figure.ts'
import { failedResources, faultsFound, type Planted } from './faults.ts'

const FIXTURES = join(SOCLE_ROOT, 'test', 'bench', 'fixtures')
const SOCLE = join(SOCLE_ROOT, 'scripts', 'socle.mjs')
const ROUNDS = 5

/** Runs a command and says how long it took and the most memory that any of its processes held, on any Unix. */
const MEASURE = `
import json, resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
unit = 1 if sys.platform == 'darwin' else 1024
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
print(json.dumps({'seconds': time.monotonic() - start, 'mib': peak / 2**20, 'stdout': done.stdout.decode()}))
`

interface Run {
  readonly seconds: number
  readonly mib: number
  readonly stdout: string
}

/** Why checkov is left out, or where it is. */
export function checkov(): { readonly path: string } | { readonly reason: string } {
  const path = process.env['SOCLE_CHECKOV']
  if (path === undefined || path === '')
    return { reason: 'SOCLE_CHECKOV does not name the executable of checkov' }
  return existsSync(path) ? { path } : { reason: `SOCLE_CHECKOV=${path} does not exist` }
}

/** One faulty file and its plan, judged by Socle and by checkov: time, memory, and faults that each finds. */
export function judgement(path: string): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'socle-bench-'))
  try {
    const { json, planted } = faulty()
    const files = [
      { name: 'faulty.tf.json', framework: 'terraform_json', json },
      { name: 'faulty.plan.json', framework: 'terraform_plan', json: withPlannedValues(planOf(json)) },
    ]
    return files.flatMap((file) => {
      const text = JSON.stringify(file.json, null, 2)
      writeFileSync(join(folder, file.name), text)
      return compared(path, folder, file, text, planted)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Json = Parameters<typeof planOf>[0]

function faulty(): { json: Json; planted: Planted } {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'))
  return { json: read('faulty.tf.json') as Json, planted: read('faults.json') as Planted }
}

/** What checkov reads of a plan. */
function withPlannedValues(plan: Json): Json {
  const changes = plan['resource_changes'] as readonly (Json & { readonly change: Json })[]
  const resources = changes.map(({ change, ...resource }) => ({ ...resource, values: change['after'] }))
  return { ...plan, planned_values: { root_module: { resources } } }
}

function compared(
  path: string,
  folder: string,
  { name, framework }: { readonly name: string; readonly framework: string },
  text: string,
  planted: Planted,
): Figure[] {
  const python = interpreterOf(path)
  const file = join(folder, name)
  const out = join(folder, 'out')
  const ours = () => measured(python, [process.execPath, SOCLE, 'judge', file, '--json', '--out', out])
  const options = ['-o', 'json', '--compact', '--skip-download', '--framework', framework, 'secrets']
  const theirs = () => measured(python, [path, '-f', file, ...options])
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: ours(), theirs: theirs() }))
  const middle = (side: 'ours' | 'theirs', what: 'seconds' | 'mib') =>
    median(rounds.map((round) => round[side][what]))
  const [last] = rounds
  const found = (run: Run | undefined) => faultsFound(planted, failedResources(run?.stdout ?? '{}', text))
  const peer = `checkov on the same file`
  return [
    figure(`judge ${name}`, peer, middle('ours', 'seconds'), middle('theirs', 'seconds'), 's'),
    figure(`judge ${name}, memory`, peer, middle('ours', 'mib'), middle('theirs', 'mib'), 'MiB'),
    figure(
      `judge ${name}, faults of ${planted.faults.length}`,
      peer,
      found(last?.ours),
      found(last?.theirs),
      'faults',
    ),
  ]
}

/** The Python that runs checkov, by the first line of its script: it is there wherever checkov is. */
function interpreterOf(path: string): string {
  const [, python] = /^#!(\S+)/.exec(readFileSync(path, 'utf8')) ?? []
  if (python === undefined) throw new Error(`${path} is no Python script`)
  return python
}

function measured(python: string, argv: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(python, ['-c', MEASURE, ...argv], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`)
  return JSON.parse(stdout) as Run
}
