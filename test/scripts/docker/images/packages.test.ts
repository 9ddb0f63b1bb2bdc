import { describe, expect, test } from 'vitest'
import { ageInDays } from '../../../../scripts/docker/images/describe.ts'
import { decide } from '../../../../scripts/docker/images/ensure.ts'
import { packageChanges, parseDpkgStatus } from '../../../../scripts/docker/images/packages.ts'
import { parseUpgrade, readUpdates } from '../../../../scripts/docker/images/updates.ts'

test('installed packages are read, sorted; removed and half-installed ones are not', () => {
  const status = [
    'Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.3\nDescription: x\n Version: 9',
    'Package: libc6\nStatus: hold ok installed\nArchitecture: amd64\nVersion: 2.41-12',
    'Package: gone\nStatus: deinstall ok config-files\nVersion: 1',
    'Package: broken\nStatus: install ok half-installed\nVersion: 1',
  ].join('\n\n')
  expect(Object.entries(parseDpkgStatus(`${status}\n`))).toEqual([
    ['libc6', '2.41-12'],
    ['zlib1g', '1:1.3'],
  ])
  expect(parseDpkgStatus('')).toEqual({})
})

test('changes name what came, went and moved', () => {
  expect(packageChanges({ a: '1', b: '1', c: '1' }, { b: '2', c: '1', d: '1' })).toEqual([
    { package: 'a', from: '1' },
    { package: 'b', from: '1', to: '2' },
    { package: 'd', to: '1' },
  ])
  expect(packageChanges({ a: '1' }, { a: '1' })).toEqual([])
})

const INST = [
  'NOTE: This is only a simulation!',
  'Inst libc6 [2.41-12] (2.41-12+deb13u1 Debian:13.2/stable, Debian-Security:13/stable-security [amd64]) []',
  'Inst tzdata [2025a-1] (2025b-1 Debian:13.2/stable-updates [all])',
  'Inst libnew (1:1.0~rc1 Debian:13.2/stable [amd64])',
  'Conf libc6 (2.41-12+deb13u1 Debian:13.2/stable [amd64])',
].join('\n')

describe('pending updates', () => {
  const expected = [
    { package: 'libc6', from: '2.41-12', to: '2.41-12+deb13u1', security: true },
    { package: 'libnew', to: '1:1.0~rc1', security: false },
    { package: 'tzdata', from: '2025a-1', to: '2025b-1', security: false },
  ]
  test('the lines of apt', () => expect(parseUpgrade(INST)).toEqual(expected))
  const codenames = 'Codename trixie\nCodename trixie-security\n'

  test.each([
    ['all well', 0, `${codenames}${INST}`, '', { updates: expected }],
    ['nothing to do', 0, codenames, '', { updates: [] }],
    [
      'no security archive: not the same as nothing to do',
      0,
      'Codename trixie\n',
      '',
      {
        reason: {
          fr: "l'image ne suit pas l'archive de sécurité de Debian : ses correctifs ne peuvent pas être connus",
          en: "the image does not follow Debian's security archive: its fixes cannot be known",
        },
      },
    ],
    ['no apt', 44, '', '', { reason: { fr: "l'image ne contient pas apt", en: 'the image has no apt' } }],
    [
      'no network',
      45,
      '',
      'E: Could not resolve deb.debian.org\n',
      {
        reason: {
          fr: "apt n'a pas répondu : E: Could not resolve deb.debian.org",
          en: 'apt did not answer: E: Could not resolve deb.debian.org',
        },
      },
    ],
  ])('%s', (_, exit, stdout, stderr, result) => expect(readUpdates(exit, stdout, stderr)).toEqual(result))
})

test.each([
  [{ refresh: false, isLockedPresent: true, isNamePresent: true }, 'kept'],
  [{ refresh: false, isLockedPresent: true, isNamePresent: false }, 'kept'],
  [{ refresh: false, isLockedPresent: false, isNamePresent: true }, 'recorded'],
  [{ refresh: false, isLockedPresent: false, isNamePresent: false }, 'built'],
  [{ refresh: true, isLockedPresent: true, isNamePresent: true }, 'built'],
] as const)('%j: %s', (seen, action) => expect(decide(seen)).toBe(action))

test.each([
  ['2026-11-23T10:00:00Z', 0],
  ['2026-11-22T12:00:01Z', 0],
  ['2026-11-22T12:00:00Z', 1],
  ['2026-10-24T00:00:00Z', 30],
  ['2027-01-01T00:00:00Z', 0],
])('an image built at %s is %i days old', (builtAt, days) =>
  expect(ageInDays(builtAt, new Date('2026-11-23T12:00:00Z'))).toBe(days),
)
