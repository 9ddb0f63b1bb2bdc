import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consoleReport, exitStatus, GraphError, judgeFile } from '../../policies/index.ts'

const FIXTURES = [
  'create.plan.json',
  'foreign.plan.json',
  'label.plan.json',
  'site.tf.json',
  'drift.inspect.json',
  'live.inspect.json',
].map((name) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'))

const REQUEST = { siteId: 'foreign', inputs: {}, engine: 'none', version: '0', now: new Date(0), host: '' }

/** What no Terraform and no engine writes in these places. */
const strange = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1e308,
  '',
  '\u001b[2J',
  '${file("/etc/passwd")}',
  '${local.a}${local.a}',
  '__proto__',
  [],
  {},
  [null],
  [[]],
  [{}],
  { a: null },
  { references: 5 },
)

const mutated = fc
  .tuple(
    fc.constantFrom(...FIXTURES),
    fc.array(fc.tuple(fc.nat(), fc.boolean(), strange), { minLength: 1, maxLength: 4 }),
  )
  .map(([text, mutations]) => {
    const json = JSON.parse(text) as object
    for (const [seed, removes, value] of mutations) {
      const places = placesOf(json)
      const [holder, key] = places[seed % places.length] ?? [json, '']
      if (removes && Array.isArray(holder)) holder.splice(Number(key), 1)
      else if (removes) Reflect.deleteProperty(holder, key)
      else Reflect.set(holder, key, structuredClone(value))
    }
    return json
  })

function placesOf(node: unknown): [holder: object, key: string][] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) => [[node, key] as [object, string], ...placesOf(child)])
}

describe('a file that no tool wrote', () => {
  test('is judged, or refused with a code; never anything else', { timeout: 120_000 }, () => {
    const outcomes = { judged: 0, refused: 0 }
    fc.assert(
      fc.property(mutated, (json) => {
        try {
          const assessment = judgeFile(json, 'file.json', REQUEST)
          expect([0, 1, 3, 4]).toContain(exitStatus(assessment))
          expect(consoleReport(assessment, { lang: 'en' })).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
          outcomes.judged++
        } catch (error) {
          if (!(error instanceof GraphError)) throw error
          outcomes.refused++
        }
      }),
      { numRuns: 2000, seed: 20261123 },
    )
    expect(outcomes.judged).toBeGreaterThan(500)
    expect(outcomes.refused).toBeGreaterThan(50)
  })

  test.each([
    ['text', { a: '${local.a}${local.a}${local.a}' }],
    ['lists', { a: ['${local.a}', '${local.a}', '${local.a}'] }],
    [
      'a chain',
      Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [
          `${at === 0 ? 'a' : `a${at}`}`,
          `\${local.a${at + 1}}\${local.a${at + 1}}`,
        ]),
      ),
    ],
  ])('references that multiply end in doubt: %s', (_what, locals) => {
    const json = { locals, resource: { docker_container: { x: { name: 'x', pid_mode: '${local.a}' } } } }
    const { results } = judgeFile(json, 'a.tf.json', REQUEST)
    expect(results.find(({ rule }) => rule === 'CTR-04')?.status).toBe('unknown')
  })

  test('a cycle through a resource ends in doubt', () => {
    const mode = Array.from({ length: 3 }, () => '${docker_container.x.pid_mode}').join('')
    const { results } = judgeFile(
      { resource: { docker_container: { x: { pid_mode: mode } } } },
      'a.tf.json',
      REQUEST,
    )
    expect(results.find(({ rule }) => rule === 'CTR-04')?.status).toBe('unknown')
  })

  test.each([
    ['resource_changes', { resource_changes: 'x' }],
    ['resource_changes', { resource_changes: [null] }],
    ['resource_changes', { resource_changes: [{ address: 'a', mode: 'managed', type: 't', name: 'n' }] }],
    ['configuration', { resource_changes: [], configuration: { root_module: { resources: [5] } } }],
    [
      'configuration',
      { resource_changes: [], configuration: { root_module: { module_calls: { a: { module: [] } } } } },
    ],
    [
      'prior_state',
      { resource_changes: [], prior_state: { values: { root_module: { child_modules: {} } } } },
    ],
  ])('a plan whose %s is something else is refused: %j', (part, plan) => {
    expect(() => judgeFile({ format_version: '1.2', ...plan }, 'p.json', REQUEST)).toThrow(
      `JUDGE-BAD-SHAPE: ${part} of p.json is not what Terraform writes; give the output of \`terraform show -json\``,
    )
  })
})
