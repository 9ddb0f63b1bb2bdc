import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Assessment, Status } from '../../policies/assessment.ts'
import { CIS_DOCKER } from '../../policies/frameworks/cis-docker.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { LabSite } from '../helpers/lab.ts'

/**
 * Other people's benchmarks on the running site, beside `verify`: docker-bench-security (SOCLE_DOCKER_BENCH, its
 * folder) and aquasecurity/docker-bench (SOCLE_AQUA_BENCH, its folder with the binary built in it). Neither comes
 * with the project: without them these tests are skipped.
 */
const DOCKER_BENCH = process.env['SOCLE_DOCKER_BENCH']
const AQUA_BENCH = process.env['SOCLE_AQUA_BENCH']

type Verdicts = Readonly<Record<string, string>>

/** What a tool says otherwise than our rules, check by check: their word, ours, and why (also in cis-docker.ts). */
type Disagreements = Readonly<Record<string, readonly [theirs: string, ours: Status]>>

const ALIKE: Readonly<Record<string, Status>> = { PASS: 'pass', FAIL: 'fail', WARN: 'fail' }

const describeWithEngine = await describeLab()

describeWithEngine('benchmarks', () => {
  let site: LabSite
  let scratch: string
  let live: Assessment

  beforeAll(async () => {
    site = await LabSite.create('cabinet-durand')
    scratch = mkdtempSync(join(tmpdir(), 'socle-bench-'))
    // Both tools look at every container of the engine: these see those of the site alone.
    const real = execFileSync('sh', ['-c', 'command -v docker || true'], { encoding: 'utf8' }).trim()
    const wrapper = join(scratch, 'docker')
    writeFileSync(
      wrapper,
      `#!/bin/sh\ncase "$1" in ps) shift; exec ${real} ps --filter label=socle.site=${site.id} "$@";; esac\nexec ${real} "$@"\n`,
    )
    chmodSync(wrapper, 0o755)
    if (DOCKER_BENCH === undefined && AQUA_BENCH === undefined) return
    for (const args of [
      ['secrets', 'init'],
      ['plan', '--engine', 'compose'],
      ['apply', '--engine', 'compose'],
    ]) {
      const { exit, stderr } = await site.socle(...args)
      if (exit !== 0 && exit !== 4) throw new Error(`${args.join(' ')}: ${exit}\n${stderr}`)
    }
    live = JSON.parse((await site.socle('verify', '--json')).stdout) as Assessment
  })
  afterAll(async () => {
    rmSync(scratch, { recursive: true, force: true })
    await site.remove()
  })

  const path = (): string => `${scratch}:${process.env['PATH'] ?? ''}`

  /** The worst that our rules say of the check. */
  function ours(rules: readonly string[]): Status | undefined {
    const found = live.results.filter(({ rule, pending }) => rules.includes(rule) && pending === undefined)
    return (['fail', 'unknown', 'waived', 'pass'] as const).find((status) =>
      found.some((result) => result.status === status),
    )
  }

  function compare(theirs: Verdicts, disagreements: Disagreements): void {
    const rows = CIS_DOCKER.flatMap(({ id, rules }) => {
      const [said, own] = [theirs[id], ours(rules)]
      return said === undefined || ALIKE[said] === undefined || own === undefined ? [] : [{ id, said, own }]
    })
    for (const { id, said, own } of rows) console.log(`${id.padEnd(6)} ${said.padEnd(5)} ${own}`)
    expect(rows.length).toBeGreaterThan(10)
    const other = rows.filter(({ said, own }) => ALIKE[said] !== own)
    // Some depend on what else lies on the engine: each that shows must be one that is explained.
    expect(other.map(({ id, said, own }) => [id, said, own])).toEqual(
      other.map(({ id }) => [id, ...(disagreements[id] ?? ['not explained'])]),
    )
    for (const { id } of other) expect(CIS_DOCKER.find((each) => each.id === id)?.note, id).toBeDefined()
  }

  test.skipIf(DOCKER_BENCH === undefined)('docker-bench-security', () => {
    const log = join(scratch, 'bench.log')
    execFileSync('bash', ['docker-bench-security.sh', '-b', '-l', log, '-c', SECTIONS.join(',')], {
      cwd: DOCKER_BENCH,
      env: { ...process.env, PATH: path() },
      stdio: 'ignore',
    })
    interface Log {
      readonly tests: readonly { readonly results: readonly { id: string; result: string }[] }[]
    }
    const { tests } = JSON.parse(readFileSync(`${log}.json`, 'utf8')) as Log
    const verdicts = tests.flatMap(({ results }) => results).map(({ id, result }) => [id, result] as const)
    compare(Object.fromEntries(verdicts), {
      '2.2': ['WARN', 'pass'],
      '2.9': ['WARN', 'pass'],
      '2.14': ['WARN', 'pass'],
      '4.6': ['WARN', 'pass'],
      '5.2': ['WARN', 'pass'],
      '5.9': ['WARN', 'pass'],
    })
  })

  test.skipIf(AQUA_BENCH === undefined)('aquasecurity/docker-bench', () => {
    const text = execFileSync('./docker-bench', ['--json', '--include-test-output'], {
      cwd: AQUA_BENCH,
      env: { ...process.env, PATH: path() },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    interface Output {
      readonly tests: readonly {
        readonly results: readonly { test_number: string; status: string }[] | null
      }[]
    }
    const { tests } = JSON.parse(text) as Output
    // Some numbers stand twice there, the second time for the check that follows: only the first is what it says.
    const first = new Map<string, string>()
    for (const { test_number, status } of tests.flatMap(({ results }) => results ?? []))
      if (!first.has(test_number)) first.set(test_number, status)
    // WARN is "look yourself" there, not a failure.
    const verdicts = Object.fromEntries([...first].filter(([, status]) => status !== 'WARN'))
    compare(verdicts, {
      '2.2': ['FAIL', 'pass'],
      '2.7': ['FAIL', 'pass'],
      '2.9': ['FAIL', 'pass'],
      '2.14': ['FAIL', 'pass'],
      '4.1': ['FAIL', 'pass'],
      '5.12': ['FAIL', 'pass'],
      '5.15': ['FAIL', 'pass'],
    })
  })
})

const SECTIONS = ['docker_daemon_configuration', 'container_images', 'container_runtime']
