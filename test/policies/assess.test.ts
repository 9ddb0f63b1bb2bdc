import { describe, expect, test } from 'vitest'
import { assess, catalogueDigest, type AssessmentRequest } from '../../policies/assess.ts'
import type { Level, Status } from '../../policies/assessment.ts'
import { aContainer, aSite, aVolumeChange, FACTS, graphOf, only } from '../../policies/examples/site.ts'
import { exitStatus } from '../../policies/exit-status.ts'
import { EMPTY_GRAPH, type Graph } from '../../policies/graph/graph.ts'
import { RULES } from '../../policies/registry.ts'
import type { Rule, Verdict } from '../../policies/rule.ts'

const BASE = {
  siteId: 'demo',
  inputs: {},
  engine: 'none',
  version: '0.1.0',
  now: new Date('2026-11-23T10:00:00Z'),
  host: 'h',
}

const run = (more: Partial<AssessmentRequest>) =>
  assess({ ...BASE, level: 'synth', graph: graphOf(), facts: FACTS, ...more })

const template = RULES.find(({ id }) => id === 'ADM-11')
if (!template) throw new Error('ADM-11 is a rule')
const aRule = (more: Partial<Rule>): Rule => ({
  ...template,
  id: 'XXX-01',
  levels: ['synth'],
  check: () => [],
  ...more,
})

const verdict = (status: Status, subject = 'docker_container.db'): Verdict => ({
  subject,
  status,
  seen: 'a',
  want: 'b',
})

describe('assessment', () => {
  test('the example site passes everything that synth can judge, except what the architecture cannot meet', () => {
    const { results } = run({})
    const of = (status: Status) => results.filter((result) => result.status === status)
    expect(of('fail').map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`)).toEqual([
      'EGR-01 postes minor',
      'NET-11 site minor',
    ])
    expect(of('unknown').filter(({ deferred }) => deferred === undefined)).toEqual([])
    expect(
      of('not-applicable').filter(({ pending, reason }) => pending === undefined && reason === undefined),
    ).toEqual([])
  })

  test('has the shape of the contract', () => {
    const { results, ...rest } = run({
      rules: [aRule({ check: () => [{ ...verdict('pass'), where: 'site.yaml:3:1' }] })],
      inputs: { b: 'sha256:2', a: 'sha256:1' },
    })
    expect(results).toEqual([
      {
        rule: 'XXX-01',
        subject: 'docker_container.db',
        status: 'pass',
        severity: 'blocking',
        seen: 'a',
        want: 'b',
        basis: 'configured',
        sources: [
          { ref: "ANSSI guide d'hygiène M12", version: '2.0', trust: 'T' },
          { ref: 'ANSSI-PA-022 R34', version: '3.0', trust: 'T' },
          { ref: 'ReCyF 10.B.2', version: '2.5', trust: 'T' },
        ],
        where: 'site.yaml:3:1',
      },
    ])
    expect({ ...rest, tool: { ...rest.tool, rules: '' } }).toEqual({
      schema: 'socle/assessment/1',
      site: 'demo',
      level: 'synth',
      summary: { pass: 1, fail: 0, unknown: 0, 'not-applicable': 0, waived: 0, declared: 0 },
      coverage: {
        resources: 7,
        judged: 1,
        unjudged: [
          'docker_container.proxy',
          'docker_container.tryton',
          'docker_network.proxy-edge',
          'docker_network.proxy-tryton',
          'docker_network.tryton-db',
          'docker_volume.db-data',
        ],
        attributes: expect.arrayContaining([
          { type: 'docker_container', attribute: 'privileged', resources: 3 },
        ]) as unknown,
      },
      notices: [],
      at: '2026-11-23T10:00:00.000Z',
      tool: { socle: '0.1.0', rules: '', engine: 'none' },
      host: 'h',
      inputs: { a: 'sha256:1', b: 'sha256:2' },
      signature: null,
    })
    expect(Object.keys(rest.inputs)).toEqual(['a', 'b'])
  })

  test('two runs differ by time and host only', () => {
    const one = run({})
    const other = run({
      now: new Date('2026-11-23T23:00:00Z'),
      host: 'elsewhere',
      rules: [...RULES].reverse(),
    })
    expect({ ...other, at: one.at, host: one.host }).toEqual(one)
  })

  test('the digest of the catalogue does not depend on its order, and changes with what a rule says', () => {
    expect(catalogueDigest([...RULES].reverse())).toBe(catalogueDigest(RULES))
    expect(catalogueDigest(RULES.slice(1))).not.toBe(catalogueDigest(RULES))
    expect(catalogueDigest([{ ...template, severity: 'minor' }])).not.toBe(catalogueDigest([template]))
  })

  test('texts are kept in both languages', () => {
    const { results } = run({
      rules: [aRule({ check: () => [{ ...verdict('fail'), want: { fr: 'ceci', en: 'this' } }] })],
    })
    expect(results.map(({ want, fr }) => ({ want, fr }))).toEqual([{ want: 'this', fr: { want: 'ceci' } }])
  })
})

describe('coverage', () => {
  const attributesOf = (graph: Graph) => run({ graph }).coverage.attributes

  test('lists what is written and no rule decides by', () => {
    const body = aContainer({ shm_size: 64, mac_address: '02:42:ac:11:00:02' })
    const listed = attributesOf(graphOf({ containers: { db: body } }))
    expect(listed).toContainEqual({ type: 'docker_container', attribute: 'mac_address', resources: 1 })
    expect(listed).toContainEqual({ type: 'docker_container', attribute: 'shm_size', resources: 1 })
  })

  test('and nothing that one decides by', () => {
    const names = attributesOf(graphOf()).map(({ type, attribute }) => `${type}.${attribute}`)
    for (const judged of ['privileged', 'mounts', 'networks_advanced', 'image', 'user', 'memory'])
      expect(names).not.toContain(`docker_container.${judged}`)
    expect(names).not.toContain('docker_network.internal')
  })
})

describe('what a rule does not say', () => {
  test('a rule that breaks is unknown, and no later level excuses it', () => {
    const broken = aRule({
      levels: ['synth', 'live'],
      check: () => {
        throw new TypeError('boom')
      },
    })
    const assessment = run({ rules: [broken] })
    expect(
      assessment.results.map(({ subject, status, reason, deferred }) => ({
        subject,
        status,
        reason,
        deferred,
      })),
    ).toEqual([
      { subject: 'site', status: 'unknown', reason: 'the rule broke (TypeError: boom)', deferred: undefined },
    ])
    expect(exitStatus(assessment)).toBe(3)
  })

  test('a rule without a subject is not applicable, with its reason', () => {
    expect(
      run({ rules: [aRule({ nothing: { fr: 'rien', en: 'nothing here' } })] }).results.map(
        ({ status, reason }) => [status, reason],
      ),
    ).toEqual([['not-applicable', 'nothing here']])
  })

  test('a capability nobody asked for makes its rules not applicable', () => {
    const rules = [aRule({ capability: 'backup', check: () => [verdict('fail')] })]
    expect(run({ rules }).results.map(({ status, reason }) => [status, reason])).toEqual([
      ['not-applicable', 'site.yaml does not ask for backup, or this version does not build it'],
    ])
  })

  test.each<[Level, Level[], string[]]>([
    ['synth', ['plan', 'live'], ['unknown deferred to plan']],
    ['synth', ['live'], ['unknown deferred to live']],
    ['plan', ['live'], ['unknown deferred to live']],
    ['live', ['synth'], []],
    ['plan', ['synth', 'plan'], ['unknown deferred to nothing']],
    ['plan', ['plan', 'live'], ['unknown deferred to live']],
  ])('at %s, a rule of %j', (level, levels, expected) => {
    const rules = [aRule({ levels, check: () => [verdict('unknown')] })]
    expect(
      run({ level, rules }).results.map(
        ({ status, deferred }) => `${status} deferred to ${deferred ?? 'nothing'}`,
      ),
    ).toEqual(expected)
  })
})

describe('exit status', () => {
  const exitOf = (severity: Rule['severity'], ...statuses: Status[]) =>
    exitStatus(run({ rules: [aRule({ severity, check: () => statuses.map((status) => verdict(status)) })] }))

  test.each<[Rule['severity'], Status[], number]>([
    ['blocking', ['pass'], 0],
    ['blocking', ['pass', 'fail', 'unknown'], 1],
    ['major', ['fail'], 1],
    ['minor', ['fail'], 0],
    ['info', ['fail', 'unknown'], 0],
    ['blocking', ['unknown', 'waived'], 3],
    ['major', ['pass', 'waived'], 4],
    ['minor', ['waived'], 0],
    ['blocking', ['not-applicable'], 3],
  ])('%s %j: %i', (severity, statuses, expected) => {
    expect(exitOf(severity, ...statuses)).toBe(expected)
  })

  test('nothing to judge is 3', () => {
    expect(exitStatus(assess({ ...BASE, level: 'synth', graph: EMPTY_GRAPH }))).toBe(3)
  })

  test('an unbuilt image is deferred to the plan: 0', () => {
    expect(exitStatus(run(only(aContainer({ image: 'socle/postgresql:0123456789ab' }))))).toBe(0)
  })

  const deletion = { actions: ['delete'], before: { name: 'demo-db-data' }, after: null }
  test.each([
    [[], 'fail', 1],
    [['demo-db-data'], 'waived', 4],
    [['db-data'], 'waived', 4],
    [['docker_volume.db-data'], 'waived', 4],
    [['data'], 'fail', 1],
  ])('a volume deleted with %j accepted: %s, %i', (allowVolumeDeletion, status, expected) => {
    const rules = RULES.filter(({ id }) => id === 'DST-01')
    const assessment = run({ ...aVolumeChange(deletion), rules, options: { allowVolumeDeletion } })
    expect([assessment.results.map((result) => result.status), exitStatus(assessment)]).toEqual([
      [status],
      expected,
    ])
  })
})

test('a value that must appear nowhere appears nowhere', () => {
  const canary = 'blue-canary-7b'
  const body = aContainer({
    env: [`DB_PASSWORD=${canary}`, `${canary}=x`],
    command: ['run', `--token=${canary}`],
    labels: [{ label: 'note', value: canary }],
    upload: { file: '/etc/x', content: canary },
    healthcheck: { test: ['CMD', 'curl', canary] },
  })
  const assessment = run({ ...aSite({ containers: { db: body } }), options: { canaries: [canary] } })
  expect(assessment.results.filter(({ rule, status }) => rule === 'ADM-12' && status === 'fail').length).toBe(
    1,
  )
  expect(JSON.stringify(assessment)).not.toContain(canary)
})
