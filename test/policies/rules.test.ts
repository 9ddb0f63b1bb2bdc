import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Result, Status } from '../../policies/assessment.ts'
import { RULES } from '../../policies/registry.ts'
import { rulesMarkdown } from '../../policies/report/rules-md.ts'
import { resultsOf } from '../../policies/results.ts'
import type { Given, Rule } from '../../policies/rule.ts'

const ROOT = join(import.meta.dirname, '../../policies')

const judged = (rule: Rule, given: Given): Result[] =>
  resultsOf(rule, {
    options: {},
    documents: {},
    judged: [],
    waivers: [],
    now: new Date('2026-11-23T10:00:00Z'),
    ...given(),
  })

/** What the rule as a whole says: the worst of its verdicts. */
const worst = (results: readonly Result[]): Status | undefined =>
  (['fail', 'unknown', 'waived', 'pass', 'not-applicable'] as const).find((status) =>
    results.some((result) => result.status === status),
  )

const cases = RULES.flatMap((rule) =>
  (['pass', 'fail', 'unknown'] as const).flatMap((status) =>
    Object.entries(rule.examples[status]).map(([name, given]) => ({
      rule,
      id: rule.id,
      status,
      name,
      given,
    })),
  ),
)

describe('examples', () => {
  test.each(cases)('$id $status: $name', ({ rule, status, given }) => {
    expect(worst(judged(rule, given))).toBe(status)
  })

  test.each(cases)('$id says what it saw: $name', ({ rule, given, status }) => {
    const results = judged(rule, given)
    const decided = results.filter((result) => result.status === status)
    expect(decided.every(({ want }) => want !== '')).toBe(true)
    if (status === 'unknown')
      expect(decided.every(({ reason }) => reason !== undefined && reason !== '')).toBe(true)
    else expect(decided.every(({ seen }) => seen !== '')).toBe(true)
  })
})

/** Rules that are never in doubt: what they read is there or is not. */
const NEVER_UNKNOWN = [
  ...['ADM-07', 'ADM-09', 'EGR-02', 'FAC-02', 'FAC-04', 'FAC-05', 'GOV-01', 'NET-11', 'WVR-01'],
  ...['DRF-02', 'DST-01', 'DST-02', 'DST-03'],
]

const AUTOMATED = RULES.filter(({ kind }) => kind === 'automated')

describe('catalogue', () => {
  const files = readdirSync(join(ROOT, 'rules'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'index.ts',
  )

  test('holds every file of rules/, and nothing else', () => {
    const ids = files
      .map(({ name }) => basename(name, '.ts').split('-').slice(0, 2).join('-').toUpperCase())
      .sort()
    expect(RULES.map(({ id }) => id)).toEqual(ids)
  })

  test('has unique ids, in order', () => {
    const ids = RULES.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test.each(AUTOMATED)('$id has passing, failing and unknown examples', ({ id, examples }) => {
    expect(Object.keys(examples.pass)).not.toEqual([])
    expect(Object.keys(examples.fail)).not.toEqual([])
    if (!NEVER_UNKNOWN.includes(id)) expect(Object.keys(examples.unknown)).not.toEqual([])
  })

  test.each(RULES.filter(({ kind }) => kind === 'manual'))('$id asks for a document', ({ document }) => {
    expect(document?.fr).not.toBe('')
    expect(document?.en).not.toBe('')
  })

  test.each(files)('$name fits on a screen or two', ({ name, parentPath }) => {
    expect(readFileSync(join(parentPath, name), 'utf8').split('\n').length).toBeLessThanOrEqual(140)
  })

  test.each(RULES)('$id never claims a certification', ({ title, why, fix }) => {
    expect(JSON.stringify([title, why, fix])).not.toMatch(/conforme|certifi(é|ed|cation)|compliant/i)
  })

  test('RULES.md is fresh', () => {
    expect(readFileSync(join(ROOT, 'RULES.md'), 'utf8')).toBe(rulesMarkdown())
  })
})
