import { describe, expect, test } from 'vitest'
import { engineSays } from '../../policies/examples/live.ts'
import { aContainer, FACTS, IMAGE_ID, only, running } from '../../policies/examples/site.ts'
import { DB, judged } from './verdict-of.ts'

describe('MCS-01: what is still supported', () => {
  const facts = { ...FACTS, images: { db: { id: IMAGE_ID, builtAt: '2026-11-20T06:00:00Z' } } }
  test.each([
    [2026, 'pass'],
    [2028, 'pass'],
    [2029, 'pass'],
    [2030, 'unknown'],
    [2031, 'fail'],
  ])('Debian 13 in %d: %s', (year, expected) => {
    const now = new Date(Date.UTC(year, 5, 15))
    expect(judged('MCS-01', { ...only(), facts, now }, DB)?.status).toBe(expected)
    expect(judged('MCS-01', { ...running({}, engineSays()), now }, 'site')?.status).toBe(expected)
  })

  test.each([
    ['postgres:12', FACTS],
    [`sha256:${'1'.repeat(64)}`, facts],
    ['socle/postgresql:0123456789ab', facts],
  ])('an image of the client, or by such a name once it runs (%s), has no date', (image, known) => {
    const level = image.startsWith('socle/') ? ('plan' as const) : ('synth' as const)
    expect(judged('MCS-01', { ...only(aContainer({ image })), level, facts: known }, DB)).toMatchObject({
      status: 'not-applicable',
      pending: 'document',
      seen: `image=${image}`,
    })
  })

  test.each([
    ['Debian GNU/Linux 12 (bookworm)', 'not-applicable'],
    ['Debian GNU/Linux 130', 'not-applicable'],
    ['Ubuntu 24.04 LTS', 'not-applicable'],
    ['Debian GNU/Linux 13 (trixie)', 'pass'],
  ])('an engine on %s: %s', (operatingSystem, expected) => {
    expect(judged('MCS-01', running({}, engineSays({ operatingSystem })), 'site')?.status).toBe(expected)
  })
})
