import { describe, expect, test } from 'vitest'
import { aSite } from '../../policies/examples/site.ts'
import { RULES } from '../../policies/registry.ts'
import { results } from './judged.ts'

describe('controls that no machine judges yet', () => {
  test.each([
    ['ADM-02', 'host-firewall'],
    ['ADM-03', 'host-firewall'],
    ['ADM-06', 'identity'],
    ['ADM-08', undefined],
    ['ADM-10', 'access'],
    ['AUT-01', 'identity'],
    ['AUT-02', 'identity'],
    ['AUT-03', 'identity'],
    ['AUT-04', 'identity'],
    ['AUT-05', 'identity'],
    ['REM-02', 'remote-desktop'],
    ['REM-03', undefined],
    ['REM-04', undefined],
    ['FAC-01', 'archive'],
    ['FAC-03', 'archive'],
    ['GOV-02', undefined],
  ])('%s waits for %s', (id, awaits) => {
    const rule = RULES.find((candidate) => candidate.id === id)
    expect([rule?.kind, rule?.awaits]).toEqual(['manual', awaits])
    expect(results(id, aSite()).map(({ status, pending }) => [status, pending])).toEqual([
      ['not-applicable', awaits === undefined ? 'document' : 'capability'],
    ])
  })
})
