import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOCKER_PROVIDER_VERSION } from '../../modules/cdk.ts'
import { SOCLE_ROOT } from '../../modules/root.ts'
import { judgeFile } from '../../policies/judge-file.ts'
import { RULES } from '../../policies/registry.ts'
import { run } from '../../scripts/lib/run.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { hasTerraform } from '../helpers/terraform.ts'
import { planOf } from './plan-of.ts'

const lab = await describeLab()
const terraform = await hasTerraform()
const describeTerraform = terraform.available
  ? lab
  : (name: string, tests: () => void) => describe.skip(`${name} [${terraform.reason}]`, tests)

const FAULTY = join(SOCLE_ROOT, 'test', 'bench', 'fixtures', 'faulty.tf.json')
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

const BOTH = RULES.filter(({ levels }) => levels.includes('synth') && levels.includes('plan'))

const verdicts = (json: unknown) =>
  judgeFile(json, 'site', {
    siteId: 'faulty',
    inputs: {},
    engine: 'none',
    version: '0',
    now: new Date('2026-11-25T10:00:00Z'),
    host: '',
    rules: BOTH,
  }).results.map(({ rule, subject, status, seen, want }) => ({ rule, subject, status, seen, want }))

/** A file with thirty faults, in every syntax that the provider has for them, as Terraform itself plans it. */
describeTerraform('the plan that Terraform writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'socle-plan-'))
  const terraformIn = (...args: string[]) =>
    run(['terraform', `-chdir=${folder}`, ...args], { env: { CHECKPOINT_DISABLE: '1' } })
  let plan: unknown

  beforeAll(async () => {
    const docker = { source: 'kreuzwerker/docker', version: DOCKER_PROVIDER_VERSION }
    writeFileSync(
      join(folder, 'provider.tf.json'),
      JSON.stringify({ terraform: { required_providers: { docker } } }),
    )
    cpSync(FAULTY, join(folder, 'faulty.tf.json'))
    await terraformIn('init', '-input=false', '-no-color')
    await terraformIn('plan', '-input=false', '-no-color', '-lock=false', '-out=plan.bin')
    plan = JSON.parse((await terraformIn('show', '-json', 'plan.bin')).stdout)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('gives the verdicts of the configuration', () => {
    expect(verdicts(plan)).toEqual(verdicts(read(FAULTY)))
  })

  test('gives those of the plan that the other tests make up', () => {
    expect(verdicts(plan)).toEqual(verdicts(planOf(read(FAULTY) as Parameters<typeof planOf>[0])))
  })
})
