import { expect, test } from 'vitest'
import { ALPHABET, randomPassword } from '../../../scripts/secrets/password.ts'

test('the alphabet has 56 characters, none of them ambiguous or special', () => {
  expect(new Set(ALPHABET).size).toBe(56)
  expect(ALPHABET).toMatch(/^[A-HJ-NP-Za-km-np-z2-9]{56}$/)
})

test('24 characters hold at least 130 bits', () => {
  expect(24 * Math.log2(ALPHABET.length)).toBeGreaterThan(130)
  expect(randomPassword()).toHaveLength(24)
})

test.each([24, 25, 64, 128])('length %i is given exactly', (length) => {
  expect(randomPassword(length)).toHaveLength(length)
})

test.each([0, 23, 129, 24.5, NaN])('length %d is refused', (length) => {
  expect(() => randomPassword(length)).toThrow(
    new RangeError(`password length must be 24 to 128, got ${length}`),
  )
})

test('every character is as likely as another', () => {
  const counts = new Map<string, number>()
  const draws = 56 * 2000
  for (let drawn = 0; drawn < draws; drawn += 128) {
    for (const character of randomPassword(128)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  // 2,000 expected, deviation 45: eight deviations never happen by chance, and a modulo bias would be +25 %.
  for (const character of ALPHABET) expect(Math.abs((counts.get(character) ?? 0) - 2000)).toBeLessThan(360)
})
