import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Assessment, Result } from '../../policies/assessment.ts'
import { readJson, writeJson } from './files.ts'

const counts = ({ status, severity }: Result): boolean =>
  status === 'fail' && (severity === 'blocking' || severity === 'major')

const placeOf = ({ rule, subject }: Result): string => JSON.stringify([rule, subject])

/** What was seen, fact by fact: a pass shows them all, a failure those that fail. */
const factsOf = ({ seen }: Result): string[] => seen.split('; ')

/**
 * Failures that are new since the last applied assessment. One whose every fact was seen then is old, even where it
 * passed: the same image is a month older, or the rule is stricter, and nobody is kept from repairing a certificate at
 * night by that. A destroyed data volume is never old.
 */
export function newFailures(assessment: Assessment, applied: Assessment | undefined): readonly Result[] {
  const known = new Map<string, Set<string>>()
  for (const result of applied?.results ?? []) {
    const facts = known.get(placeOf(result)) ?? new Set()
    for (const fact of factsOf(result)) facts.add(fact)
    known.set(placeOf(result), facts)
  }
  const isOld = (result: Result): boolean =>
    !result.rule.startsWith('DST-') && factsOf(result).every((fact) => known.get(placeOf(result))?.has(fact))
  return assessment.results.filter((result) => counts(result) && !isOld(result))
}

/** Keeps who passed which old failures, when and why. */
export function recordDebt(stateDir: string, assessment: Assessment, reason: string): void {
  const path = join(stateDir, 'debts.json')
  const failures = assessment.results
    .filter(counts)
    .map(({ rule, subject, seen }) => ({ rule, subject, seen }))
  writeJson(path, [
    ...(readJson<unknown[]>(path) ?? []),
    { at: new Date().toISOString(), by: userInfo().username, reason, failures },
  ])
}
