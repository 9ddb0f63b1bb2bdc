import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  lockedImage,
  lockFault,
  readLock,
  withImage,
  writeLock,
  type LockedImage,
} from '../../../../scripts/docker/images/lock.ts'

const id = (digit: string): string => `sha256:${digit.repeat(64)}`
const image = (digit: string, over: object = {}): LockedImage => ({
  id: id(digit),
  builtAt: '2026-11-23T10:00:00Z',
  base: id('b'),
  packages: { libc6: '2.41-12' },
  ...over,
})
const A = 'socle/alpha:000000000001'

describe('what is no lock', () => {
  const lock = (over: object): object => ({ version: 1, images: { [A]: image('a', over) } })
  test.each([
    [null, 'version'],
    [[], 'version'],
    [{ version: 2, images: {} }, 'version'],
    [{ version: 1 }, 'images'],
    [{ version: 1, images: [] }, 'images'],
    [
      { version: 1, images: { 'other/alpha:000000000001': image('a') } },
      'images["other/alpha:000000000001"]',
    ],
    [{ version: 1, images: { [A]: 'sha256' } }, `images["${A}"]`],
    [lock({ id: 'latest' }), `images["${A}"].id`],
    [lock({ base: '' }), `images["${A}"].base`],
    [lock({ builtAt: 'hier' }), `images["${A}"].builtAt`],
    [lock({ packages: { libc6: 2 } }), `images["${A}"].packages`],
    [lock({}), undefined],
    [{ version: 1, images: {} }, undefined],
  ])('%j: %s', (value, fault) => expect(lockFault(value)).toBe(fault))
})

test('a new context takes the place of the former one of its capability only', () => {
  const first = withImage(
    withImage({ version: 1, images: {} }, 'socle/beta:00000000000b', image('b')),
    A,
    image('a'),
  )
  expect(Object.keys(first.images)).toEqual([A, 'socle/beta:00000000000b'])
  const second = withImage(first, 'socle/alpha:000000000002', image('c'))
  expect(Object.keys(second.images)).toEqual(['socle/alpha:000000000002', 'socle/beta:00000000000b'])
  expect(lockedImage(second, A)).toBeUndefined()
  expect(lockedImage(second, 'socle/alpha:000000000002')).toBe(id('c'))
  expect(lockedImage(second, 'constructor')).toBeUndefined()
})

describe('on disk', () => {
  let site: string
  beforeEach(() => void (site = mkdtempSync(join(tmpdir(), 'socle-lock-'))))
  afterEach(() => rmSync(site, { recursive: true }))

  test('absent is empty; what is written is read again', () => {
    expect(readLock(site)).toEqual({ version: 1, images: {} })
    const lock = withImage({ version: 1, images: {} }, A, image('a'))
    writeLock(site, lock)
    expect(readLock(site)).toEqual(lock)
    expect(readFileSync(join(site, 'state/images.lock.json'), 'utf8')).toBe(
      `${JSON.stringify(lock, null, 2)}\n`,
    )
  })

  test('a malformed one is refused with its place', () => {
    mkdirSync(join(site, 'state'))
    const path = join(site, 'state/images.lock.json')
    writeFileSync(path, '{"version":1,"images":{"x":{}}}')
    expect(() => readLock(site)).toThrow(
      `IMAGES-LOCK ${path} is not a readable image lock (images["x"]): restore it from the site's repository, or remove it to have it made again`,
    )
    writeFileSync(path, '{"version":')
    expect(() => readLock(site)).toThrow(/^STATE-MALFORMED /)
  })
})
