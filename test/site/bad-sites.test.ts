import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DIAGNOSTIC_CODES } from '../../modules/site/codes.ts'
import { printDiagnostic } from '../../modules/site/diagnostic.ts'
import { loadSite } from '../../modules/site/load-site.ts'

/** One fault per file; its first lines are the expected diagnostics, as they are printed. */
const FOLDER = join('test', 'sites', 'bad')
const files = readdirSync(FOLDER)

function expectedOf(file: string): string[] {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n')
  const end = lines.findIndex((line) => !line.startsWith('# '))
  return lines.slice(0, end).map((line) => line.slice(2))
}

describe('a faulty site file', () => {
  test.each(files)('%s', (file) => {
    const loading = loadSite(join(FOLDER, file), { lang: 'en' })
    const printed = loading.ok
      ? ['no fault was found']
      : loading.diagnostics.map((diagnostic) =>
          printDiagnostic({ ...diagnostic, file: basename(diagnostic.file) }),
        )
    expect(printed).toEqual(expectedOf(file))
  })

  test('holds one fault and says it in one line', () => {
    const withOne = files.filter((file) => expectedOf(file).length === 1)
    expect(withOne).toEqual(files)
    expect(files.length).toBeGreaterThanOrEqual(65)
  })

  test('exists for every code, but those of huge or absent files', () => {
    const seen = new Set(files.flatMap(expectedOf).map((line) => line.split('  ')[1]))
    const unseen = Object.keys(DIAGNOSTIC_CODES).filter((code) => !seen.has(code))
    expect(unseen).toEqual(['SITE-FILE-MISSING', 'SITE-TOO-LARGE', 'SITE-TOO-MANY', 'SITE-OVERLAY-KEY'])
  })
})
