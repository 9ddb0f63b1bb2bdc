import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SOCLE_ROOT } from '../../modules/root.ts'
import type { Assessment } from '../../policies/assessment.ts'
import { expectNoFault, filesOf, scratchFolder, socle } from '../helpers/command-line.ts'
import { loadSite } from '../../modules/site/load-site.ts'

const folder = scratchFolder()

interface Answers {
  readonly name?: string
  readonly siren?: string
  readonly domain?: string
  readonly mode?: string
}

const ROY: Answers = { name: 'Garage Roy', siren: '443061841', domain: 'roy.example' }

const init = (site: string, answers: Answers, ...more: string[]) =>
  socle([
    'init',
    site,
    ...Object.entries(answers).flatMap(([option, value]) => [`--${option}=${value}`]),
    ...more,
  ])

const at = (...names: string[]): string => join(folder.path, ...names)

describe('init', () => {
  test.each(['container', 'rds', 'saas'])('writes a site that check accepts: %s', async (mode) => {
    const site = at('new', `garage-${mode}`)
    const written = await init(site, { ...ROY, mode })
    expect(written).toEqual({
      exit: 0,
      stdout: `${join(site, 'site.yaml')} écrit. Relisez-le, puis : socle check ${site}\n`,
      stderr: '',
    })
    expect(filesOf(site)).toEqual(['site.yaml'])
    const checked = await socle(['check', site, '--json'])
    expect([0, 4]).toContain(checked.exit)
    const { site: id, results } = JSON.parse(checked.stdout) as Assessment
    expect(id).toBe(`garage-${mode}`)
    // What the architecture cannot meet waits for the client's signature; nothing else is written down to fail.
    const failures = results.filter(({ status }) => status === 'fail')
    expect(failures.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      'EGR-01 minor',
      'FAC-05 minor',
      'NET-11 minor',
      'WEB-01 minor',
    ])
  })

  test('is in the language of the operator', async () => {
    const site = at('garage-en')
    const { stdout } = await init(site, ROY, '--lang', 'en')
    expect(stdout).toBe(`${join(site, 'site.yaml')} written. Read it, then: socle check ${site}\n`)
    expect(readFileSync(join(site, 'site.yaml'), 'utf8')).toMatch(
      /^# site\.yaml, version 1: the description of one client site\nversion: 1 # Version of this format\n/,
    )
  })

  test('accepts a SIREN as people write it', async () => {
    const site = at('garage-spaces')
    await init(site, { ...ROY, siren: '443 061 841' })
    expect(readFileSync(join(site, 'site.yaml'), 'utf8')).toContain('siren: "443061841"')
  })

  test('points the editor at the schema for a site of this folder', async () => {
    const site = join(SOCLE_ROOT, 'sites', `init-${basename(folder.path).toLowerCase()}`)
    onTestFinished(() => rmSync(site, { recursive: true, force: true }))
    expect((await init(site, ROY)).exit).toBe(0)
    expect(readFileSync(join(site, 'site.yaml'), 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../modules/site/schema.json',
    )
  })

  test('never overwrites', async () => {
    const site = at('taken')
    mkdirSync(site)
    writeFileSync(join(site, 'site.yaml'), 'mine')
    const run = await init(site, ROY, '--lang', 'en', '--yes')
    expect(run).toEqual({
      exit: 2,
      stdout: '',
      stderr: `INIT-EXISTS  ${join(site, 'site.yaml')} already exists: nothing was written\n`,
    })
    expect(readFileSync(join(site, 'site.yaml'), 'utf8')).toBe('mine')
  })

  test.each([
    ['name', { siren: '443061841', domain: 'roy.example' }],
    ['siren', { name: 'Roy', domain: 'roy.example' }],
    ['domain', { name: 'Roy', siren: '443061841' }],
  ])('without a terminal, names the missing answer: --%s', async (option, answers) => {
    const site = at(`missing-${option}`)
    expect(await init(site, answers)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `INIT-MISSING  il manque --${option}\n`,
    })
    expect(existsSync(site)).toBe(false)
  })

  test.each([
    '${file("/etc/passwd")}',
    '%{if true}x%{endif}',
    `L'"Atelier" : #1 & fils`,
    '- Roy',
    '--yes',
    '*roy',
    'null',
    '42',
    '\\u0041 $${x}',
    'Société « Écluse » 🚜',
  ])('keeps the name %j as it is', async (name) => {
    const site = at('names', `site-${Buffer.from(name).toString('hex').slice(0, 20)}`)
    expect(await init(site, { ...ROY, name })).toMatchObject({ exit: 0, stderr: '' })
    const loaded = loadSite(site)
    expect(loaded.ok && loaded.site.site.name).toBe(name)
    expect((await socle(['check', site])).exit).toBe(0)
  })

  test.each([
    [
      'a line break in the name',
      { name: 'Roy\nversion: 2' },
      '--name: `Roy\\u000aversion: 2` holds a control character: remove it',
    ],
    [
      'an escape in the name',
      { name: 'Roy\u001b[2J' },
      '--name: `Roy\\u001b[2J` holds a control character: remove it',
    ],
    [
      'a token of CDKTF in the name',
      { name: 'a${TfToken[TOKEN.0]}' },
      '--name: the text holds `TfToken`, which CDKTF would replace by something else: remove it',
    ],
    ['an empty name', { name: '' }, '--name: empty text'],
    ['a name without end', { name: 'a'.repeat(201) }, '--name: 201 characters, 200 at most'],
    [
      'a SIREN that is none',
      { siren: '443061842' },
      '--siren: `443061842` is no SIREN number: its check digit is wrong, copy it from the company registration',
    ],
    [
      'a domain that is none',
      { domain: 'Roy Ex/ample' },
      '--domain: `Roy Ex/ample` has the wrong form: expected a full DNS name in lower case, for example `durand.example`',
    ],
    [
      'code as a domain',
      { domain: '${file("/etc/passwd")}' },
      '--domain: `${file("/etc/passwd")}` has the wrong form: expected a full DNS name in lower case, for example `durand.example`',
    ],
  ])('refuses %s and writes nothing', async (what, answers, fault) => {
    const site = at('refused', what.replaceAll(' ', '-').toLowerCase())
    expect(await init(site, { ...ROY, ...answers }, '--lang', 'en')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `INIT-ANSWER  nothing was written:\n  - ${fault}\n`,
    })
    expect(existsSync(at('refused'))).toBe(false)
  })

  test('says every faulty answer at once', async () => {
    const { exit, stdout } = await init(
      at('All Wrong'),
      { name: '', siren: '1', domain: 'x' },
      '--lang',
      'en',
      '--json',
    )
    expect(exit).toBe(2)
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] }
    expect(diagnostics.map(({ code }) => code)).toEqual(['INIT-ANSWER'])
    expect(diagnostics[0]?.message.split('\n').map((line) => line.split(':')[0])).toEqual([
      'nothing was written',
      '  - name of the folder, identifier of the site',
      '  - --name',
      '  - --siren',
      '  - --domain',
    ])
  })

  test.each(['Bad Name', 'é', 'x', '-a', '${x}', 'TfToken', 'a'.repeat(41), 'constructor'])(
    'refuses the folder %j, whose name would be the identifier of every resource',
    async (name) => {
      const run = await init(at('ids', name), ROY, '--lang', 'en')
      expectNoFault(run)
      expect(run.exit).toBe(2)
      expect(run.stderr).toMatch(
        /^INIT-ANSWER {2}nothing was written:\n {2}- name of the folder, identifier of the site: .+\n$/,
      )
      expect(existsSync(at('ids'))).toBe(false)
    },
  )

  test.each([
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a link to nowhere', (path: string) => symlinkSync('/nonexistent/folder', path)],
  ])('says so where %s stands in the way of the folder', async (what, make) => {
    const path = at(`way-${what.replaceAll(' ', '-')}`)
    make(path)
    const run = await init(path, ROY, '--lang', 'en')
    expectNoFault(run)
    expect(run.exit).toBe(2)
    expect(run.stderr).toMatch(/^FILE-WRITE {2}cannot write .+\/site\.yaml: E[A-Z]+: /)
  })
})
