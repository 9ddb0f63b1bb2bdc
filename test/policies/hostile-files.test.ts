import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consoleReport, exitStatus, GraphError, judgeFile, readYaml } from '../../policies/index.ts'

const FIXTURES = [
  'create.plan.json',
  'foreign.plan.json',
  'modules.plan.json',
  'services.plan.json',
  'services.tf.json',
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

const mutated = mutatedFrom(fc.constantFrom(...FIXTURES))

function mutatedFrom(texts: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const mutation = fc.tuple(fc.nat(), fc.boolean(), strange)
  return fc.tuple(texts, fc.array(mutation, { minLength: 1, maxLength: 4 })).map(([text, mutations]) => {
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
}

const COMPOSE = readFileSync(join(import.meta.dirname, 'fixtures', 'shop.compose.yaml'), 'utf8')

/** A Compose file whose data were changed, or whose text was: cut, doubled, or given what YAML makes something of. */
const mutatedText = fc.oneof(
  mutatedFrom(fc.constant(JSON.stringify(readYaml(COMPOSE).data))).map((json) => JSON.stringify(json)),
  fc
    .array(
      fc.tuple(
        fc.nat({ max: COMPOSE.length }),
        fc.nat({ max: 40 }),
        fc.constantFrom(
          '',
          '&a ',
          '*a',
          '*common',
          '<<: *common',
          '!reset ',
          '!x ',
          '- ',
          ': ',
          '\n',
          '${',
          '${X:-',
          '}',
          '[',
          '{',
          '"',
          '\t',
          '~',
          '---\n',
          '\u0000',
          '1e999',
          '0-65535:0-65535',
        ),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((changes) =>
      changes.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), COMPOSE),
    ),
)

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

  test('a Compose file that no person wrote: the same', { timeout: 120_000 }, () => {
    const outcomes = { judged: 0, refused: 0 }
    fc.assert(
      fc.property(mutatedText, (text) => {
        try {
          const { data, locate } = readYaml(text)
          const assessment = judgeFile(data, 'compose.yaml', REQUEST, { folder: 'shop', locate })
          expect([0, 1, 3, 4]).toContain(exitStatus(assessment))
          expect(consoleReport(assessment, { lang: 'fr' })).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
          outcomes.judged++
        } catch (error) {
          if (!(error instanceof GraphError)) throw error
          expect(error.message).toMatch(/^JUDGE-(BAD-YAML|BAD-COMPOSE|TOO-LARGE|UNKNOWN-FORMAT): \S/)
          outcomes.refused++
        }
      }),
      { numRuns: 1000, seed: 20261123 },
    )
    expect(outcomes.judged).toBeGreaterThan(200)
    expect(outcomes.refused).toBeGreaterThan(200)
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
