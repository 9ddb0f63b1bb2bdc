import type { Rule } from '../../rule.ts'

export const LOGS: readonly Rule[] = []
