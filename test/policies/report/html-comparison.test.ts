import { describe, expect, test } from 'vitest'
import type { Assessment, Level } from '../../../policies/assessment.ts'
import { compare, tally } from '../../../policies/report/html/comparison.ts'
import { dayOf, momentOf, typeset } from '../../../policies/report/html/words.ts'
import { atLevels, DRIFTED, PROXY } from './html-page.ts'

describe('rows', () => {
  const categories = (set: Partial<Record<Level, Assessment>>) =>
    compare(Object.values(set)).map(({ subject, category, disagrees }) => [subject, category, disagrees])

  test('keep the worst that any level says', () => {
    expect(categories(DRIFTED)).toEqual([
      [PROXY, 'fail', true],
      [PROXY, 'unknown', true],
      [PROXY, 'fail', false],
    ])
  })

  test('do not pass while a later level waits', () => {
    const set = atLevels([
      'CTR-01',
      [[{ subject: PROXY }], [{ subject: PROXY, status: 'unknown', reason: 'x' }]],
    ])
    expect(categories({ synth: set.synth, plan: set.plan })).toEqual([[PROXY, 'deferred', false]])
    expect(categories({ synth: set.synth })).toEqual([[PROXY, 'pass', false]])
  })

  test('take what is said of the whole site for want of a subject', () => {
    const set = atLevels(['TLS-01', [[], [], [{ subject: PROXY }]], { levels: ['live'] }])
    const [row, ...others] = compare(Object.values(set))
    expect(others).toEqual([])
    expect([row?.subject, row?.category, row?.at.synth[0]?.deferred]).toEqual([PROXY, 'pass', 'live'])
    expect(categories({ synth: set.synth })).toEqual([['site', 'deferred', false]])
  })

  test('keep the whole site where it was judged', () => {
    const set = atLevels(['CTR-01', [[{ subject: 'site' }], [], [{ subject: PROXY }]]])
    expect(categories(set)).toEqual([
      [PROXY, 'pass', false],
      ['site', 'pass', false],
    ])
  })

  test('are counted doubt first', () => {
    expect(tally(compare(Object.values(DRIFTED)))).toEqual([
      ['fail', 2],
      ['unknown', 1],
    ])
  })
})

describe('words', () => {
  test('days and moments', () => {
    expect(dayOf('2026-09-01', 'fr')).toBe('1er\u00a0septembre 2026')
    expect(dayOf('2026-09-01', 'en')).toBe('1\u00a0September 2026')
    expect(dayOf('2017-09', 'fr')).toBe('septembre 2017')
    expect(dayOf('2026-13-01', 'fr')).toBe('2026-13-01')
    expect(dayOf('tomorrow', 'en')).toBe('tomorrow')
    expect(momentOf('2026-11-23T10:05:00.000Z', 'fr')).toBe('23\u00a0novembre 2026 à 10:05\u00a0UTC')
  })

  test('French has its thin spaces, and both have curly apostrophes', () => {
    expect(typeset("l'hôte : « a » ?", 'fr')).toBe('l’hôte\u202f: «\u202fa\u202f»\u202f?')
    expect(typeset("the client's : x", 'en')).toBe('the client’s : x')
  })
})
