import { expect, test } from 'vitest'
import type { Assessment, Result } from '../../../policies/assessment.ts'
import { newFailures } from '../../../scripts/lib/gate.ts'

const result = (over: Partial<Result>): Result => ({
  rule: 'CTR-10',
  subject: 'docker_container.db',
  status: 'fail',
  severity: 'major',
  seen: 'built=2026-10-20',
  want: 'at most 31 days old',
  basis: 'configured',
  sources: [],
  ...over,
})

const holding = (...results: Result[]) => ({ results }) as unknown as Assessment

const PASSED = result({ status: 'pass', seen: 'image=sha256:1; user=10001:10001; built=2026-10-20' })

test.each<[string, Result, Result[], 'new' | 'old']>([
  ['the same failure', result({}), [result({})], 'old'],
  ['the same image, a month older', result({}), [PASSED], 'old'],
  ['an acceptance that lapsed', result({}), [result({ status: 'waived' })], 'old'],
  ['another image', result({ seen: 'built=2026-09-01' }), [PASSED], 'new'],
  ['one fact more', result({ seen: 'built=2026-10-20; user=0' }), [PASSED], 'new'],
  ['another subject', result({ subject: 'docker_container.web' }), [PASSED], 'new'],
  ['nothing applied yet', result({}), [], 'new'],
  [
    'a destroyed data volume',
    result({ rule: 'DST-01', severity: 'blocking' }),
    [result({ rule: 'DST-01', severity: 'blocking' })],
    'new',
  ],
])('%s', (_what, found, applied, expected) => {
  expect(newFailures(holding(found), holding(...applied))).toEqual(expected === 'new' ? [found] : [])
})

test('what stops nothing is no failure of the gate', () => {
  const light = [result({ severity: 'minor' }), result({ severity: 'info' }), result({ status: 'waived' })]
  expect(newFailures(holding(...light), undefined)).toEqual([])
})
