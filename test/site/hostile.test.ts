import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DIAGNOSTIC_CODES } from '../../modules/site/codes.ts'
import type { Diagnostic } from '../../modules/site/diagnostic.ts'
import { loadSite } from '../../modules/site/load-site.ts'
import { BOMBS, hostileFile } from './hostile-arbitraries.ts'

const RUNS = 2200
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a hostile site file', () => {
  test(
    `gives a site without tokens, or diagnostics, never anything else (${RUNS} files)`,
    { timeout: 300_000 },
    () => {
      const file = join(folder, 'site.yaml')
      const outcomes = { accepted: 0, refused: 0 }
      const property = fc.property(
        hostileFile(),
        fc.constantFrom('fr' as const, 'en' as const),
        (bytes, lang) => {
          writeFileSync(file, bytes)
          const loading = loadSite(file, { lang })
          if (loading.ok) {
            outcomes.accepted++
            expect(textsOf(loading.site).filter((text) => FORBIDDEN.test(text))).toEqual([])
          } else {
            outcomes.refused++
            const lines = Buffer.from(bytes).toString('utf8').split('\n').length
            expect(loading.diagnostics.length).toBeGreaterThan(0)
            expect(loading.diagnostics.length).toBeLessThanOrEqual(201)
            for (const diagnostic of loading.diagnostics) expectSane(diagnostic, file, lines)
          }
          expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
        },
      )
      fc.assert(property, { numRuns: RUNS, seed: 20261123 })
      // Both ways are really taken: the generator is neither harmless nor only absurd.
      expect(outcomes.accepted).toBeGreaterThan(50)
      expect(outcomes.refused).toBeGreaterThan(1000)
    },
  )

  test.each(BOMBS.map((bomb) => [bomb.slice(0, 24), bomb]))(
    'is refused when it is a bomb: %j',
    (_start, bomb) => {
      const file = join(folder, 'bomb.yaml')
      writeFileSync(file, bomb)
      const loading = loadSite(file, { lang: 'en' })
      expect(loading.ok).toBe(false)
      if (!loading.ok) expect(loading.diagnostics.length).toBeLessThanOrEqual(201)
    },
  )
})

const FORBIDDEN = /TfToken|[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/

function expectSane(
  { code, file, line, column, path, message }: Diagnostic,
  expectedFile: string,
  lines: number,
): void {
  expect(DIAGNOSTIC_CODES).toHaveProperty([code])
  expect(file).toBe(expectedFile)
  expect(line).toBeGreaterThanOrEqual(1)
  expect(line).toBeLessThanOrEqual(lines + 1)
  expect(column).toBeGreaterThanOrEqual(1)

  expect(`${path}${message}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]|\p{Cs}/u)
  expect(message.length).toBeGreaterThan(0)
  expect(message.length).toBeLessThan(1200)
}

/** Every key and text of a value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => [key, ...textsOf(child)])
}
