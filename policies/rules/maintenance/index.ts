import type { Rule } from '../../rule.ts'

export const MAINTENANCE: readonly Rule[] = []
