import { describe, expect, test } from 'vitest'
import { cidrText, contains, overlaps, parseAddress, parseCidr } from '../../modules/site/cidr.ts'
import { isDate } from '../../modules/site/checks/calendar.ts'
import { passesLuhn } from '../../modules/site/checks/identifiers.ts'
import { durationSeconds } from '../../modules/site/duration.ts'
import { keyPath } from '../../modules/site/key-path.ts'

const network = (text: string): NonNullable<ReturnType<typeof parseCidr>> => {
  const parsed = parseCidr(text)
  if (!parsed) throw new Error(`${text} is not a network`)
  return parsed
}

describe('networks', () => {
  test.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['192.168.10.128/25', '192.168.10.127', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['fd00::/8', 'fdff::1', true],
    ['fd00::/8', 'fe00::1', false],
    ['::ffff:10.0.0.0/104', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '::a00:1', false],
  ])('%s holds %s: %s', (cidr, address, held) => {
    const parsed = parseAddress(address)
    expect(parsed && contains(network(cidr), parsed)).toBe(held)
  })

  test.each([
    ['10.0.0.0/24', '10.0.1.0/24', false],
    ['10.0.0.0/23', '10.0.1.0/24', true],
    ['10.0.1.0/24', '10.0.0.0/23', true],
    ['fd00::/48', 'fd00:0:0:1::/64', true],
    ['fd00::/48', 'fd00:0:1::/48', false],
    ['0.0.0.0/0', '::/0', false],
  ])('%s overlaps %s: %s', (a, b, overlapping) => {
    expect(overlaps(network(a), network(b))).toBe(overlapping)
  })

  test.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0/8',
    '10.0.0.0/8/8',
    'fd00::/129',
    'fe80::1%eth0/64',
    '/8',
    '',
  ])('%j is not a network', (text) => expect(parseCidr(text)).toBeUndefined())

  test.each([
    ['192.168.10.77/24', '192.168.10.0/24'],
    ['10.70.1.0/22', '10.70.0.0/22'],
    ['fd00:0:0:1::5/64', 'fd00:0:0:1::/64'],
    ['::1/64', '::/64'],
  ])('%s is written %s', (text, written) => expect(cidrText(network(text))).toBe(written))
})

describe('small values', () => {
  test.each([
    ['15 minutes', 900],
    ['24 hours', 86_400],
    ['1 day', 86_400],
    ['1 week', 604_800],
    ['12 months', 31_536_000],
    ['1 year', 31_536_000],
  ])('%s is %d seconds', (text, seconds) => expect(durationSeconds(text)).toBe(seconds))

  test.each(['30', '30days', '0 days', '1.5 hours', '-1 days', '30 jours'])('%j is not a duration', (text) =>
    expect(() => durationSeconds(text)).toThrow(
      new RangeError(`\`${text}\` is not a duration such as \`30 days\``),
    ),
  )

  test.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2026-13-01', false],
    ['2026-04-31', false],
    ['0000-00-00', false],
  ])('%s is a day: %s', (text, expected) => expect(isDate(text)).toBe(expected))

  test.each([
    ['732829320', true],
    ['732829321', false],
    ['356000000', true],
    ['723829320', false],
  ])('%s passes Luhn: %s', (digits, expected) => expect(passesLuhn(digits)).toBe(expected))

  test.each([
    ['people.a.durand.roles[0]', ['people', 'a.durand', 'roles', 0]],
    ['people.a', ['people', 'a']],
    ['list.1.x', ['list', 1, 'x']],
    ['list[7].x', ['list', 7]],
    ['list.x', ['list']],
    ['people.toString', ['people']],
    ['', []],
  ])('%j is a path of known keys', (text, path) => {
    const data = { people: { a: {}, 'a.durand': { roles: ['direction'] } }, list: [{}, { x: 1 }] }
    expect(keyPath(text, data)).toEqual(path)
  })
})
