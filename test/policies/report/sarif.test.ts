import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../../policies/assessment.ts'
import { ruleOf } from '../../../policies/report/shared.ts'
import { sarifReport, type SarifOptions } from '../../../policies/report/sarif.ts'
import { ASSESSMENTS, hostile, judged, saying, VARIETY } from './samples.ts'

interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly kind: string
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly Record<string, unknown>[]
  readonly partialFingerprints?: Readonly<Record<string, string>>
  readonly suppressions?: readonly Record<string, unknown>[]
  readonly baselineState?: string
  readonly properties: Readonly<Record<string, unknown>>
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } }
  readonly automationDetails: { readonly id: string }
  readonly results: readonly SarifResult[]
  readonly invocations: readonly Record<string, unknown>[]
}

const runs = (assessments: readonly Assessment[], options: Partial<SarifOptions> = {}): readonly Run[] =>
  (JSON.parse(sarifReport(assessments, { lang: 'en', ...options })) as { readonly runs: readonly Run[] }).runs

function only(options: Partial<SarifOptions> = {}, assessment = VARIETY): Run {
  const [run] = runs([assessment], options)
  if (!run) throw new Error('no run')
  return run
}

const resultOf = (run: Run, rule: string): SarifResult => {
  const found = run.results.find(({ ruleId }) => ruleId === rule)
  if (!found) throw new Error(`no result of ${rule}`)
  return found
}

describe('SARIF report', () => {
  test('every result has its kind; only a failure has a level', () => {
    expect(only().results.map(({ ruleId, kind, level }) => [ruleId, kind, level])).toEqual([
      ['CTR-01', 'fail', 'error'],
      ['CTR-03', 'fail', 'error'],
      ['CTR-04', 'open', 'none'],
      ['CTR-06', 'review', 'none'],
      ['CTR-07', 'pass', 'none'],
      ['CTR-07', 'pass', 'none'],
      ['CTR-08', 'review', 'none'],
      ['CTR-10', 'open', 'none'],
      ['CTR-11', 'notApplicable', 'none'],
      ['DST-01', 'fail', 'error'],
      ['NET-02', 'review', 'none'],
      ['NET-04', 'open', 'none'],
    ])
  })

  test('for a forge, which shows every result as an alert: what asks somebody to act', () => {
    const run = only({ onlyProblems: true })
    expect(run.results.map(({ ruleId }) => ruleId)).toEqual([
      'CTR-01',
      'CTR-03',
      'CTR-04',
      'DST-01',
      'NET-04',
    ])
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual([
      'CTR-01',
      'CTR-03',
      'CTR-04',
      'DST-01',
      'NET-04',
    ])
    expect(resultOf(run, 'CTR-04').locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'site.yaml' }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: 'docker_container.db', kind: 'resource' }],
      },
    ])
  })

  test.each([
    ['blocking', 'error'],
    ['major', 'error'],
    ['minor', 'warning'],
    ['info', 'note'],
  ] as const)('a %s failure is %s', (severity, level) => {
    const assessment = judged({ rules: [saying('CTR-01', [{ status: 'fail', severity }])] })
    expect(only({}, assessment).results.map((result) => result.level)).toEqual([level])
  })

  test('points at the line that asked for it, from the root of the repository', () => {
    expect(resultOf(only({ folder: 'clients/été' }), 'CTR-01').locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'clients/%C3%A9t%C3%A9/site.yaml' },
          region: { startLine: 31, startColumn: 5 },
        },
        logicalLocations: [{ fullyQualifiedName: 'docker_container.db', kind: 'resource' }],
      },
    ])
  })

  test('without a line, names the resource and the file that was judged', () => {
    expect(resultOf(only(), 'CTR-04').locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'site.yaml' } },
        logicalLocations: [{ fullyQualifiedName: 'docker_container.db', kind: 'resource' }],
      },
    ])
    const foreign = ASSESSMENTS['foreign.plan.json']
    const [location] = only({}, foreign).results[0]?.locations ?? []
    expect(location?.['physicalLocation']).toEqual({ artifactLocation: { uri: 'foreign.plan.json' } })
  })

  test('what was waived is suppressed by somebody, for a time', () => {
    expect(resultOf(only(), 'CTR-03').suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'migration — accepted by a.durand until 2026-12-05 inclusive; instead: read daily',
        properties: {
          kind: 'waiver',
          justification: 'migration',
          compensating: 'read daily',
          owner: 'i.moreau',
          approvedBy: 'a.durand',
          expires: '2026-12-05',
          where: 'waivers.yaml:3:5',
        },
      },
    ])
    expect(
      only()
        .results.filter(({ suppressions }) => suppressions)
        .map(({ ruleId }) => ruleId),
    ).toEqual(['CTR-03', 'DST-01'])
  })

  test('a fingerprint is the one that a waiver quotes; no baseline is invented', () => {
    const run = only()
    const { fingerprint } = VARIETY.results[0] ?? {}
    expect(fingerprint).toMatch(/^sha256:/)
    expect(resultOf(run, 'CTR-01').partialFingerprints).toEqual({ 'socle/v1': fingerprint })
    expect(resultOf(run, 'CTR-07').partialFingerprints).toBeUndefined()
    expect(run.results.map(({ baselineState }) => baselineState)).toEqual(run.results.map(() => undefined))
  })

  test('rules speak the language that was asked for, and every result finds its own', () => {
    for (const lang of ['fr', 'en'] as const) {
      const run = only({ lang })
      const rule = ruleOf('CTR-01')
      expect(run.tool.driver.rules[0]).toEqual({
        id: 'CTR-01',
        shortDescription: { text: `${rule?.title[lang]}.` },
        fullDescription: { text: rule?.why[lang] },
        help: { text: rule?.fix[lang] },
        defaultConfiguration: { level: 'error' },
        properties: {
          severity: 'blocking',
          sources: VARIETY.results[0]?.sources,
          levels: rule?.levels,
          kind: 'automated',
          waivable: rule?.waivable,
        },
      })
      for (const { ruleId, ruleIndex } of run.results) {
        expect(run.tool.driver.rules[ruleIndex]?.['id']).toBe(ruleId)
      }
    }
  })

  test('a rule that the catalogue no longer has keeps what its results say', () => {
    const results = VARIETY.results.slice(0, 1).map((result) => ({ ...result, rule: 'OLD-01' }))
    expect(only({}, { ...VARIETY, results }).tool.driver.rules).toEqual([
      {
        id: 'OLD-01',
        shortDescription: { text: 'OLD-01.' },
        fullDescription: { text: 'OLD-01.' },
        help: { text: 'OLD-01.' },
        defaultConfiguration: { level: 'error' },
        properties: { severity: 'blocking', sources: VARIETY.results[0]?.sources },
      },
    ])
  })

  test('says what was seen, and what nothing judged', () => {
    const run = only()
    expect(resultOf(run, 'CTR-01').message.text.split('\n')).toEqual([
      `docker_container.db — ${ruleOf('CTR-01')?.title.en}.`,
      'seen: privileged=true',
      'want: privileged=false',
    ])
    expect(run.invocations[0]?.['toolExecutionNotifications']).toContainEqual({
      level: 'note',
      message: { text: 'nothing judges docker_network.tryton-db.' },
      locations: [
        { logicalLocations: [{ fullyQualifiedName: 'docker_network.tryton-db', kind: 'resource' }] },
      ],
    })
  })

  test('a run per level', () => {
    const { live, plan, synth } = ASSESSMENTS
    if (!live || !plan || !synth) throw new Error('no sample')
    expect(runs([live, plan, synth]).map(({ automationDetails: { id } }) => id)).toEqual([
      'socle/demo/synth/',
      'socle/demo/plan/',
      'socle/demo/live/',
    ])
  })

  test('no text is a placeholder or a link', () => {
    const text = sarifReport([hostile(VARIETY)], { lang: 'en' })
    const [run] = (JSON.parse(text) as { readonly runs: readonly Run[] }).runs
    const messages = (run?.results ?? []).map(({ message }) => message.text).join('\n')
    expect(messages).toContain('{{0}} ${{x}} [link] (1)')
    expect(messages).not.toMatch(/(?<!\{)\{\d|\]\(/)
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })
})
