import { describe, expect, test } from 'vitest'
import { deliveryEntries, digestOf, type DeliveredFile } from '../../../scripts/docker/delivery.ts'

const secret = (name: string, over: Partial<DeliveredFile> = {}): DeliveredFile => ({
  name,
  content: 'x',
  mode: 0o400,
  uid: 10001,
  gid: 10001,
  ...over,
})
const shape = (files: DeliveredFile[]) =>
  deliveryEntries('r1', files).map(({ name, type, mode, uid, gid }) => [
    name,
    type,
    mode.toString(8),
    uid,
    gid,
  ])

describe('the archive of a delivery', () => {
  test('what was there goes first, the marker comes last', () => {
    expect(shape([secret('b'), secret('a')])).toEqual([
      ['r1', 'file', '400', 0, 0],
      ['r1', 'directory', '500', 10001, 10001],
      ['r1/a', 'file', '400', 10001, 10001],
      ['r1/b', 'file', '400', 10001, 10001],
      ['r1/.complete', 'file', '400', 0, 0],
    ])
  })

  test('with two owners the names can be read by both', () => {
    expect(shape([secret('a'), secret('b', { uid: 10002 })])[1]).toEqual(['r1', 'directory', '755', 0, 0])
  })

  test.each(['../a', 'a/b', '.complete', '', '-rf', 'a\n', 'é'])('the name %j is refused', (name) => {
    expect(() => deliveryEntries('r1', [secret(name)])).toThrow(
      `not a plain file name: ${JSON.stringify(name)}`,
    )
  })

  test('so is such a revision', () => {
    expect(() => deliveryEntries('..', [])).toThrow('not a plain file name: ".."')
  })
})

describe('the digest of a revision', () => {
  const file = { name: 'a', mode: 0o400, uid: 1, gid: 2, sha256: 'aa' }
  const other = { ...file, name: 'b' }
  test('does not depend on the order', () => expect(digestOf([file, other])).toBe(digestOf([other, file])))
  test.each([
    ['name', { ...file, name: 'c' }],
    ['mode', { ...file, mode: 0o440 }],
    ['uid', { ...file, uid: 3 }],
    ['gid', { ...file, gid: 3 }],
    ['content', { ...file, sha256: 'ab' }],
  ])('depends on the %s', (_, changed) => expect(digestOf([changed])).not.toBe(digestOf([file])))
})
