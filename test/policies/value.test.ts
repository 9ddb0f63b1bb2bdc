import { describe, expect, test } from 'vitest'
import {
  all,
  any,
  byDefault,
  equals,
  known,
  map,
  not,
  NO,
  unknown,
  YES,
  type Truth,
} from '../../policies/value.ts'

const DOUBT = unknown('computed', 'x')
const NAMES = new Map<Truth, string>([
  [YES, 'yes'],
  [NO, 'no'],
  [DOUBT, 'doubt'],
])

describe('three-valued logic', () => {
  test.each([
    [[], 'yes', 'no'],
    [[YES, YES], 'yes', 'yes'],
    [[YES, NO], 'no', 'yes'],
    [[NO, DOUBT], 'no', 'doubt'],
    [[YES, DOUBT], 'doubt', 'yes'],
    [[DOUBT, DOUBT], 'doubt', 'doubt'],
  ] as const)('%j', (claims, every, some) => {
    expect([NAMES.get(all(claims)), NAMES.get(any(claims))]).toEqual([every, some])
  })

  test('not', () => {
    expect([not(YES), not(NO), not(DOUBT)]).toEqual([NO, YES, DOUBT])
  })

  test('a default compares as what is known, an unknown never as false', () => {
    expect(equals(byDefault('bridge'), 'bridge')).toEqual(YES)
    expect(equals(known('host'), 'bridge')).toEqual(NO)
    expect(equals(DOUBT, 'bridge')).toEqual(DOUBT)
  })

  test('a default stays one when it is changed', () => {
    expect(map(byDefault(2), (value) => value * 2)).toEqual({ kind: 'default', value: 4 })
    expect(map(DOUBT, String)).toEqual(DOUBT)
  })
})
