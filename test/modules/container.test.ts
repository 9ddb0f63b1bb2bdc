import { expect, test } from 'vitest'
import { tfLiteral, inert } from '../../modules/cdk.ts'
import { canonicalJson, digestOf } from '../../modules/container/canonical.ts'
import { cpuCount, goDuration } from '../../modules/container/duration.ts'

test.each([
  [0, '0s'],
  [5, '5s'],
  [59, '59s'],
  [60, '1m0s'],
  [90, '1m30s'],
  [3600, '1h0m0s'],
  [3661, '1h1m1s'],
])('%i seconds in Go canonical form is %s', (seconds, text) => expect(goDuration(seconds)).toBe(text))

test.each([
  [1, '1.0'],
  [2, '2.0'],
  [0.5, '0.5'],
  [1.25, '1.25'],
])('%d processors is written %s', (cpus, text) => expect(cpuCount(cpus)).toBe(text))

test.each([
  ['${file("/etc/passwd")}', '$${file("/etc/passwd")}'],
  ['%{if true}', '%%{if true}'],
  ['$${already}', '$$${already}'],
  ['plain $5 and 100 %', 'plain $5 and 100 %'],
])('tfLiteral makes %s inert', (hostile, literal) => expect(tfLiteral(hostile)).toBe(literal))

test('inert reaches every string, keys included', () => {
  expect(inert({ '${k}': ['${v}', { n: 1, z: null }] })).toEqual({ '$${k}': ['$${v}', { n: 1, z: null }] })
})

test('canonical JSON does not depend on the order of keys, and does on the order of lists', () => {
  expect(canonicalJson({ b: { d: 1, c: 2 }, a: [2, 1] })).toBe('{"a":[2,1],"b":{"c":2,"d":1}}')
  expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }))
  expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]))
})
