import { describe, expect, test } from 'vitest'
import type { Assessment } from '../../../policies/assessment.ts'
import { junitReport } from '../../../policies/report/junit.ts'
import { ASSESSMENTS, hostile, judged, saying, VARIETY } from './samples.ts'
import { all, parseXml, type Element } from './xml.ts'

const report = (...assessments: readonly Assessment[]): Element =>
  parseXml(junitReport(assessments, { lang: 'en' }))

/** Name of a case → how it ended, and the line that says why. */
const outcomes = (root: Element): [string, string, string][] =>
  all(root, 'testcase').map(({ attributes, children: [first] }) => [
    attributes['name'] ?? '',
    first?.name === 'system-out' ? 'passed' : (first?.name ?? ''),
    first?.attributes['message'] ?? '',
  ])

describe('JUnit report', () => {
  test('only what a machine saw passes; the rest says why it does not', () => {
    expect(outcomes(report(VARIETY))).toEqual([
      ['CTR-01 docker_container.db', 'failure', 'fail: privileged=true'],
      [
        'CTR-03 docker_container.db',
        'skipped',
        'accepted by a.durand until 2026-12-05 inclusive; instead: read daily',
      ],
      ['CTR-04 docker_container.db', 'error', 'unknown: unreadable'],
      ['CTR-06 docker_container.db', 'skipped', 'declared: note, 2026-10-01'],
      ['CTR-07 docker_container.db', 'passed', ''],
      ['CTR-07 docker_container.tryton', 'passed', ''],
      ['CTR-08 site', 'skipped', 'not judged: to supply'],
      ['CTR-10 docker_container.db', 'skipped', 'deferred: on the plan'],
      ['CTR-11 site', 'skipped', 'not applicable: nothing here'],
      ['DST-01 docker_volume.db-data', 'skipped', 'accepted on the command line, this once'],
      ['NET-02 site', 'skipped', 'not judged: waits'],
      ['NET-04 docker_container.db', 'skipped', 'unknown: unreadable'],
    ])
  })

  test('a failure carries its evidence, its place and its severity', () => {
    const [failure] = all(report(VARIETY), 'testcase')
    expect(failure?.attributes).toEqual({
      classname: 'socle.synth.CTR-01',
      name: 'CTR-01 docker_container.db',
      file: 'site.yaml',
      line: '31',
      time: '0',
    })
    const [body] = failure?.children ?? []
    expect(body?.attributes['type']).toBe('blocking')
    expect(body?.text.split('\n').slice(1, 3)).toEqual(['seen: privileged=true', 'want: privileged=false'])
  })

  test('a suite per level in the order of proof, counted, dated by its assessment', () => {
    const { live, synth } = ASSESSMENTS
    if (!live || !synth) throw new Error('no sample')
    const root = report(live, synth)
    const suites = all(root, 'testsuite')
    expect(suites.map(({ attributes: { name, timestamp } }) => [name, timestamp])).toEqual([
      ['demo.synth', '2026-11-23T10:00:00'],
      ['demo.live', '2026-11-23T10:00:00'],
    ])
    for (const suite of suites) {
      const count = (name: string): string => String(all(suite, name).length)
      expect([suite.attributes['tests'], suite.attributes['skipped'], suite.attributes['errors']]).toEqual([
        count('testcase'),
        count('skipped'),
        count('error'),
      ])
    }
    expect(root.attributes['tests']).toBe(String(all(root, 'testcase').length))
  })

  test('two verdicts on one subject are two cases', () => {
    const twice = judged({ rules: [saying('CTR-01', [{}, { status: 'fail' }])] })
    expect(outcomes(report(twice)).map(([name]) => name)).toEqual([
      'CTR-01 docker_container.db',
      'CTR-01 docker_container.db #2',
    ])
  })

  test('a suite that judged nothing is an error, not a success', () => {
    const nothing = judged({
      rules: [saying('CTR-11', [], { nothing: { fr: 'rien ici', en: 'nothing here' } })],
    })
    expect(outcomes(report(nothing))).toEqual([
      ['coverage', 'error', 'nothing was judged'],
      ['CTR-11 site', 'skipped', 'not applicable: nothing here'],
    ])
  })

  test('files are named from the root of the repository', () => {
    const xml = junitReport([VARIETY], { lang: 'en', folder: './clients/durand/' })
    expect(all(parseXml(xml), 'testcase')[0]?.attributes['file']).toBe('clients/durand/site.yaml')
  })

  test('speaks French', () => {
    const root = parseXml(junitReport([VARIETY], { lang: 'fr' }))
    expect(outcomes(root).slice(1, 4)).toEqual([
      [
        'CTR-03 docker_container.db',
        'skipped',
        "accepté par a.durand jusqu'au 2026-12-05 inclus ; en compensation : read daily",
      ],
      ['CTR-04 docker_container.db', 'error', 'inconnu : illisible'],
      ['CTR-06 docker_container.db', 'skipped', 'déclaré : note, 2026-10-01'],
    ])
  })

  test('no text breaks the format, and none is lost', () => {
    const root = report(hostile(VARIETY))
    expect(outcomes(root).map(([, outcome]) => outcome)).toEqual(
      outcomes(report(VARIETY)).map(([, outcome]) => outcome),
    )
    const texts = all(root, 'system-out').map(({ text }) => text)
    expect(texts.join('\n')).toContain(']]> </script> <!-- --> <img src=x onerror=alert(1)>')
    expect(texts.join('\n')).toContain('\\u001b[2J\\u0000\\u0085 \\u202e\\u2066 \\u{200e}\\u{e0041}')
  })

  test.each(Object.entries(ASSESSMENTS))('%s is well formed', (_name, assessment) => {
    expect(all(report(assessment), 'testcase').length).toBeGreaterThanOrEqual(assessment.results.length)
  })
})

test('the reader of these tests refuses what is not XML', () => {
  for (const xml of [
    '<a>',
    '<a></b>',
    '<a b=c/>',
    '<a>&nbsp;</a>',
    '<a>]]></a>',
    '<a>\u0001</a>',
    '<a/><b/>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
  ]) {
    expect(() => parseXml(xml), xml).toThrow()
  }
})
