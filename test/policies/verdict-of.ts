import { assess } from '../../policies/assess.ts'
import type { Result } from '../../policies/assessment.ts'
import { aContainer, only } from '../../policies/examples/site.ts'
import { RULES } from '../../policies/registry.ts'
import type { Given } from '../../policies/rule.ts'

/** The day on which the examples are judged. */
export const NOW = new Date('2026-11-23T10:00:00Z')

/** What one rule says of one subject. */
export function judged(id: string, given: ReturnType<Given>, subject: string): Result | undefined {
  const { results } = assess({
    now: NOW,
    ...given,
    siteId: 'demo',
    inputs: {},
    engine: 'none',
    version: '0',
    host: '',
    rules: RULES.filter((rule) => rule.id === id),
  })
  return results.find((result) => result.subject === subject)
}

export const DB = 'docker_container.db'

export const onDb = (id: string, fault: Readonly<Record<string, unknown>>) =>
  judged(id, only(aContainer(fault)), DB)?.status
