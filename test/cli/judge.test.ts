import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SOCLE_ROOT } from '../../modules/root.ts'
import type { Assessment } from '../../policies/assessment.ts'
import { copyOfExample, expectNoFault, filesOf, scratchFolder, socle } from '../helpers/command-line.ts'
import type { Result } from '../helpers/lab.ts'

const folder = scratchFolder()
const fixture = (name: string): string => join(SOCLE_ROOT, 'test', 'policies', 'fixtures', name)

function write(name: string, content: unknown): string {
  const path = join(folder.path, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const judge = (file: string, ...more: string[]): Promise<Result> =>
  socle(['judge', file, '--out', join(folder.path, 'out'), ...more])

const assessmentOf = ({ stdout }: Result): Assessment => JSON.parse(stdout) as Assessment

const failing = ({ results }: Assessment): string[] =>
  results.filter(({ status }) => status === 'fail').map(({ rule, subject }) => `${rule} ${subject}`)

describe('judge', () => {
  test('a configuration that Socle synthesised', async () => {
    const site = copyOfExample('cabinet-durand', join(folder.path, 'site'))
    const checked = assessmentOf(await socle(['check', site, '--json']))
    const run = await judge(join(site, '.socle', 'stacks', 'site', 'cdk.tf.json'), '--json')
    const judged = assessmentOf(run)
    expect([run.exit, judged.level, failing(judged)]).toEqual([0, 'synth', []])
    expect(judged.results.filter(({ rule }) => rule === 'CTR-01')).toEqual(
      checked.results.filter(({ rule }) => rule === 'CTR-01').map(({ where: _where, ...result }) => result),
    )
  })

  test('a privileged container, as docker inspect shows it', async () => {
    const [first] = JSON.parse(readFileSync(fixture('live.inspect.json'), 'utf8')) as [
      { HostConfig: Record<string, unknown> },
    ]
    first.HostConfig['Privileged'] = true
    const run = await judge(write('privileged.json', [first]), '--json')
    expect(run.exit).toBe(1)
    expect(assessmentOf(run).level).toBe('live')
    expect(failing(assessmentOf(run))).toContain('CTR-01 docker_container.proxy')
  })

  test("somebody else's plan, without a word of what Terraform hides", async () => {
    const run = await judge(fixture('foreign.plan.json'), '--json')
    expect(run.exit).toBe(1)
    expect(assessmentOf(run).level).toBe('plan')
    expect(failing(assessmentOf(run))).toContain('CTR-01 module.inner.docker_container.inner')
    expect(run.stdout).not.toContain('s3cr3t-value')
  })

  test('a Compose file, with the place of each service', async () => {
    const run = await judge(fixture('shop.compose.yaml'), '--json')
    const { level, results } = assessmentOf(run)
    expect([run.exit, level]).toEqual([1, 'synth'])
    expect(
      results
        .filter(({ rule, status }) => rule === 'CTR-01' && status === 'fail')
        .map(({ subject, where }) => [subject, where]),
    ).toEqual([
      ['docker_container.backup', 'shop.compose.yaml:48:3'],
      ['docker_container.db', 'shop.compose.yaml:33:3'],
    ])
    expect(run.stdout).not.toContain('POSTGRES_PASSWORD=postgres')
  })

  test('a Compose file in JSON, in the folder that names its project', async () => {
    const file = write('compose.json', { services: { web: { image: 'x', privileged: true } } })
    const run = await judge(file, '--json')
    const found = assessmentOf(run).results.find(({ rule, status }) => rule === 'CTR-01' && status === 'fail')
    expect([run.exit, found?.subject, found?.where]).toEqual([1, 'docker_container.web', 'compose.json:1:14'])
  })

  test('what is refused is said in French too', async () => {
    const file = write('fr.yaml', 'services: { web: { ports: 80 } }')
    const run = await judge(file, '--json', '--lang', 'fr')
    const message = 'ne peut pas être jugé (services.web.ports : un texte, là où Compose attend une liste)'
    expectRefused(run, file, 'JUDGE-BAD-COMPOSE', message)
  })

  test('keeps its assessment and its reports where it is told, and beside nothing else', async () => {
    const out = join(folder.path, 'kept')
    const { stderr } = await socle(['judge', fixture('no-op.plan.json'), '--out', out, '--lang', 'en'])
    expect(stderr).toBe(
      `Assessment: ${join(out, 'assessment.plan.json')} · report: ${join(out, 'report.html')}\n`,
    )
    expect(filesOf(out).filter((name) => /^assessment|\.html$/.test(name))).toEqual([
      'assessment.plan.json',
      'report.html',
    ])
  })

  test.each([
    ['{}', 'synth'],
    ['[]', 'live'],
    ['{"resource":{}}', 'synth'],
    ['{"format_version":"1.2","resource_changes":[]}', 'plan'],
    ['{"format_version":"1.2","planned_values":{}}', 'plan'],
  ])('of nothing, %s, judges nothing: exit 3', async (text, level) => {
    const run = await judge(write('nothing.json', text), '--json')
    expect([run.exit, assessmentOf(run).level, assessmentOf(run).coverage.judged]).toEqual([3, level, 0])
  })

  const nonsense = () => Array.from({ length: 100_000 }, (_, index) => ({ nonsense: 'x'.repeat(80), index }))
  const UNKNOWN =
    'cannot be judged (this is none of Terraform JSON configuration (*.tf.json), a plan (`terraform show -json`), `docker inspect` output and a Compose file)'
  const NO_SERVICES = 'is no Compose file: it has no `services`'
  const DEEP = 'nests more than 100 levels: it is no configuration, plan or `docker inspect`'

  test.each([
    [
      'text.json',
      'JUDGE-NOT-JSON',
      'nope',
      /^is not JSON \(.+\): give a \*\.tf\.json, a `terraform show -json`, a `docker inspect`, or a Compose file named \*\.yaml$/,
    ],
    ['empty.json', 'JUDGE-NOT-JSON', '', /^is not JSON \(.+\): give /],
    ['null.json', 'JUDGE-UNKNOWN-FORMAT', 'null', UNKNOWN],
    ['list.json', 'JUDGE-UNKNOWN-FORMAT', '[1]', UNKNOWN],
    ['nonsense.json', 'JUDGE-UNKNOWN-FORMAT', nonsense, UNKNOWN],
    ['deep.json', 'JUDGE-TOO-DEEP', '['.repeat(1e6) + ']'.repeat(1e6), DEEP],
    [
      'deep-value.json',
      'JUDGE-TOO-DEEP',
      `{"resource":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
      DEEP,
    ],
    [
      'version.json',
      'JUDGE-PLAN-VERSION',
      '{"format_version":"2.0","resource_changes":[]}',
      'cannot be judged (version.json is in plan format 2.0; this version reads formats 0.x and 1.x)',
    ],
    [
      'shape.json',
      'JUDGE-BAD-SHAPE',
      '{"format_version":"1.2","resource_changes":[null]}',
      'cannot be judged (resource_changes of shape.json is not what Terraform writes; give the output of `terraform show -json`)',
    ],
    ['kubernetes.yaml', 'JUDGE-UNKNOWN-FORMAT', 'kind: Deployment\nspec: {}', NO_SERVICES],
    ['empty.yml', 'JUDGE-UNKNOWN-FORMAT', '', NO_SERVICES],
    [
      'two.yaml',
      'JUDGE-BAD-YAML',
      'services: {}\n---\nservices: {}',
      'cannot be judged (2:1: a second document begins; give them one by one)',
    ],
    [
      'ports.YAML',
      'JUDGE-BAD-COMPOSE',
      'services: { web: { ports: 80 } }',
      'cannot be judged (services.web.ports: a text, where Compose wants a list)',
    ],
    [
      'compose.json',
      'JUDGE-BAD-COMPOSE',
      '{"services":{"web":[]}}',
      'cannot be judged (services.web: a list, where Compose wants a mapping)',
    ],
    [
      'deep.yaml',
      'JUDGE-BAD-YAML',
      '['.repeat(100_000),
      'cannot be judged (1:51: more than 50 nested levels)',
    ],
    [
      'swarm.json',
      'JUDGE-UNKNOWN-FORMAT',
      '[{"ID":"x","Spec":{"Name":"web","TaskTemplate":{}}}]',
      'cannot be judged (this is the inspection of a swarm object; give that of the containers it runs (`docker inspect`))',
    ],
  ])('%s is refused: %s', async (name, code, content, message) => {
    const file = write(name, typeof content === 'function' ? content() : content)
    expectRefused(await judge(file, '--json', '--lang', 'en'), file, code, message)
  })

  test('a file that is not there is refused', async () => {
    const file = join(folder.path, 'missing.json')
    const message = /^cannot be read \(ENOENT: no such file or directory, stat '.+missing\.json'\)$/
    expectRefused(await judge(file, '--json', '--lang', 'en'), file, 'JUDGE-READ', message)
  })

  test.each([
    ['a folder', (path: string) => execFileSync('mkdir', [path])],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a device', (path: string) => execFileSync('ln', ['-s', '/dev/zero', path])],
  ])('%s is refused before it is read', async (what, make) => {
    const file = join(folder.path, `not-a-file-${what.replace(' ', '-')}`)
    make(file)
    const run = await socle(['judge', file, '--json', '--lang', 'en'], {
      timeoutSeconds: 20,
      cwd: folder.path,
    })
    expectRefused(run, file, 'JUDGE-READ', 'cannot be read (not a regular file)')
  })

  test('a file that is there and cannot be read is refused', async () => {
    const file = '/proc/self/mem'
    const run = await judge(file, '--json', '--lang', 'en')
    expectRefused(run, file, 'JUDGE-READ', /^cannot be read \(EIO: /)
  })

  test('names and values of a hostile file do not drive the terminal', async () => {
    const resource = {
      docker_container: { 'x\u001b[2J\nCTR-01': { privileged: true, name: '\u001b]0;t\u0007' } },
    }
    const { exit, stdout } = await judge(write('escape.json', { resource }), '--lang', 'en')
    expect(exit).toBe(1)
    expect(stdout).toContain('FAIL CTR-01 blocking · docker_container.x\\u001b[2J\\u000aCTR-01\n')
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })
})

function expectRefused(run: Result, file: string, code: string, message: string | RegExp): void {
  expectNoFault(run)
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string; message: string }[] }
  expect([run.exit, diagnostics.map((diagnostic) => diagnostic.code)]).toEqual([2, [code]])
  const said = diagnostics[0]?.message.replace(`${file} `, '') ?? ''
  if (typeof message === 'string') expect(said).toBe(message)
  else expect(said).toMatch(message)
  expect(run.stderr).toContain(`${code}  `)
  expect(run.stderr).toContain(basename(file))
}
