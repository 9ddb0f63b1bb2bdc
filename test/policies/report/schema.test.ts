import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import {
  LEVELS,
  STATUSES,
  type Acceptance,
  type Assessment,
  type Basis,
  type Citation,
  type Coverage,
  type Result,
  type Severity,
  type Trust,
  type UnjudgedAttribute,
} from '../../../policies/assessment.ts'
import schema from '../../../policies/report/assessment.schema.json' with { type: 'json' }
import { copyOfExample, scratchFolder, socle } from '../../helpers/command-line.ts'
import { EXAMPLES } from '../../helpers/example.ts'
import { ASSESSMENTS, VARIETY } from './samples.ts'

const ajv = formats.default(
  new Ajv2020({ strict: true, strictRequired: false, allErrors: true, keywords: ['x-fr'] }),
)
const validate = ajv.compile(schema)

const faults = (assessment: unknown): string[] =>
  validate(assessment)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)

describe('every assessment is what the schema says', () => {
  test.each(Object.entries(ASSESSMENTS))('%s', (_name, assessment) => {
    expect(faults(JSON.parse(JSON.stringify(assessment)))).toEqual([])
  })

  const folder = scratchFolder()
  test.each(EXAMPLES)('check of %s', async (example) => {
    const { stdout } = await socle(['check', copyOfExample(example, `${folder.path}/${example}`), '--json'])
    expect(faults(JSON.parse(stdout))).toEqual([])
  })
})

describe('the schema refuses what no assessment is', () => {
  const [failed, waived, doubt] = VARIETY.results
  const without = <T extends object>(value: T | undefined, key: keyof T): object =>
    Object.fromEntries(Object.entries(value ?? {}).filter(([name]) => name !== key))
  const withResult = (result: object | undefined): object => ({ ...VARIETY, results: [result] })

  test.each<[string, unknown, string[]]>([
    [
      'a field of its own in a result',
      withResult({ ...failed, note: 'x' }),
      ['/results/0 must NOT have additional properties'],
    ],
    [
      'a seventh status',
      withResult({ ...doubt, status: 'ok' }),
      ['/results/0/status must be equal to one of the allowed values'],
    ],
    [
      'a failure that nobody can quote',
      withResult(without(failed, 'fingerprint')),
      ["/results/0 must have required property 'fingerprint'", '/results/0 must match "then" schema'],
    ],
    [
      'an acceptance by nobody',
      withResult(without(waived, 'waiver')),
      ["/results/0 must have required property 'waiver'", '/results/0 must match "then" schema'],
    ],
    [
      'a pass that was accepted',
      withResult({ ...without(waived, 'fingerprint'), status: 'pass' }),
      ['/results/0/waiver boolean schema is false', '/results/0 must match "else" schema'],
    ],
    [
      'a failure put off',
      withResult({ ...failed, deferred: 'live' }),
      ['/results/0/status must be equal to constant', '/results/0 must match "then" schema'],
    ],
    [
      'a rule without a source',
      withResult({ ...doubt, sources: [] }),
      ['/results/0/sources must NOT have fewer than 1 items'],
    ],
    ['no coverage', without(VARIETY, 'coverage'), [" must have required property 'coverage'"]],
  ])('%s', (_name, assessment, expected) => {
    expect(faults(assessment)).toEqual(expected)
  })

  test('but a verb may add to the whole', () => {
    expect(faults({ ...VARIETY, reachability: [] })).toEqual([])
  })
})

/** `true` for a required key, `false` for an optional one: a key that the type gains or loses breaks the build. */
type Keys<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? false : true }

type Names<T extends string> = Readonly<Record<T, true>>

describe('the schema and the types say the same', () => {
  interface Shape {
    readonly properties: object
    readonly required?: readonly string[]
  }
  const keysOf = ({ properties, required = [] }: Shape): Record<string, boolean> =>
    Object.fromEntries(Object.keys(properties).map((key) => [key, required.includes(key)]))

  const { properties, $defs } = schema
  const assessment: Keys<Assessment> = {
    schema: true,
    site: true,
    level: true,
    results: true,
    summary: true,
    coverage: true,
    notices: true,
    at: true,
    tool: true,
    host: true,
    inputs: true,
    signature: true,
  }
  const result: Keys<Result> = {
    rule: true,
    subject: true,
    status: true,
    severity: true,
    seen: true,
    want: true,
    reason: false,
    deferred: false,
    pending: false,
    variant: false,
    derogation: false,
    fingerprint: false,
    waiver: false,
    basis: true,
    sources: true,
    where: false,
    fr: false,
  }
  const fr: Keys<NonNullable<Result['fr']>> = { seen: false, want: false, reason: false }
  const acceptance: Keys<Acceptance> = {
    kind: true,
    id: false,
    justification: false,
    compensating: false,
    owner: false,
    approvedBy: false,
    acceptedOn: false,
    expires: false,
    where: false,
  }
  const citation: Keys<Citation> = { ref: true, version: true, trust: true }
  const coverage: Keys<Coverage> = { resources: true, judged: true, unjudged: true, attributes: true }
  const attribute: Keys<UnjudgedAttribute> = { type: true, attribute: true, resources: true }
  const tool: Keys<Assessment['tool']> = { socle: true, rules: true, engine: true }

  test.each<[string, Shape, object]>([
    ['assessment', schema, assessment],
    ['result', $defs.result, result],
    ['French texts', $defs.result.properties.fr, fr],
    ['acceptance', $defs.acceptance, acceptance],
    ['citation', $defs.result.properties.sources.items, citation],
    ['coverage', properties.coverage, coverage],
    ['attribute', properties.coverage.properties.attributes.items, attribute],
    ['tool', properties.tool, tool],
  ])('keys of %s', (_name, shape, expected) => {
    expect(keysOf(shape)).toEqual(expected)
  })

  const severities: Names<Severity> = { blocking: true, major: true, minor: true, info: true }
  const bases: Names<Basis> = { configured: true, observed: true, declared: true }
  const trusts: Names<Trust> = { P: true, T: true, S: true, M: true, 'S-inf': true, '*': true }
  const kinds: Names<Acceptance['kind']> = { waiver: true, derogation: true, 'command-line': true }
  const deferred: Names<NonNullable<Result['deferred']>> = { plan: true, live: true }
  const pending: Names<NonNullable<Result['pending']>> = { document: true, capability: true }
  const own = $defs.result.properties

  test.each<[string, readonly string[], readonly string[]]>([
    ['status', own.status.enum, STATUSES],
    ['summary', Object.keys(properties.summary.properties), STATUSES],
    ['summary, all there', properties.summary.required, STATUSES],
    ['level', $defs.level.enum, LEVELS],
    ['severity', own.severity.enum, Object.keys(severities)],
    ['basis', own.basis.enum, Object.keys(bases)],
    ['trust', own.sources.items.properties.trust.enum, Object.keys(trusts)],
    ['kind of acceptance', $defs.acceptance.properties.kind.enum, Object.keys(kinds)],
    ['deferred', own.deferred.enum, Object.keys(deferred)],
    ['pending', own.pending.enum, Object.keys(pending)],
  ])('values of %s', (_name, written, known) => {
    expect(written).toEqual(known)
  })
})
