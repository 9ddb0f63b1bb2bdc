import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../../policies/assessment.ts'
import { escaped } from '../../../policies/report/markdown-text.ts'
import { oscalReport } from '../../../policies/report/oscal.ts'
import { uuidV5 } from '../../../policies/report/oscal-ids.ts'
import { ruleOf } from '../../../policies/report/shared.ts'
import { ASSESSMENTS, hostile, judged, saying, VARIETY } from './samples.ts'

type Json = Readonly<Record<string, unknown>>

interface OscalResult {
  readonly uuid: string
  readonly observations: readonly (Json & { readonly uuid: string; readonly methods: string[] })[]
  readonly findings?: readonly (Json & { readonly target: Json })[]
  readonly risks?: readonly Json[]
  readonly 'reviewed-controls': { readonly 'control-selections': readonly Json[] }
}

interface Document {
  readonly uuid: string
  readonly metadata: Json
  readonly 'import-ap': { readonly href: string }
  readonly results: readonly OscalResult[]
  readonly 'back-matter': { readonly resources: readonly (Json & { readonly uuid: string })[] }
}

const report = (assessments: readonly Assessment[], lang: 'fr' | 'en' = 'en'): Document =>
  (JSON.parse(oscalReport(assessments, { lang })) as { 'assessment-results': Document })['assessment-results']

function first(document: Document): OscalResult {
  const [result] = document.results
  if (!result) throw new Error('no result')
  return result
}

/** Every value under a key, wherever it is. */
function values(json: unknown, key: RegExp): unknown[] {
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json as Json).flatMap(([name, value]) => [
    ...(key.test(name) ? [value] : []),
    ...values(value, key),
  ])
}

const states = (assessment: Assessment): unknown[] =>
  (first(report([assessment])).findings ?? []).map(({ target }) => [target['target-id'], target['status']])

test('identifiers follow RFC 9562: its own example', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  expect(uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

describe('OSCAL report', () => {
  test('the degraded variant of a source is said where the rule is satisfied', () => {
    const { findings = [] } = first(report([VARIETY]))
    expect(findings.map(({ description }) => String(description).includes('(degraded variant'))).toEqual([
      false,
      false,
      true,
      false,
    ])
  })

  test('a finding only where something was decided; doubt and words are observations', () => {
    expect(states(VARIETY)).toEqual([
      ['CTR-01_obj', { state: 'not-satisfied', reason: 'fail' }],
      ['CTR-03_obj', { state: 'not-satisfied', reason: 'waived' }],
      ['CTR-07_obj', { state: 'satisfied', reason: 'pass' }],
      ['DST-01_obj', { state: 'not-satisfied', reason: 'waived' }],
    ])
    expect(first(report([VARIETY])).observations).toHaveLength(VARIETY.results.length)
  })

  test.each([
    [['pass', 'pass'], [['CTR-01_obj', { state: 'satisfied', reason: 'pass' }]]],
    [['pass', 'unknown'], []],
    [['pass', 'declared'], []],
    [['pass', 'not-applicable'], []],
    [['pass', 'waived'], [['CTR-01_obj', { state: 'not-satisfied', reason: 'waived' }]]],
    [['unknown', 'fail'], [['CTR-01_obj', { state: 'not-satisfied', reason: 'fail' }]]],
    [['unknown'], []],
    [['declared'], []],
    [['not-applicable'], []],
  ] as const)('%j: %j', (statuses, expected) => {
    const verdicts = statuses.map((status, index) => ({ status, subject: `docker_container.${index}` }))
    expect(states(judged({ rules: [saying('CTR-01', verdicts)] }))).toEqual(expected)
  })

  test('what was configured is examined, what was observed is tested, what was said is an interview', () => {
    const rules = (['configured', 'observed', 'declared'] as const).map((basis) => ({
      basis,
      subject: basis,
    }))
    const { observations } = first(report([judged({ rules: [saying('CTR-01', rules)] })]))
    expect(
      observations.map(({ methods, subjects }) => [methods, (subjects as Json[])[0]?.['title']]),
    ).toEqual([
      [['EXAMINE'], 'configured'],
      [['INTERVIEW'], 'declared'],
      [['TEST'], 'observed'],
    ])
  })

  test('a failure is an open risk with its remedy, an accepted one a deviation with its last day', () => {
    const [failed, waived] = first(report([VARIETY])).risks ?? []
    const fix = ruleOf('CTR-01')
    expect([failed?.['title'], failed?.['status'], failed?.['deadline']]).toEqual([
      'CTR-01 docker\\_container.db',
      'open',
      undefined,
    ])
    expect((failed?.['remediations'] as Json[])[0]).toMatchObject({
      lifecycle: 'recommendation',
      description: escaped(fix?.fix.en ?? ''),
    })
    expect(waived).toMatchObject({
      status: 'deviation-approved',
      deadline: '2026-12-05T23:59:59Z',
      'mitigating-factors': [{ description: 'read daily' }],
    })
    expect(waived?.['props']).toContainEqual({
      name: 'acceptance',
      ns: 'https://socle.invalid/ns/oscal',
      value: 'accepted by a.durand until 2026-12-05 inclusive; instead: read daily',
    })
  })

  test('dated by its assessments; the plan is a resource of the document', () => {
    const document = report([VARIETY])
    expect(document.metadata).toMatchObject({
      'last-modified': '2026-11-23T10:00:00.000Z',
      'oscal-version': '1.1.2',
    })
    const [plan] = document['back-matter'].resources
    expect(document['import-ap'].href).toBe(`#${plan?.uuid}`)
    expect(plan?.['document-ids']).toEqual([{ identifier: VARIETY.tool.rules }])
  })

  test('what was read comes with its digest', () => {
    const [, input] = report([VARIETY])['back-matter'].resources
    expect(input?.['rlinks']).toEqual([
      { href: 'site.yaml', hashes: [{ algorithm: 'SHA-256', value: 'a'.repeat(64) }] },
    ])
  })

  test.each(Object.entries(ASSESSMENTS))(
    '%s: every identifier is its own, every reference leads to one',
    (_, it) => {
      const document = report([it])
      const own = values(document, /^uuid$/) as string[]
      expect(new Set(own).size).toBe(own.length)
      for (const uuid of own)
        expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const references = values(document, /^(observation|risk|subject|actor)-uuid$/)
      expect(references.length).toBeGreaterThan(0)
      for (const reference of references) expect(own).toContain(reference)
    },
  )

  test('the same thing keeps its identifier, whatever the day; the document does not', () => {
    const later = { ...VARIETY, at: '2027-01-01T00:00:00.000Z' }
    const [one, other] = [report([VARIETY]), report([later])]
    const ids = (document: Document): unknown[] => first(document).observations.map(({ uuid }) => uuid)
    expect(ids(other)).toEqual(ids(one))
    expect(other.uuid).not.toBe(one.uuid)
  })

  test('a result per level, each with the rules that it reviewed', () => {
    const { live, plan, synth } = ASSESSMENTS
    if (!live || !plan || !synth) throw new Error('no sample')
    const { results } = report([live, plan, synth])
    expect(results.map((result) => values(result, /^title$/)[0])).toEqual([
      'Level synth',
      'Level plan',
      'Level live',
    ])
    expect(new Set(results.map(({ uuid }) => uuid)).size).toBe(3)
    const [selection] = results[0]?.['reviewed-controls']['control-selections'] ?? []
    expect(selection?.['include-controls']).toEqual(
      [...new Set(synth.results.map(({ rule }) => rule))].map((rule) => ({ 'control-id': rule })),
    )
  })

  test.each([VARIETY, hostile(VARIETY)])('names are tokens, values one line, no list empty', (assessment) => {
    for (const lang of ['fr', 'en'] as const) {
      const document = report([assessment], lang)
      for (const { name, value } of values(document, /^props$/).flat() as { name: string; value: string }[]) {
        expect(name).toMatch(/^[a-z][a-z-]*$/)
        expect(value).toMatch(/^\S(.*\S)?$/)
      }
      const lists = values(document, /./).filter(Array.isArray)
      expect(lists.filter(({ length }) => length === 0)).toEqual([])
    }
  })

  test('nothing to render is refused', () => {
    expect(() => oscalReport([], { lang: 'fr' })).toThrow('OSCAL: at least one assessment is needed')
  })
})
