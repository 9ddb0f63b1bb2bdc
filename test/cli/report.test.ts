import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Assessment } from '../../policies/assessment.ts'
import { copyOfExample, filesOf, scratchFolder, socle } from '../helpers/command-line.ts'

const scratch = scratchFolder()

const REPORTS = [
  'code-scanning.sarif',
  'junit.xml',
  'oscal-assessment-results.json',
  'report.html',
  'report.md',
  'results.sarif',
]

interface Place {
  readonly site: string
  readonly out: string
  readonly env: Readonly<Record<string, string>>
}

function aPlace(): Place {
  const folder = mkdtempSync(join(scratch.path, 'report-'))
  const site = join(folder, 'site')
  mkdirSync(site)
  copyOfExample('cabinet-durand', site)
  return { site, out: join(folder, 'out'), env: { SOCLE_AGE_KEY_FILE: join(folder, 'age.key') } }
}

const reportFilesOf = (out: string): string[] => filesOf(out).filter((name) => !name.startsWith('stacks/'))

test('check writes every report, and `report` writes the same again', async () => {
  const { site, out } = aPlace()
  expect((await socle(['check', site, '--out', out])).exit).toBe(0)
  expect(reportFilesOf(out)).toEqual(['assessment.synth.json', ...REPORTS])
  const before = REPORTS.map((name) => readFileSync(join(out, name), 'utf8'))
  const { exit, stdout } = await socle(['report', site, '--out', out, '--json'])
  expect([exit, JSON.parse(stdout)]).toMatchObject([0, { site: 'cabinet-durand', folder: out }])
  expect(REPORTS.map((name) => readFileSync(join(out, name), 'utf8'))).toEqual(before)
})

test('signed, a report is verified by the commands that it prints', async () => {
  const { site, out, env } = aPlace()
  await socle(['secrets', 'init', '--site', site], { env })
  await socle(['check', site, '--out', out], { env })
  const { exit, stderr } = await socle(['report', site, '--out', out, '--sign', '--lang', 'en'], { env })
  expect(exit).toBe(0)
  const commands = stderr.split('\n').filter((line) => /^ {2}(sha256sum|openssl) /.test(line))
  expect(commands.length).toBe(3)
  const seen = commands.map((command) =>
    execFileSync('bash', ['-c', command], { cwd: out, encoding: 'utf8', stdio: 'pipe' }),
  )
  expect(seen[0]?.split('\n').filter(Boolean)).toEqual(
    ['assessment.synth.json', ...REPORTS].map((name) => `${name}: OK`),
  )
  expect(seen[1]).toBe('Signature Verified Successfully\n')
  const fingerprint = /Signing key sha256:([0-9a-f]{64})/.exec(stderr)?.[1]
  expect(seen[2]).toBe(`${fingerprint ?? ''}  -\n`)
  const html = readFileSync(join(out, 'report.html'), 'utf8')
  expect(html).toContain(fingerprint)
  expect(html).toContain('MANIFEST.sha256.sig')
  const assessment = JSON.parse(readFileSync(join(out, 'assessment.synth.json'), 'utf8')) as Assessment
  expect(assessment.signature).toMatch(/^[A-Za-z0-9+/]{86}==$/)
})

test('without a key, or without an assessment, it says what to do', async () => {
  const { site, out, env } = aPlace()
  const nothing = await socle(['report', site, '--out', out, '--lang', 'en'], { env })
  expect([nothing.exit, nothing.stderr]).toEqual([
    2,
    `REPORT-NOTHING  no assessment of this site in ${out}: run \`socle check\`, \`socle plan\` or \`socle verify\`\n`,
  ])
  await socle(['check', site, '--out', out], { env })
  const unsigned = await socle(['report', site, '--out', out, '--sign', '--lang', 'en'], { env })
  expect(unsigned.exit).toBe(2)
  expect(unsigned.stderr).toMatch(/^SECRETS-ABSENT {2}/)
})

test('an assessment of another site that lies in the same folder is left out', async () => {
  const { site, out } = aPlace()
  await socle(['check', site, '--out', out])
  const foreign = { schema: 'socle/assessment/1', site: 'other', level: 'live', results: [] }
  writeFileSync(join(out, 'assessment.live.json'), JSON.stringify(foreign))
  const before = readFileSync(join(out, 'report.html'), 'utf8')
  expect((await socle(['report', site, '--out', out])).exit).toBe(0)
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toBe(before)
})
