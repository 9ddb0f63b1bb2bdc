import { describe, expect, test } from 'vitest'
import type { Result } from '../../../policies/assessment.ts'
import { accept, yearAfter } from '../../../policies/waivers/accept.ts'
import { DEROGATIONS } from '../../../policies/waivers/derogations.ts'
import type { Waiver } from '../../../policies/waivers/waiver.ts'

const FAILURE: Result = {
  rule: 'CTR-10',
  subject: 'docker_container.db',
  status: 'fail',
  severity: 'major',
  seen: 'image=postgres:17',
  want: 'a digest',
  fingerprint: 'sha256:0123456789abcdef',
  basis: 'configured',
  sources: [],
}

const WAIVER: Waiver = {
  rule: 'CTR-10',
  subject: 'docker_container.db',
  justification: 'supplier is late',
  compensating: 'watched daily',
  owner: 'i.moreau',
  approvedBy: 'a.durand',
  expires: '2027-01-31',
  fingerprint: 'sha256:0123456789abcdef',
  where: 'waivers.yaml:2:5',
  lastLevel: 'live',
}

const statusOn = (day: string, change: Partial<Waiver> = {}, found: Partial<Result> = {}) =>
  accept(
    [{ ...FAILURE, ...found }],
    { waivers: [{ ...WAIVER, ...change }], derogations: [] },
    new Date(day),
  )[0]?.status

describe('a waiver', () => {
  test('shows the failure as waived, with who and until when', () => {
    const [result] = accept([FAILURE], { waivers: [WAIVER], derogations: [] }, new Date('2026-11-25'))
    expect(result).toEqual({
      ...FAILURE,
      status: 'waived',
      reason: 'supplier is late',
      waiver: {
        kind: 'waiver',
        justification: 'supplier is late',
        compensating: 'watched daily',
        owner: 'i.moreau',
        approvedBy: 'a.durand',
        expires: '2027-01-31',
        where: 'waivers.yaml:2:5',
      },
    })
  })

  test.each([
    ['the day before its last', '2027-01-30T12:00:00Z', 'waived'],
    ['its last day, to the end', '2027-01-31T23:59:59Z', 'waived'],
    ['the day after', '2027-02-01T00:00:00Z', 'fail'],
    ['180 days ahead', '2026-08-04T00:00:00Z', 'waived'],
    ['181 days ahead', '2026-08-03T23:59:59Z', 'fail'],
  ])('on %s', (_what, day, expected) => {
    expect(statusOn(day)).toBe(expected)
  })

  test.each<[string, Partial<Waiver>]>([
    ['another rule', { rule: 'CTR-06' }],
    ['another subject', { subject: 'docker_container.*' }],
    ['what is seen no longer', { fingerprint: 'sha256:ffffffffffffffff' }],
    ['a date that is none', { expires: '2027-02-30' }],
    ['a date in another form', { expires: '31/01/2027' }],
    ['a refusal', { refused: { fr: 'non', en: 'no' } }],
  ])('with %s leaves the failure', (_what, change) => {
    expect(statusOn('2026-11-25', change)).toBe('fail')
  })

  test.each(['pass', 'unknown', 'not-applicable', 'declared'] as const)('never touches %s', (status) => {
    expect(statusOn('2026-11-25', {}, { status })).toBe(status)
  })
})

describe('a derogation of the architecture', () => {
  const [derogation] = DEROGATIONS
  if (!derogation) throw new Error('the architecture has derogations')
  const failure: Result = { ...FAILURE, rule: derogation.rule, derogation: derogation.id }
  const judged = (on: string | undefined, now: string): Result | undefined =>
    accept(
      [failure],
      {
        waivers: [],
        derogations:
          on === undefined ? [] : [{ id: derogation.id, by: 'a.durand', on, where: 'derogations.yaml:1:1' }],
      },
      new Date(now),
    )[0]

  test('that nobody accepted is a visible finding that stops nothing', () => {
    const result = judged(undefined, '2026-11-25')
    expect([result?.status, result?.severity]).toEqual(['fail', 'minor'])
    expect(result?.reason).toMatch(/^derogation DER-\d\d of the architecture, not accepted by the client/)
    expect(result?.fr?.reason).toMatch(/^dérogation DER-\d\d de l'architecture, non acceptée par le client/)
  })

  test('that is signed is waived for a year, with its compensating measures', () => {
    const result = judged('2026-11-25', '2026-11-25T10:00:00Z')
    expect([result?.status, result?.severity, result?.waiver]).toEqual([
      'waived',
      'major',
      {
        kind: 'derogation',
        id: derogation.id,
        compensating: derogation.compensating.en,
        approvedBy: 'a.durand',
        acceptedOn: '2026-11-25',
        expires: '2027-11-25',
        where: 'derogations.yaml:1:1',
      },
    ])
  })

  test.each([
    ['on its last day', '2027-11-25T23:00:00Z', 'waived'],
    ['a day later', '2027-11-26T00:00:00Z', 'fail'],
    ['before it was signed', '2026-11-24T00:00:00Z', 'fail'],
  ])('%s', (_what, now, expected) => {
    expect(judged('2026-11-25', now)?.status).toBe(expected)
  })
})

test.each([
  ['2026-11-25', '2027-11-25'],
  ['2028-02-29', '2029-03-01'],
])('a year after %s is %s', (day, expected) => {
  expect(yearAfter(day)).toBe(expected)
})
