import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exitStatus, fromLive, fromSynth, assess, judgeFile, sortInspection } from '../../policies/index.ts'
import { FACTS } from '../../policies/examples.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'))
const BASE = { siteId: 'foreign', inputs: {}, engine: 'none', version: '0', now: new Date(0), host: '' }
const failures = (assessment: ReturnType<typeof judgeFile>) =>
  assessment.results
    .filter(({ status }) => status === 'fail')
    .map(({ rule, subject }) => `${rule} ${subject}`)

describe('judge FILE', () => {
  test("somebody's plan", () => {
    const assessment = judgeFile(fixture('foreign.plan.json'), 'plan.json', BASE)
    expect(assessment.level).toBe('plan')
    expect(exitStatus(assessment)).toBe(1)
    expect(failures(assessment).filter((line) => /^(ADM|CTR-01|CTR-03|NET)/.test(line))).toEqual([
      'ADM-12 docker_container.app["a"]',
      'ADM-12 docker_container.app["b"]',
      'CTR-01 module.inner.docker_container.inner',
      'CTR-03 docker_container.viadata',
      'CTR-03 docker_network.front',
      'NET-04 docker_container.app["a"]',
      'NET-04 docker_container.app["b"]',
    ])
  })

  test('what Terraform hides is in no output', () => {
    expect(JSON.stringify(fixture('foreign.plan.json'))).toContain('s3cr3t-value')
    expect(JSON.stringify(judgeFile(fixture('foreign.plan.json'), 'plan.json', BASE))).not.toContain(
      's3cr3t-value',
    )
  })

  test('a volume about to be lost for a label', () => {
    const assessment = judgeFile(fixture('label.plan.json'), 'plan.json', BASE)
    expect(
      assessment.results.filter(({ status }) => status === 'fail').map(({ rule, seen }) => [rule, seen]),
    ).toEqual([['DST-01', 'h2-db-data: delete+create (labels)']])
  })

  test.each([
    ['site.tf.json', 'synth'],
    ['no-op.plan.json', 'plan'],
    ['live.inspect.json', 'live'],
  ])('%s, without its site.yaml: nothing fails', (name, level) => {
    const assessment = judgeFile(fixture(name), name, BASE)
    expect([assessment.level, failures(assessment)]).toEqual([level, []])
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
    })
    expect(
      assessment.results
        .filter(({ rule, status }) => /^(DRF|NET)/.test(rule) && status === 'fail')
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
