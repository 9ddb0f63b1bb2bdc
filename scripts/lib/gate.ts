import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Assessment, Result } from '../../policies/assessment.ts'
import { readJson, writeJson } from './files.ts'

const counts = ({ status, severity }: Result): boolean =>
  status === 'fail' && (severity === 'blocking' || severity === 'major')

/** What was seen is part of it: the same rule failing in another way is something new. */
const keyOf = ({ rule, subject, seen }: Result): string => JSON.stringify([rule, subject, seen])

/** Failures that the last applied assessment did not already hold; a destroyed data volume is never old. */
export function newFailures(assessment: Assessment, applied: Assessment | undefined): readonly Result[] {
  const old = new Set((applied?.results ?? []).filter(counts).map(keyOf))
  return assessment.results.filter(
    (result) => counts(result) && (!old.has(keyOf(result)) || result.rule.startsWith('DST-')),
  )
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
