import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judgeFile } from '../../policies/judge-file.ts'
import { planOf } from '../policies/plan-of.ts'
import { failedResources, faultsFound, type Planted } from './faults.ts'

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
const text = read('faulty.tf.json')
const json = JSON.parse(text) as Parameters<typeof planOf>[0]
const planted = JSON.parse(read('faults.json')) as Planted

const judged = (file: unknown) =>
  judgeFile(file, 'faulty.tf.json', {
    siteId: 'faulty',
    inputs: {},
    engine: 'none',
    version: '0',
    now: new Date('2026-11-25T10:00:00Z'),
    host: '',
  })

describe.each([
  ['the configuration', json],
  ['its plan', planOf(json)],
])('faults planted in a file of nobody we know: %s', (_, file) => {
  const { results } = judged(file)
  const failing = results.filter(({ status }) => status === 'fail')

  test.each(planted.faults)('$fault: $rule', ({ resource, rule }) => {
    expect(failing.filter(({ subject }) => subject === resource).map((each) => each.rule)).toContain(rule)
  })

  test.each(planted.clean)('nothing is said against %s', (resource) => {
    expect(failing.filter(({ subject }) => subject === resource)).toEqual([])
  })
})

describe('what is counted', () => {
  test('at least twenty faults, one a resource', () => {
    const resources = planted.faults.map(({ resource }) => resource)
    expect(resources.length).toBeGreaterThanOrEqual(20)
    expect(new Set(resources).size).toBe(resources.length)
  })

  test('resources of an assessment', () => {
    const failed = failedResources(JSON.stringify(judged(json)), text)
    expect(faultsFound(planted, failed)).toBe(planted.faults.length)
  })

  test('resources of checkov, by name or by the lines of a secret that has none', () => {
    const line = text.split('\n').findIndex((each) => each.includes('DB_PASSWORD=')) + 1
    const report = [
      { results: { failed_checks: [{ resource: 'docker_container.tag', file_line_range: [1, 2] }] } },
      { results: { failed_checks: [{ resource: 'a1b2c3', file_line_range: [line, line] }] } },
      { passed: 0, failed: 0 },
    ]
    const failed = failedResources(JSON.stringify(report), text)
    expect([...failed]).toEqual(['docker_container.tag', 'docker_container.password'])
  })
})
