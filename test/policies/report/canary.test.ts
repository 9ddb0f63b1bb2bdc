import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assessment, Level } from '../../../policies/assessment.ts'
import { aContainer, anApplication, aProxy, FACTS, terraformJson } from '../../../policies/examples/site.ts'
import { judgeFile } from '../../../policies/judge-file.ts'
import { consoleReport } from '../../../policies/report/console.ts'
import { htmlReport } from '../../../policies/report/html.ts'
import { renderMachineReports } from '../../../policies/report/index.ts'
import { planOf } from '../plan-of.ts'
import { BASE, VARIETY } from './samples.ts'
import { CANARIES, CONFIGURATION, INSPECTION, PLAN } from './secret-files.ts'

/** Everything that a person or a machine is given to read, by name and language. */
function renderings(assessment: Assessment): Record<string, string> {
  const inLanguages = (['fr', 'en'] as const).flatMap((lang) => [
    ...Object.entries(renderMachineReports([assessment], { lang })).map(
      ([name, text]) => [`${name} ${lang}`, text] as const,
    ),
    [`console ${lang}`, consoleReport(assessment, { lang })] as const,
    [`report.html ${lang}`, htmlReport({ [assessment.level]: assessment }, { lang })] as const,
  ])
  return { 'assessment.json': JSON.stringify(assessment), ...Object.fromEntries(inLanguages) }
}

const FILES: Readonly<Record<Level, () => unknown>> = {
  synth: CONFIGURATION,
  plan: PLAN,
  live: () => INSPECTION,
}

describe.each(Object.entries(FILES))('a file full of secrets, at level %s', (level, file) => {
  const forms = CANARIES.flatMap((canary) => [canary, Buffer.from(canary).toString('base64')])

  test.each([
    ['with its site', { ...BASE, facts: FACTS }],
    ["as anybody's", BASE],
  ])('%s: not one is in any report', (_name, request) => {
    const assessment = judgeFile(file(), 'file.json', request)
    expect(assessment.level).toBe(level)
    expect(assessment.results.filter(({ status }) => status === 'fail').length).toBeGreaterThan(3)
    for (const [name, text] of Object.entries(renderings(assessment))) {
      const shown = forms.filter((form) => text.includes(form))
      expect(shown, name).toEqual([])
    }
  })

  test('and the file does hold them', () => {
    const text = JSON.stringify(file())
    expect(forms.filter((form) => text.includes(form)).length).toBeGreaterThan(5)
  })
})

/** A number between 0 and 1 that follows from the one before. */
function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const shuffled = <T>(items: readonly T[], draw: () => number): T[] =>
  items
    .map((item) => ({ item, at: draw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

/** The same JSON with its keys in another order, at every depth. */
function reordered(json: unknown, draw: () => number): unknown {
  if (Array.isArray(json)) return json.map((item) => reordered(item, draw))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    shuffled(Object.entries(json), draw).map(([key, value]) => [key, reordered(value, draw)]),
  )
}

describe('the order of what was read changes no byte of any report', () => {
  const faulty = terraformJson({
    containers: {
      proxy: aProxy({ privileged: true, read_only: false }),
      tryton: anApplication({ env: ['A_TOKEN=x', 'B_SECRET=y'], cap_add: ['ALL'] }),
      db: aContainer({ memory: '${var.memory}', ports: [{ internal: 1 }, { internal: 2 }] }),
    },
  })
  const plan = planOf(faulty)
  const inOrder: Readonly<Record<string, (draw: () => number) => unknown>> = {
    configuration: (draw) => reordered(faulty, draw),
    plan: (draw) =>
      reordered({ ...plan, resource_changes: shuffled(plan['resource_changes'] as unknown[], draw) }, draw),
    inspection: (draw) => reordered(shuffled(INSPECTION, draw), draw),
  }

  test.each(Object.entries(inOrder))('%s', (_name, file) => {
    const rendered = (seed: number) =>
      renderings(judgeFile(file(draws(seed)), 'file.json', { ...BASE, facts: FACTS }))
    const first = rendered(0)
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const [name, text] of Object.entries(rendered(seed))) expect(text, name).toBe(first[name])
      }),
      { numRuns: 8 },
    )
  })

  test('nor the order of levels, nor that of the keys of an assessment read again', () => {
    const live: Assessment = { ...VARIETY, level: 'live' }
    const again = [live, VARIETY].map((each) => reordered(each, draws(7)) as Assessment)
    expect(renderMachineReports(again, { lang: 'fr' })).toEqual(
      renderMachineReports([VARIETY, live], { lang: 'fr' }),
    )
  })
})

test('the files of a site, by name', () => {
  expect(Object.keys(renderMachineReports([VARIETY], { lang: 'fr' }))).toEqual([
    'junit.xml',
    'results.sarif',
    'code-scanning.sarif',
    'oscal-assessment-results.json',
    'report.md',
  ])
})
