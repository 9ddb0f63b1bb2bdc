import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assess } from '../../policies/assess.ts'
import type { Assessment, Status } from '../../policies/assessment.ts'
import { RULES } from '../../policies/registry.ts'
import { rulesMarkdown } from '../../policies/report/rules-md.ts'
import type { Given, Rule } from '../../policies/rule.ts'

const ROOT = join(import.meta.dirname, '../../policies')

const judged = (rule: Rule, given: Given): Assessment =>
  assess({
    ...given(),
    siteId: 'demo',
    inputs: {},
    engine: 'none',
    version: '0.1.0',
    now: new Date('2026-11-23T10:00:00Z'),
    host: 'test',
    rules: [rule],
  })

/** What the rule as a whole says: the worst of its verdicts. */
const worst = ({ results }: Assessment): Status | undefined =>
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
    const { results } = judged(rule, given)
    const decided = results.filter((result) => result.status === status)
    expect(decided.every(({ want }) => want !== '')).toBe(true)
    if (status === 'unknown')
      expect(decided.every(({ reason }) => reason !== undefined && reason !== '')).toBe(true)
    else expect(decided.every(({ seen }) => seen !== '')).toBe(true)
  })
})

/** Rules that are never in doubt: what they read is there or is not. */
const NEVER_UNKNOWN = ['DRF-02', 'DST-01']

describe('catalogue', () => {
  const files = readdirSync(join(ROOT, 'rules'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile() && entry.name !== 'index.ts',
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

  test.each(RULES)('$id has passing, failing and unknown examples', ({ id, examples }) => {
    expect(Object.keys(examples.pass)).not.toEqual([])
    expect(Object.keys(examples.fail)).not.toEqual([])
    if (!NEVER_UNKNOWN.includes(id)) expect(Object.keys(examples.unknown)).not.toEqual([])
  })

  test.each(files)('$name fits on a screen or two', ({ name, parentPath }) => {
    expect(readFileSync(join(parentPath, name), 'utf8').split('\n').length).toBeLessThanOrEqual(140)
  })

  test.each(RULES)('$id never claims a certification', ({ title, why, fix }) => {
    expect(JSON.stringify([title, why, fix])).not.toMatch(/conforme|certifi|compliant/i)
  })

  test('RULES.md is fresh', () => {
    expect(readFileSync(join(ROOT, 'RULES.md'), 'utf8')).toBe(rulesMarkdown())
  })
})

/** Frozen against the fact base: guide, number and trust code of each rule. */
const SOURCES: Readonly<Record<string, string>> = {
  'ADM-11': "ANSSI guide d'hygiène M12 T | ANSSI-PA-022 R34 T | ReCyF 10.B.2 T",
  'ADM-12':
    "ANSSI guide d'hygiène M11 T | ANSSI-PA-022 R35 T | ANSSI-FT-082 R15 S | ANSSI Essentiels DevSecOps S",
  'CTR-01': 'ANSSI-FT-082 R1 S | Socle docker.sock *',
  'CTR-03': 'ANSSI-FT-082 R3 S | ANSSI-FT-082 R4 S | ANSSI-FT-082 R5 S',
  'CTR-04': 'ANSSI-FT-082 R6 S',
  'CTR-06': 'ANSSI-FT-082 R8 S | Socle no-new-privileges *',
  'CTR-07': 'ANSSI-FT-082 R9 S | ANSSI-FT-082 R10 S | ANSSI-FT-082 R11 S | Socle pids_limit *',
  'CTR-08': 'ANSSI-FT-082 R12 S | ANSSI-FT-082 R13 S | ANSSI-FT-082 R14 S | ANSSI-FT-082 R15 S',
  'CTR-10':
    "ANSSI guide d'hygiène M34 T | ANSSI guide d'hygiène M35 T | ReCyF 5.B.7 T | ReCyF 5.B.8 T | Socle digest, user *",
  'CTR-11': 'Socle max-size, max-file *',
  'DRF-01': 'Socle drift *',
  'DRF-02': 'Socle drift *',
  'DRF-03': 'Socle measured reach *',
  'DST-01': 'Socle docker_volume *',
  'NET-02':
    "ReCyF 7.B.1 T | ReCyF 7.B.3 T | ANSSI-PA-066 R2 T | ANSSI-PA-066 R3 T | ANSSI guide d'hygiène M19 T",
  'NET-04': "ANSSI guide d'hygiène M23 T | ANSSI-PA-066 R4 T | ANSSI-PA-066 R8 T",
  'NET-06': "ANSSI guide d'hygiène M9 T | ANSSI guide d'hygiène M19 T",
  'TLS-01': 'ANSSI-PA-035 R3 T | ANSSI-PA-035 R4 T',
}

test('sources are those of the fact base', () => {
  const cited = RULES.map(({ id, sources }) => [
    id,
    sources.map(({ guide, number, trust }) => [guide, number, trust].filter(Boolean).join(' ')).join(' | '),
  ])
  expect(Object.fromEntries(cited)).toEqual(SOURCES)
})
