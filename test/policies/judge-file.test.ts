import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  assess,
  exitStatus,
  fromLive,
  fromSynth,
  judgeFile,
  readYaml,
  RULES,
  sortInspection,
} from '../../policies/index.ts'
import { FACTS } from '../../policies/examples/site.ts'

const text = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
const fixture = (name: string): unknown => JSON.parse(text(name))

/** Rules about what is read here; what the others say of these files is theirs to test. */
const only = (...ids: readonly string[]) => RULES.filter(({ id }) => ids.includes(id))
const BASE = {
  siteId: 'foreign',
  inputs: {},
  engine: 'none',
  version: '0',
  now: new Date('2026-11-23T00:00:00Z'),
  host: '',
}
const failures = (assessment: ReturnType<typeof judgeFile>) =>
  assessment.results
    .filter(({ status }) => status === 'fail')
    .map(({ rule, subject }) => `${rule} ${subject}`)

describe('judge FILE', () => {
  test("somebody's plan", () => {
    const rules = only('ADM-12', 'CTR-01', 'CTR-03', 'NET-04')
    const assessment = judgeFile(fixture('foreign.plan.json'), 'plan.json', { ...BASE, rules })
    expect(assessment.level).toBe('plan')
    expect(exitStatus(assessment)).toBe(1)
    expect(failures(assessment)).toEqual([
      'ADM-12 docker_container.app["a"]',
      'ADM-12 docker_container.app["b"]',
      'CTR-01 module.inner.docker_container.inner',
      'CTR-03 docker_container.viadata',
      'CTR-03 docker_network.front',
      'NET-04 docker_container.app["a"]',
      'NET-04 docker_container.app["b"]',
    ])
  })

  test.each(['foreign.plan.json', 'services.plan.json'])(
    'what Terraform hides in %s is in no output',
    (name) => {
      expect(text(name)).toMatch(/s3cr3t-value|czNjcjN0LXZhbHVl/)
      expect(JSON.stringify(judgeFile(fixture(name), 'plan.json', BASE))).not.toMatch(/s3cr3t-value|czNjcjN0/)
    },
  )

  test('a volume about to be lost for a label', () => {
    const assessment = judgeFile(fixture('label.plan.json'), 'plan.json', { ...BASE, rules: only('DST-01') })
    expect(
      assessment.results.filter(({ status }) => status === 'fail').map(({ rule, seen }) => [rule, seen]),
    ).toEqual([['DST-01', 'h2-db-data: delete+create (labels)']])
  })

  test.each([
    ['site.tf.json', 'synth'],
    ['no-op.plan.json', 'plan'],
    ['live.inspect.json', 'live'],
  ])('%s, without its site.yaml: nothing of the containers fails', (name, level) => {
    const rules = only('ADM-11', 'ADM-12', 'CTR-01', 'CTR-03', 'CTR-04', 'CTR-06', 'CTR-07', 'NET-04')
    const assessment = judgeFile(fixture(name), name, { ...BASE, rules })
    expect([assessment.level, failures(assessment)]).toEqual([level, []])
  })

  test('services of a swarm are judged as the containers that they become', () => {
    const rules = only('CTR-01', 'CTR-04', 'CTR-08', 'CTR-13')
    const assessment = judgeFile(fixture('services.plan.json'), 'plan.json', { ...BASE, rules })
    expect(failures(assessment)).toEqual([
      'CTR-01 docker_service.web',
      'CTR-08 docker_service.bare',
      'CTR-13 docker_service.web',
    ])
  })
})

describe('judge FILE, of Compose', () => {
  const { data, locate } = readYaml(text('shop.compose.yaml'))
  const judged = (...ids: readonly string[]) =>
    judgeFile(data, 'compose.yaml', { ...BASE, rules: only(...ids) }, { folder: 'shop', locate })

  test('at level synth, with the place of each service', () => {
    const assessment = judged('CTR-01')
    expect([assessment.level, exitStatus(assessment)]).toEqual(['synth', 1])
    expect(
      assessment.results.map(({ subject, status, seen, where }) => [subject, status, seen, where]),
    ).toEqual([
      ['docker_container.app', 'pass', 'privileged=false', 'compose.yaml:25:3'],
      [
        'docker_container.backup',
        'fail',
        'mount /run/docker.sock:/run/docker.sock (from docker_container.db)',
        'compose.yaml:48:3',
      ],
      [
        'docker_container.db',
        'fail',
        'privileged=true; mount /run/docker.sock:/run/docker.sock',
        'compose.yaml:33:3',
      ],
      ['docker_container.web', 'pass', 'privileged=false; mount ./conf:/etc/nginx', 'compose.yaml:10:3'],
      ['docker_container.worker', 'pass', 'privileged=false', 'compose.yaml:43:3'],
    ])
  })

  test('what is right passes, what is wrong fails, what the environment holds is in doubt', () => {
    const { results } = judged('ADM-11', 'CTR-03', 'CTR-06', 'CTR-07', 'CTR-11', 'NET-04')
    expect(
      results
        .filter(({ rule }) => rule !== 'NET-04')
        .map(({ rule, subject, status }) => `${rule} ${subject} ${status}`),
    ).toEqual([
      'ADM-11 docker_container.app unknown',
      'ADM-11 docker_container.backup pass',
      'ADM-11 docker_container.db fail',
      'ADM-11 docker_container.web pass',
      'ADM-11 docker_container.worker unknown',
      'CTR-03 docker_container.app pass',
      'CTR-03 docker_container.backup fail',
      'CTR-03 docker_container.db pass',
      'CTR-03 docker_container.web pass',
      'CTR-03 docker_container.worker pass',
      'CTR-03 docker_network.back fail',
      'CTR-03 docker_network.front pass',
      'CTR-06 docker_container.app pass',
      'CTR-06 docker_container.backup fail',
      'CTR-06 docker_container.db fail',
      'CTR-06 docker_container.web pass',
      'CTR-06 docker_container.worker fail',
      'CTR-07 docker_container.app fail',
      'CTR-07 docker_container.backup fail',
      'CTR-07 docker_container.db fail',
      'CTR-07 docker_container.web fail',
      'CTR-07 docker_container.worker fail',
      'CTR-11 docker_container.app pass',
      'CTR-11 docker_container.backup fail',
      'CTR-11 docker_container.db fail',
      'CTR-11 docker_container.web pass',
      'CTR-11 docker_container.worker pass',
    ])
    expect(
      results
        .filter(({ rule, subject }) => rule === 'NET-04' && subject === 'docker_container.web')
        .map(({ status }) => status),
    ).toEqual(['fail'])
  })

  test('no value of the file is in what is said of it', () => {
    expect(JSON.stringify(judged('ADM-11', 'ADM-12'))).not.toMatch(/=postgres|hello/)
  })

  test('attributes that nothing reads are counted as such', () => {
    expect(judged('CTR-01').coverage.attributes).toContainEqual({
      type: 'docker_container',
      attribute: 'healthcheck',
      resources: 1,
    })
  })
})

describe('drift', () => {
  test('an update, a connection and a container by hand are each found', () => {
    const declared = fromSynth([{ name: 'site', json: fixture('site.tf.json') }])
    const graph = fromLive(sortInspection(fixture('drift.inspect.json')), { siteId: 'h2', declared })
    const assessment = assess({
      ...BASE,
      siteId: 'h2',
      level: 'live',
      graph,
      declared,
      facts: { ...FACTS, id: 'h2' },
      rules: only('DRF-01', 'DRF-02', 'NET-02', 'NET-06'),
    })
    expect(
      assessment.results
        .filter(({ status }) => status === 'fail')
        .map(({ rule, subject, seen }) => [rule, subject, seen]),
    ).toEqual([
      ['DRF-01', 'docker_container.db', 'memory=96; memory_swap=96'],
      [
        'DRF-01',
        'docker_container.tryton',
        'networks=[docker_network.proxy-edge tryton, docker_network.proxy-tryton tryton, docker_network.tryton-db tryton]',
      ],
      ['DRF-02', 'docker_container/h2-tool', 'not in the description'],
      ['NET-02', 'docker_network.proxy-edge', 'internal=false'],
      [
        'NET-02',
        'docker_network.tryton-db',
        'strangers: h2-tool; db–h2-tool: no conduit; tryton–h2-tool: no conduit',
      ],
      ['NET-06', 'docker_container.db', 'h2-tool reaches it'],
    ])
  })
})
