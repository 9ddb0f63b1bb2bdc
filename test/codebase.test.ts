import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SOCLE_ROOT } from '../modules/root.ts'
import { renderDocuments } from '../scripts/lib/documents.ts'

const sourcesOf = (folder: string): string[] =>
  readdirSync(join(SOCLE_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('generated'))
    .map((name) => join(folder, name))
    .sort()

/** Modules that a source imports: project paths from the root, packages by name. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(SOCLE_ROOT, path), 'utf8')
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)
  return [...found].map(([, target = '']) =>
    target.startsWith('.') ? relative(SOCLE_ROOT, resolve(SOCLE_ROOT, dirname(path), target)) : target,
  )
}

const offences = (folder: string, isAllowed: (target: string) => boolean): string[] =>
  sourcesOf(folder).flatMap((path) =>
    importsOf(path)
      .filter((target) => !isAllowed(target))
      .map((target) => `${path} imports ${target}`),
  )

const isOwn = (target: string): boolean => /^(modules|stacks|policies|scripts|test)\//.test(target)

describe('import directions', () => {
  test('modules import modules only', () => {
    expect(offences('modules', (target) => !isOwn(target) || target.startsWith('modules/'))).toEqual([])
  })

  test('stacks import modules only', () => {
    expect(offences('stacks', (target) => !isOwn(target) || /^(modules|stacks)\//.test(target))).toEqual([])
  })

  test('policies read JSON and the site: no construct, no CDKTF', () => {
    const isAllowed = (target: string): boolean =>
      isOwn(target) ? /^(policies|modules\/site)\//.test(target) : !/cdktf|constructs/.test(target)
    expect(offences('policies', isAllowed)).toEqual([])
  })

  test('CDKTF has one door', () => {
    const importers = ['modules', 'stacks', 'policies', 'scripts'].flatMap((folder) =>
      sourcesOf(folder).filter((path) =>
        importsOf(path).some((target) => /^(cdktf|constructs|@cdktf\/)/.test(target)),
      ),
    )
    expect(importers).toEqual(['modules/cdk.ts'])
  })
})

describe('generated documents', () => {
  test('are what the schema and the rules say today (npm run docs)', async () => {
    for (const [path, text] of Object.entries(await renderDocuments())) {
      expect(readFileSync(join(SOCLE_ROOT, path), 'utf8'), path).toBe(text)
    }
  })
})

test('sources stay short enough to be read at once', () => {
  const long = ['modules', 'stacks', 'policies', 'scripts']
    .flatMap(sourcesOf)
    .filter((path) => !path.endsWith('site-types.ts'))
    .map((path) => ({ path, lines: readFileSync(join(SOCLE_ROOT, path), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 250)
  expect(long).toEqual([])
})
