import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Assessment, Result } from '../../policies/assessment.ts'
import { copyOfExample, scratchFolder, socle } from '../helpers/command-line.ts'

const scratch = scratchFolder()
const DAY = 24 * 3600 * 1000
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

/** The container example, in which an administrator invoices too: ADM-07 fails, major, and may be waived. */
function aSite(): string {
  const site = join(mkdtempSync(join(scratch.path, 'waivers-')), 'site')
  mkdirSync(site)
  copyOfExample('cabinet-durand', site)
  const path = join(site, 'site.yaml')
  const yaml = readFileSync(path, 'utf8').replace(
    'email: i.moreau@infogerant.example, roles: [admin]',
    'email: i.moreau@infogerant.example, roles: [admin, facturation]',
  )
  writeFileSync(path, yaml)
  return site
}

async function check(site: string) {
  const { exit, stdout } = await socle(['check', site, '--json', '--lang', 'en'])
  return { exit, ...(JSON.parse(stdout) as Assessment) }
}

const finding = ({ results }: Pick<Assessment, 'results'>): Result | undefined =>
  results.find(({ rule, subject }) => rule === 'ADM-07' && subject === 'people.i.moreau')

const verdictOnWaivers = ({ results }: Pick<Assessment, 'results'>): string[] =>
  results
    .filter(({ rule }) => rule === 'WVR-01')
    .map(({ status, severity, seen }) => `${status} ${severity}: ${seen}`)

function waive(site: string, changes: Readonly<Record<string, string>>): void {
  const entry = {
    rule: 'ADM-07',
    subject: 'people.i.moreau',
    justification: 'one person until March',
    compensating: 'invoices read again by a.durand',
    owner: 'p.garnier',
    approvedBy: 'a.durand',
    expires: inDays(30),
    ...changes,
  }
  writeFileSync(join(site, 'waivers.yaml'), `waivers:\n  - ${JSON.stringify(entry)}\n`)
}

test('a failure is waived as long as the entry is about what is seen, in time and approved', async () => {
  const site = aSite()
  const before = await check(site)
  const { fingerprint = '' } = finding(before) ?? {}
  expect([before.exit, finding(before)?.status]).toEqual([1, 'fail'])

  waive(site, { fingerprint })
  const waived = await check(site)
  expect([waived.exit, finding(waived)?.status]).toEqual([4, 'waived'])
  expect(finding(waived)?.waiver).toMatchObject({
    kind: 'waiver',
    approvedBy: 'a.durand',
    where: 'waivers.yaml:2:5',
  })
  expect(waived.summary.waived).toBe(1)
  expect(verdictOnWaivers(waived)).toEqual([`pass major: approved by a.durand until ${inDays(30)}`])
  expect(waived.inputs['waivers.yaml']).toMatch(/^sha256:/)
  const junit = readFileSync(join(site, '.socle', 'junit.xml'), 'utf8')
  expect(/<testcase [^>]*name="ADM-07 people\.i\.moreau"[^>]*>\s*<skipped/.test(junit)).toBe(true)
})

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ['expired yesterday', { expires: inDays(-1) }, /^fail major: expired on /],
  [
    'six months and a week ahead',
    { expires: inDays(187) },
    /^fail major: expiry .* more than 180 days ahead$/,
  ],
  [
    'approved by its own author',
    { owner: 'a.durand' },
    /^fail major: a\.durand cannot approve their own request$/,
  ],
  [
    'approved by the infogérant',
    { owner: 'm.leroy', approvedBy: 'p.garnier' },
    /^fail major: p\.garnier has the role admin only: the risk belongs to a person of the client$/,
  ],
  [
    'about something else that was seen',
    { fingerprint: 'sha256:0000000000000000' },
    /^fail major: what is seen has changed: /,
  ],
])('%s, the failure stands and the entry fails too', async (_what, changes, said) => {
  const site = aSite()
  const { fingerprint = '' } = finding(await check(site)) ?? {}
  waive(site, { fingerprint, ...changes })
  const after = await check(site)
  expect([after.exit, finding(after)?.status]).toEqual([1, 'fail'])
  expect(verdictOnWaivers(after)).toEqual([expect.stringMatching(said)])
})

test('an entry that nothing needs any more is orphaned', async () => {
  const site = aSite()
  waive(site, { subject: 'people.a.durand', fingerprint: 'sha256:0000000000000000' })
  expect(verdictOnWaivers(await check(site))).toEqual([
    'fail minor: orphaned: nothing fails there any more, remove the entry',
  ])
})

test.each([
  ['an unknown rule', { rule: 'ADM-70' }, 'ACCEPT-UNKNOWN-RULE'],
  ['a misspelt key', { aprovedBy: 'a.durand' }, 'ACCEPT-UNKNOWN-KEY'],
])('%s is bad input: exit 2, at its line', async (_what, changes, code) => {
  const site = aSite()
  waive(site, { fingerprint: 'sha256:0000000000000000', ...changes })
  const { exit, stdout } = await socle(['check', site, '--json', '--lang', 'en'])
  expect(exit).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'socle/diagnostics/1',
    diagnostics: [{ code, file: join(site, 'waivers.yaml'), line: 2 }],
  })
})
