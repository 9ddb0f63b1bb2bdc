import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../policies/assessment.ts'
import { copyOfExample, expectNoFault, filesOf, scratchFolder, socle } from '../helpers/command-line.ts'
import { EXAMPLES } from '../helpers/example.ts'

const folder = scratchFolder()

const siteOf = (example: string, name: string): string => copyOfExample(example, join(folder.path, name))

const assessmentOf = (stdout: string): Assessment => JSON.parse(stdout) as Assessment

describe.each(EXAMPLES)('check of %s', (example) => {
  test('prints one assessment without failure, twice the same but for at, host and signature', async () => {
    const site = siteOf(example, `twice-${example}`)
    const runs = [await socle(['check', site, '--json']), await socle(['check', site, '--json'])]
    const stable = runs.map(({ exit, stdout }) => {
      expect([0, 4]).toContain(exit)
      const { at, host, signature, ...rest } = assessmentOf(stdout)
      expect(Date.parse(at)).not.toBeNaN()
      expect([typeof host, signature]).toEqual(['string', null])
      return rest
    })
    expect(stable[0]).toMatchObject({ schema: 'socle/assessment/1', site: example, level: 'synth' })
    const failures = stable[0]?.results.filter(({ status }) => status === 'fail') ?? []
    expect(failures.filter(({ severity }) => severity !== 'minor')).toEqual([])
    expect(stable[0]?.coverage.judged).toBeGreaterThan(0)
    expect(stable[1]).toEqual(stable[0])
  })
})

describe('check', () => {
  test('needs neither Docker nor Terraform', async () => {
    const site = siteOf('cabinet-durand', 'offline')
    const env = {
      PATH: dirname(process.execPath) + '/nothing',
      DOCKER_HOST: 'tcp://nowhere.invalid:1',
      HOME: '',
    }
    const run = await socle(['check', site, '--json'], { env })
    expectNoFault(run)
    expect([0, 4]).toContain(run.exit)
    const failures = assessmentOf(run.stdout).results.filter(({ status }) => status === 'fail')
    expect(failures.filter(({ severity }) => severity !== 'minor')).toEqual([])
  })

  test.each([
    ['fr', 'cabinet-durand · description synthétisée', 'Évaluation : ', ' · rapport : '],
    ['en', 'cabinet-durand · synthesised description', 'Assessment: ', ' · report: '],
  ])('speaks %s', async (lang, title, note, and) => {
    const site = siteOf('cabinet-durand', `lang-${lang}`)
    const { stdout, stderr } = await socle(['check', site, '--lang', lang])
    expect(stdout.split('\n')[0]).toBe(title)
    expect(stderr).toBe(
      `${note}${join(site, '.socle', 'assessment.synth.json')}${and}${join(site, '.socle', 'report.html')}\n`,
    )
  })

  test('--out takes everything, and nothing appears in the site', async () => {
    const site = siteOf('cabinet-durand', 'untouched')
    const out = join(folder.path, 'reports')
    const { stderr } = await socle(['check', site, '--out', out])
    expect(stderr).toBe(
      `Évaluation : ${join(out, 'assessment.synth.json')} · rapport : ${join(out, 'report.html')}\n`,
    )
    expect(filesOf(site)).toEqual(['site.yaml'])
    expect(filesOf(out).filter((name) => !name.startsWith('stacks/site/config/'))).toEqual([
      'assessment.synth.json',
      'code-scanning.sarif',
      'junit.xml',
      'oscal-assessment-results.json',
      'report.html',
      'report.md',
      'results.sarif',
      'stacks/site/cdk.tf.json',
      'stacks/vault/cdk.tf.json',
    ])
  })

  test('an output that cannot be written is said, not thrown', async () => {
    const site = siteOf('cabinet-durand', 'blocked')
    const run = await socle([
      'check',
      site,
      '--out',
      join(site, 'site.yaml', 'out'),
      '--json',
      '--lang',
      'en',
    ])
    expectNoFault(run)
    expect(run.exit).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({
      schema: 'socle/diagnostics/1',
      diagnostics: [{ code: 'FILE-WRITE', file: '', line: 1, column: 1, path: '' }],
    })
    expect(filesOf(site)).toEqual(['site.yaml'])
  })

  test('a range too small for the networks of the site is a failure with a code, for a machine too', async () => {
    const site = siteOf('cabinet-durand', 'crowded')
    writeFileSync(join(site, 'site.yaml'), crowded(readFileSync(join(site, 'site.yaml'), 'utf8')))
    const run = await socle(['check', site, '--json', '--lang', 'en'])
    expectNoFault(run)
    expect(run.exit).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({
      schema: 'socle/diagnostics/1',
      diagnostics: [{ code: 'NETWORK-RANGE', file: '', path: '' }],
    })
  })
})

/** Nine applications with a database: nineteen networks, in a range of sixteen. */
function crowded(yaml: string): string {
  const applications = Array.from(
    { length: 9 },
    (_, index) =>
      `    - { id: app${index}, mode: container, image: "sha256:${'0'.repeat(64)}", port: 8000, user: "10020:10020",` +
      ` database: true, hostname: app${index}.durand.example }`,
  )
  return yaml
    .replace(/ +- \{ id: tryton.*/, applications.join('\n'))
    .replace('10.60.0.0/20', '10.60.0.0/24')
    .replace('service: tryton', 'service: app0')
}

describe('the command line', () => {
  test.each([
    [['frobnicate'], "error: unknown command 'frobnicate'", 'Usage: socle [options] [command]'],
    [
      ['check', '.', '--frobnicate'],
      "error: unknown option '--frobnicate'",
      'Usage: socle check [options] <site>',
    ],
    [['check'], "error: missing required argument 'site'", 'Usage: socle check [options] <site>'],
    [
      ['check', '.', 'x'],
      "error: too many arguments for 'check'. Expected 1 argument but got 2.",
      'Usage: socle check',
    ],
    [
      ['check', '.', '--lang', 'de'],
      "error: option '--lang <lang>' argument 'de' is invalid. Allowed choices are fr, en.",
      'Usage: socle check',
    ],
    [
      ['apply', '.', '--engine', 'pulumi'],
      "error: option '--engine <engine>' argument 'pulumi' is invalid. Allowed choices are tofu, terraform, compose.",
      'Usage: socle apply',
    ],
  ])('%j is refused with help, exit 2', async (args, error, usage) => {
    const { exit, stdout, stderr } = await socle(args)
    expect([exit, stdout, stderr.split('\n')[0]]).toEqual([2, '', error])
    expect(stderr).toContain(usage)
  })

  test('without a verb, every verb is shown, exit 2', async () => {
    const { exit, stderr } = await socle([])
    expect(exit).toBe(2)
    const verbs = stderr.split('Commands:\n')[1]?.match(/^ {2}(\w+)/gm)
    expect(verbs?.map((verb) => verb.trim())).toEqual(
      'apply check destroy docs help images init judge plan report rules secrets start status verify'.split(
        ' ',
      ),
    )
  })

  test('--help is no failure', async () => {
    const { exit, stdout, stderr } = await socle(['plan', '--help'])
    expect([exit, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Usage: socle plan [options] <site>')
  })

  test('rules --json is the catalogue, as outside tools read it', async () => {
    const { exit, stdout, stderr } = await socle(['rules', '--json'])
    expect([exit, stderr]).toEqual([0, ''])
    const rules = JSON.parse(stdout) as Record<string, unknown>[]
    const ids = rules.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
    expect(ids).toEqual(expect.arrayContaining(FIRST_RULES))
    for (const rule of rules) {
      expect(Object.keys(rule).sort()).toEqual([
        'id',
        'kind',
        'levels',
        'severity',
        'sources',
        'title',
        'waivable',
      ])
      expect(rule).toEqual({
        id: expect.stringMatching(/^[A-Z]{3}-\d\d$/) as unknown,
        severity: expect.stringMatching(/^(blocking|major|minor|info)$/) as unknown,
        levels: expect.toSatisfy(areLevels) as unknown,
        kind: expect.stringMatching(/^(automated|manual)$/) as unknown,
        title: { fr: expect.stringMatching(/\S/) as unknown, en: expect.stringMatching(/\S/) as unknown },
        sources: expect.toSatisfy(areTexts) as unknown,
        waivable: expect.any(Boolean) as unknown,
      })
    }
  })
})

const FIRST_RULES =
  'CTR-01 CTR-03 CTR-04 CTR-06 CTR-07 CTR-08 CTR-10 CTR-11 NET-02 NET-04 NET-06 ADM-11 ADM-12 TLS-01 DST-01'.split(
    ' ',
  )

const areLevels = (levels: string[]): boolean =>
  levels.length > 0 && levels.every((level) => ['synth', 'plan', 'live'].includes(level))

const areTexts = (sources: unknown[]): boolean =>
  sources.length > 0 && sources.every((source) => typeof source === 'string' && source !== '')
