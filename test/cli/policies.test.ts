import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SOCLE_ROOT } from '../../modules/root.ts'
import { filesOf } from '../helpers/command-line.ts'

const EXAMPLE = readFileSync(join(SOCLE_ROOT, 'sites', 'cabinet-durand', 'site.yaml'), 'utf8')

interface Ran {
  readonly exit: number | null
  readonly out: string
}

/** `npm run policies`, called from a client's repository that has Socle beside it. */
describe('the policies of a client, in its CI', () => {
  const client = mkdtempSync(join(tmpdir(), 'socle-client-'))
  const policies = (sites: string, ...args: string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(SOCLE_ROOT, 'scripts', 'policies.mjs'), ...args],
      {
        cwd: SOCLE_ROOT,
        encoding: 'utf8',
        env: { ...process.env, INIT_CWD: client, SITES: sites, NO_COLOR: '1', SOCLE_POLICIES_LANG: 'en' },
      },
    )
    return { exit: status, out: stdout + stderr }
  }
  const site = (name: string, yaml: string) => {
    mkdirSync(join(client, 'sites', name), { recursive: true })
    writeFileSync(join(client, 'sites', name, 'site.yaml'), yaml)
  }

  beforeAll(() => {
    site(
      'abroad',
      EXAMPLE.replace('archive: { years: 10, location: FR }', 'archive: { years: 10, location: US }'),
    )
    site('broken', EXAMPLE.replace('rpo: 24 hours', 'rpo: 24 lightyears'))
    site('sound', EXAMPLE)
    cpSync(
      join(SOCLE_ROOT, 'sites', 'cabinet-durand', 'derogations.yaml'),
      join(client, 'sites', 'sound', 'derogations.yaml'),
    )
  })
  afterAll(() => rmSync(client, { recursive: true, force: true }))

  test('a sound site passes, and nothing is written beside it', () => {
    const before = filesOf(client)
    const { exit, out } = policies('sites/sound')
    expect(out).toMatch(/ ✓ NET-02 Every link between two containers is a declared conduit/)
    expect(out).toMatch(/ ↓ NET-11 .*\[(waived major|fail minor) · site ; seen: /)
    expect(out).toMatch(/ ↓ DST-01 .*\[deferred · is judged on the plan\]/)
    expect(out).toMatch(/ ↓ BCK-01 .*\[not judged · /)
    expect(exit).toBe(0)
    expect(filesOf(client)).toEqual(before)
  })

  test('a blocking or major failure and a site that does not load are failing tests', () => {
    const { exit, out } = policies('sites')
    expect(out).toContain(
      `Error: fail major · archive
    seen: site.yaml: declared US
    want: a country of the European Union`,
    )
    expect(out).toMatch(
      /broken > site\.yaml\nError: .*sites\/broken\/site\.yaml:70:8 {2}SITE-FORMAT {2}backup\.rpo/,
    )
    expect(out).toMatch(/Tests {2}2 failed \|/)
    expect(exit).toBe(1)
  })

  test('one rule, and still the site that does not load', () => {
    const { exit, out } = policies('sites', '-t', 'NET-02')
    expect(out).toMatch(/Tests {2}1 failed \| 2 passed \(3\)/)
    expect(exit).toBe(1)
    expect(policies('sites/sound', '-t=NET-02').exit).toBe(0)
  })

  test.each([
    ['a rule that does not exist', 'sites/sound', ['-t', 'XYZ-99'], 1, /XYZ-99\nError: no rule/],
    ['a pattern that is none', 'sites/sound', ['-t', '('], 2, /^POLICIES-PATTERN {2}-t \(/],
    ['a folder that does not exist', 'nowhere', [], 2, /^POLICIES-SITES {2}SITES=.*nowhere/],
    ['a folder without a site', '.', [], 1, /Error: no site\.yaml here/],
  ] as const)('%s is refused', (_, sites, args, status, text) => {
    const { exit, out } = policies(sites, ...args)
    expect(out).toMatch(text)
    expect(exit).toBe(status)
  })
})
