import type { Assessment, Result } from './assessment.ts'

/** 2, usage or tool error, is the caller's. */
export type ExitStatus = 0 | 1 | 3 | 4

const counts = ({ severity }: Result): boolean => severity === 'blocking' || severity === 'major'

/**
 * - `1`: a blocking or major rule fails;
 * - `3`: nothing was judged, or such a rule is unknown and no later level will decide it;
 * - `4`: nothing worse than failures that were waived or accepted by name;
 * - `0`: none of these. Minor and info never change it.
 */
export function exitStatus({ results, coverage }: Assessment): ExitStatus {
  const weighty = results.filter(counts)
  if (weighty.some(({ status }) => status === 'fail')) return 1
  if (coverage.judged === 0) return 3
  if (weighty.some(({ status, deferred }) => status === 'unknown' && deferred === undefined)) return 3
  return weighty.some(({ status }) => status === 'waived') ? 4 : 0
}
