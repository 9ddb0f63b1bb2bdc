import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyOfExample, expectNoFault, filesOf, scratchFolder, socle } from '../helpers/command-line.ts'
import type { Result } from '../helpers/lab.ts'
import { BOMBS, hostileFile } from '../site/hostile-arbitraries.ts'
import { hostileTexts } from '../site/hostile-texts.ts'

const folder = scratchFolder()
const SEED = 20261123
/** A run takes a quarter of a second; one that lasts this long never ends. */
const BOUND = { timeoutSeconds: 30 }

const SAMPLES: readonly (readonly [what: string, content: Uint8Array])[] = [
  ...fc.sample(hostileFile(), { numRuns: 50, seed: SEED }).map((content) => ['generated', content] as const),
  ...fc
    .sample(hostileTexts, { numRuns: 5, seed: SEED })
    .map(({ yaml }) => ['hostile texts that the schema admits', Buffer.from(yaml)] as const),
  ...BOMBS.map((bomb) => ['a bomb', Buffer.from(bomb)] as const),
]

/** Exit 0 to 2 and one document on stdout that is exit's own: an assessment, or diagnostics when it is 2. */
function expectOneDocument(run: Result): string[] {
  expectNoFault(run)
  expect([0, 1, 2]).toContain(run.exit)
  const document = JSON.parse(run.stdout) as { schema: string; diagnostics?: { code: string }[] }
  expect(document.schema).toBe(run.exit === 2 ? 'socle/diagnostics/1' : 'socle/assessment/1')
  if (run.exit === 2) expect(document.diagnostics?.length).toBeGreaterThan(0)
  return document.diagnostics?.map(({ code }) => code) ?? []
}

describe('check of a hostile file', () => {
  test.each(SAMPLES.map(([what, content], index) => [index, what, content] as const))(
    'number %i, %s, ends with one document',
    async (index, _what, content) => {
      const site = join(folder.path, String(index))
      mkdirSync(site)
      writeFileSync(join(site, 'site.yaml'), content)
      const run = await socle(['check', site, '--json'], BOUND)
      expectOneDocument(run)
      // Whatever was in the file, what is written stays in its own folder.
      expect(filesOf(site).filter((name) => name !== 'site.yaml' && !name.startsWith('.socle/'))).toEqual([])
      if (run.exit === 2) expect(filesOf(site)).toEqual(['site.yaml'])
    },
  )

  test('eight gigabytes are refused by their size, not read', async () => {
    const site = join(folder.path, 'sparse')
    mkdirSync(site)
    execFileSync('truncate', ['--size=8G', join(site, 'site.yaml')])
    const run = await socle(['check', site, '--json'], BOUND)
    expect(expectOneDocument(run)).toEqual(['SITE-TOO-LARGE'])
    rmSync(site, { recursive: true })
  })
})

describe('check of what is no site file', () => {
  const make: Readonly<Record<string, (path: string) => void>> = {
    'nothing at all': () => undefined,
    'a folder without site.yaml': (path) => mkdirSync(path),
    'a pipe': (path) => execFileSync('mkfifo', [path]),
    'a device without end': (path) => symlinkSync('/dev/zero', path),
    'a link to itself': (path) => symlinkSync(path, path),
    'a folder whose site.yaml is a pipe': (path) => {
      mkdirSync(path)
      execFileSync('mkfifo', [join(path, 'site.yaml')])
    },
    'a folder whose site.yaml is a folder': (path) => mkdirSync(join(path, 'site.yaml'), { recursive: true }),
    'a folder whose site.yaml is a link to itself': (path) => {
      mkdirSync(path)
      symlinkSync('site.yaml', join(path, 'site.yaml'))
    },
  }

  test.each(Object.entries(make))('%s: one diagnostic, exit 2, at once', async (what, prepare) => {
    const path = join(folder.path, what.replaceAll(' ', '-'))
    prepare(path)
    const run = await socle(['check', path, '--json'], BOUND)
    expect([run.exit, expectOneDocument(run)]).toEqual([2, ['SITE-FILE-MISSING']])
  })

  test.each([
    ['a name too long', 'a'.repeat(5000)],
    ['an empty name', ''],
    ['a file taken for a folder', join('package.json', 'site.yaml')],
    ['code', '${file("/etc/passwd")}'],
    ['an escape', '\u001b[2J'],
  ])('%s as path: one diagnostic, exit 2', async (_what, path) => {
    const run = await socle(['check', path, '--json'], BOUND)
    expect([run.exit, expectOneDocument(run)]).toEqual([2, ['SITE-FILE-MISSING']])
    expect((await socle(['check', path], BOUND)).stderr).not.toContain('\u001b')
  })

  test.each(['a pipe', 'a device without end', 'a link to itself', 'a folder without site.yaml'])(
    'an overlay that is %s is refused, beside site.yaml or named',
    async (what) => {
      const site = copyOfExample('cabinet-durand', join(folder.path, `overlay-${what.replaceAll(' ', '-')}`))
      make[what]?.(join(site, 'site.local.yaml'))
      for (const more of [[], ['--overlay', join(site, 'site.local.yaml')]]) {
        const run = await socle(['check', site, '--json', ...more], BOUND)
        expect([run.exit, expectOneDocument(run)]).toEqual([2, ['SITE-FILE-MISSING']])
      }
    },
  )

  test.each([
    ['subnets.lock.json', 'null', 'STATE-MALFORMED'],
    ['subnets.lock.json', '{', 'STATE-MALFORMED'],
    ['images.lock.json', '[]', 'IMAGES-LOCK'],
    ['images.lock.json', '"x"', 'STATE-MALFORMED'],
  ])('a ledger %s that holds %s is refused by its name', async (name, content, code) => {
    const site = copyOfExample(
      'cabinet-durand',
      join(folder.path, `ledger-${Buffer.from(name + content).toString('hex')}`),
    )
    mkdirSync(join(site, 'state'))
    writeFileSync(join(site, 'state', name), content)
    const run = await socle(['check', site, '--json'], BOUND)
    expect([run.exit, expectOneDocument(run)]).toEqual([2, [code]])
    expect(readFileSync(join(site, 'state', name), 'utf8')).toBe(content)
  })
})
