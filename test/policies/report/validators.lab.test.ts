import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Assessment } from '../../../policies/assessment.ts'
import { renderMachineReports, type ReportFile } from '../../../policies/report/index.ts'
import { copyOfExample, scratchFolder, socle } from '../../helpers/command-line.ts'
import { EXAMPLES } from '../../helpers/example.ts'
import { ASSESSMENTS, hostile, VARIETY } from './samples.ts'

/**
 * Validators of others judge every report. None is a dependency; to have them:
 *
 *   python3 -m venv V
 *   V/bin/pip install compliance-trestle==3.12.0 oscal==3.2.2 jsonschema==4.26.0 junitparser==5.0.3
 *   npm install --prefix V @microsoft/sarif-multitool@5.7.0
 *   SOCLE_VALIDATORS=V npm test -- validators
 */
const VALIDATORS = process.env['SOCLE_VALIDATORS'] ?? ''
const PYTHON = join(VALIDATORS, 'bin', 'python')
const MULTITOOL = join(VALIDATORS, 'node_modules', '@microsoft', `sarif-multitool-${process.platform}`)

const missing =
  VALIDATORS === ''
    ? 'SOCLE_VALIDATORS names no folder of validators'
    : [PYTHON, MULTITOOL].filter((path) => !existsSync(path)).map((path) => `${path} is not there`)[0]

const describeValidators = (name: string, tests: () => void): void => {
  if (missing === undefined) describe(name, tests)
  else describe.skip(`${name} [${missing}]`, tests)
}

/** What the validators in Python find wrong in every folder of reports under `root`. */
function judgedByOthers(root: string): string[] {
  const script = join(import.meta.dirname, 'validators.py')
  const { status, stdout, stderr } = spawnSync(PYTHON, [script, root, join(MULTITOOL, 'sarif-2.1.0.json')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    // Where one of them keeps what it downloaded or unpacked: with the validators, never in the project.
    cwd: VALIDATORS,
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as string[]
}

interface Found {
  readonly ruleId?: string
  readonly level?: string
}

/**
 * Errors that Microsoft's own validator of SARIF finds in a file: what no schema says, and what GitHub refuses. It is
 * mute about a file that the schema refuses, and slow.
 */
function multitool(file: string): string[] {
  const output = `${file}.validation`
  const args = ['validate', file, '--output', output, '--log', 'ForceOverwrite', '--rule-kind', 'Sarif;Ghas']
  const { error } = spawnSync(join(MULTITOOL, 'Sarif.Multitool'), args, {
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  })
  if (error) throw error
  const { runs } = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, '')) as {
    readonly runs: readonly { readonly results: readonly Found[] }[]
  }
  return runs.flatMap(({ results }) =>
    results.filter(({ level }) => level === 'error').map(({ ruleId }) => String(ruleId)),
  )
}

const write = (root: string, name: string, reports: Readonly<Record<string, string>>): void => {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of Object.entries(reports)) writeFileSync(join(folder, file), text)
}

describeValidators('reports before the validators of others', () => {
  const sites = scratchFolder()
  let scratch = ''
  const sets: Record<string, readonly Assessment[]> = {}

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'socle-validators-'))
    const { synth, plan, live } = ASSESSMENTS
    if (!synth || !plan || !live) throw new Error('no sample')
    for (const [name, assessment] of Object.entries(ASSESSMENTS)) {
      sets[name] = [assessment]
      sets[`hostile-${name}`] = [hostile(assessment)]
    }
    sets['levels'] = [live, synth, plan]
    for (const example of EXAMPLES) {
      const { stdout } = await socle(['check', copyOfExample(example, join(sites.path, example)), '--json'])
      sets[example] = [JSON.parse(stdout) as Assessment]
    }
    for (const [name, assessments] of Object.entries(sets)) {
      for (const lang of ['fr', 'en'] as const) {
        write(join(scratch, 'sound'), `${name}.${lang}`, renderMachineReports(assessments, { lang }))
      }
    }
  })
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  test('JUnit, SARIF, OSCAL and Markdown: nothing to say', () => {
    expect(judgedByOthers(join(scratch, 'sound'))).toEqual([])
  })

  test('SARIF, by the rules of its makers and of GitHub', () => {
    for (const name of ['variety', 'hostile-variety', 'levels', ...EXAMPLES.slice(0, 1)]) {
      for (const file of ['results.sarif', 'code-scanning.sarif']) {
        expect(multitool(join(scratch, 'sound', `${name}.fr`, file)), `${name} ${file}`).toEqual([])
      }
    }
  })

  test('they do see a fault in each format', () => {
    const sound = renderMachineReports([VARIETY], { lang: 'fr' })
    const spoilt: Record<ReportFile, string> = {
      'junit.xml': sound['junit.xml'].replace('<skipped', '<failure'),
      'results.sarif': sound['results.sarif'].replace('"kind": "open"', '"kind": "ouvert"'),
      'code-scanning.sarif': sound['code-scanning.sarif'].replace('"startLine": 31', '"startLine": 0'),
      'oscal-assessment-results.json': sound['oscal-assessment-results.json'].replace(
        '"state": "satisfied"',
        '"state": "maybe"',
      ),
      'report.md': `${sound['report.md']}\n@everyone <img src=x>\n`,
    }
    write(join(scratch, 'spoilt'), 'one', spoilt)
    const told = judgedByOthers(join(scratch, 'spoilt')).map((fault) => fault.split(':')[0])
    expect([...new Set(told)]).toEqual(Object.keys(spoilt).map((file) => `one/${file}`))
    const log = JSON.parse(sound['code-scanning.sarif']) as {
      runs: { results: { locations: unknown[] }[] }[]
    }
    for (const result of log.runs.flatMap(({ results }) => results)) result.locations = []
    write(join(scratch, 'spoilt'), 'two', { 'nowhere.sarif': JSON.stringify(log) })
    expect(multitool(join(scratch, 'spoilt', 'two', 'nowhere.sarif'))).toContain('GH1015')
  })
})
