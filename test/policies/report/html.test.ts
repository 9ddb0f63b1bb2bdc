import { describe, expect, test } from 'vitest'
import { RULES } from '../../../policies/registry.ts'
import { compare } from '../../../policies/report/html/comparison.ts'
import { htmlReport, type ReportSet } from '../../../policies/report/html.ts'
import type { Verdict } from '../../../policies/rule.ts'
import { atLevels, chapter, chapterMarkup, DRIFTED, rowsWith, SIGNATURE } from './html-page.ts'
import { faultsOf } from './html-structure.ts'
import { ASSESSMENTS, hostile, judged } from './samples.ts'

const LANGS = ['fr', 'en'] as const

const ONE_LEVEL = Object.entries(ASSESSMENTS).map(([name, assessment]): [string, ReportSet] => [
  name,
  { [assessment.level]: assessment },
])

describe('the page', () => {
  const sets: [string, ReportSet][] = [
    ...ONE_LEVEL,
    ...Object.entries(ASSESSMENTS).map(([name, assessment]): [string, ReportSet] => [
      `hostile ${name}`,
      { [assessment.level]: hostile(assessment) },
    ]),
    ['three levels', { ...DRIFTED, signature: SIGNATURE }],
  ]
  test.each(sets)('%s is well formed in both languages', (_name, set) => {
    for (const lang of LANGS) expect(faultsOf(htmlReport(set, { lang })), lang).toEqual([])
  })

  test.each(sets)('%s claims nothing, and hides nothing', (_name, set) => {
    for (const lang of LANGS) {
      const page = htmlReport(set, { lang })
      expect(page).not.toMatch(
        /conforme|compliant|certified|certifiée?s?\b|[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/i,
      )
      expect(page).toContain(
        lang === 'fr'
          ? 'ni une certification ni une attestation'
          : 'neither a certification nor an attestation',
      )
    }
  })

  test('says the same in both languages', () => {
    const shape = (lang: 'fr' | 'en') =>
      [...htmlReport(DRIFTED, { lang }).matchAll(/<(table|h\d|details|article|tr)\b|\bid="([^"]*)"/g)].map(
        ([found]) => found,
      )
    expect(shape('en')).toEqual(shape('fr'))
  })

  test('is the same for the same assessments', () => {
    expect(htmlReport({ ...DRIFTED }, { lang: 'fr' })).toBe(htmlReport({ ...DRIFTED }, { lang: 'fr' }))
  })

  test('is about one site', () => {
    const of = (set: ReportSet) => () => htmlReport(set, { lang: 'fr' })
    expect(of({})).toThrow(new RangeError('a report is about one site, not none'))
    expect(of({ synth: DRIFTED.synth, plan: { ...DRIFTED.plan, site: 'other' } })).toThrow(
      new RangeError('a report is about one site, not demo and other'),
    )
  })

  test('shows a fault of structure where there is one', () => {
    const page = htmlReport(DRIFTED, { lang: 'en' })
    const broken = page
      .replace('<h2 id="scope-title">', '<h4 id="summary-title">')
      .replace('href="#glossary"', 'href="#nowhere"')
      .replace('scope="row"', '')
      .replace('<footer>', '<footer onclick="x"><footer>')
      .replace("default-src 'none'", "default-src 'self'")
      .replace('Scope and limits', 'a < b')
    expect(faultsOf(broken)).toEqual([
      'a text is not escaped',
      '</h2> closes something else',
      'h4 skips a level',
      'id summary-title twice',
      '#nowhere leads nowhere',
      '#scope-title leads nowhere',
      '2 <footer>',
      expect.stringContaining('Verdicts by level: '),
      'onclick= on <footer>',
      'the policy does not allow the style, or allows more',
    ])
  })
})

describe('scope', () => {
  test('says which levels are missing, and that nothing is proven of what runs', () => {
    const text = chapter(htmlReport({ synth: DRIFTED.synth }, { lang: 'en' }), 'scope')
    expect(text).toContain('Planned ( not supplied: nothing here is about it ): what was about to be applied')
    expect(text).toContain('The running site was not observed: nothing here proves what runs.')
    expect(chapter(htmlReport(DRIFTED, { lang: 'en' }), 'scope')).not.toContain('was not observed')
  })

  test('counts what nobody judged', () => {
    const text = chapter(htmlReport({ synth: judged() }, { lang: 'en' }), 'scope')
    const rows = compare([judged()])
    const count = (category: string) => rows.filter((row) => row.category === category).length
    expect(count('pending')).toBeGreaterThan(20)
    expect(text).toContain(`Controls that no machine judges: ${count('pending')} .`)
    expect(text).toContain(`Verdicts left to a later level: ${count('deferred')} .`)
    expect(text).toContain(
      'The Docker sheet (ANSSI-FT-082) leaves the Docker daemon and the management of images out of its scope.',
    )
  })

  test('tells that another catalogue judged', () => {
    const foreign = { ...DRIFTED.synth, tool: { ...DRIFTED.synth.tool, rules: 'sha256:0' } }
    const sentence = 'One level at least was judged with another catalogue of rules than that of this report'
    expect(chapter(htmlReport({ synth: foreign }, { lang: 'en' }), 'scope')).toContain(sentence)
    expect(chapter(htmlReport({ synth: judged() }, { lang: 'en' }), 'scope')).not.toContain(sentence)
  })
})

test('a hundred rules on thirty subjects stay readable: what passes is folded', () => {
  const subjects = Array.from({ length: 30 }, (_, index) => ({ subject: `docker_container.s${index}` }))
  const failing = subjects.map((each, index) => (index === 7 ? { ...each, status: 'fail' as const } : each))
  const set = atLevels(
    ...RULES.map(({ id }): [string, Partial<Verdict>[][]] => {
      const verdicts = id === 'CTR-01' ? failing : subjects
      return [id, [verdicts, verdicts, verdicts]]
    }),
  )
  const page = htmlReport(set, { lang: 'fr' })
  const rules = chapterMarkup(page, 'rules')
  const unfolded = rules.replace(/<details>[\s\S]*?<\/details>/g, '')
  expect(rowsWith(rules, 'docker_container.s').length).toBeGreaterThan(1500)
  expect(rowsWith(unfolded, 'docker_container.s').map(([subject]) => subject)).toEqual([
    'docker_container.s7',
  ])
  expect(faultsOf(page)).toEqual([])
})
