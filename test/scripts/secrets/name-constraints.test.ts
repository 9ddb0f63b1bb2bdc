import { expect, test } from 'vitest'
import { elements, tlv } from '../../../scripts/secrets/der.ts'
import { covers, nameConstraints, permittedNames } from '../../../scripts/secrets/name-constraints.ts'

test.each([
  { length: 0, head: '0400' },
  { length: 127, head: '047f' },
  { length: 128, head: '048180' },
  { length: 255, head: '0481ff' },
  { length: 256, head: '04820100' },
  { length: 65_535, head: '0482ffff' },
])('an element of $length bytes begins with $head and reads back', ({ length, head }) => {
  const element = tlv(4, Buffer.alloc(length, 7))
  expect(element.toString('hex', 0, head.length / 2)).toBe(head)
  expect(elements(element)).toEqual([{ tag: 4, body: Buffer.alloc(length, 7) }])
})

test('an element that is too long, or cut, is refused', () => {
  expect(() => tlv(4, Buffer.alloc(65_536))).toThrow(
    new RangeError('DER element of 65536 bytes: at most 65535'),
  )
  expect(() => elements(Buffer.from('0405aa', 'hex'))).toThrow(new RangeError('DER length beyond its body'))
})

test('the encoding of RFC 5280: permitted names, every address excluded', () => {
  const permitted = 'a00e' + '3006' + '8204612e6672' + '3004' + '82026462'
  const excluded = 'a130' + '300a' + '8708' + '00'.repeat(8) + '3022' + '8720' + '00'.repeat(32)
  expect(nameConstraints(['a.fr', 'db']).toString('hex')).toBe(`3042${permitted}${excluded}`)
  expect(permittedNames(nameConstraints(['a.fr', 'db']))).toEqual(['a.fr', 'db'])
  expect(permittedNames(Buffer.alloc(0))).toEqual([])
})

test.each([
  { permitted: 'durand.example', hostname: 'durand.example', covered: true },
  { permitted: 'durand.example', hostname: 'facturation.durand.example', covered: true },
  { permitted: 'durand.example', hostname: 'xdurand.example', covered: false },
  { permitted: 'db', hostname: 'db', covered: true },
  { permitted: 'db', hostname: 'dbx', covered: false },
])('$permitted covers $hostname: $covered', ({ permitted, hostname, covered }) => {
  expect(covers(permitted, hostname)).toBe(covered)
})
