import type { Rule } from '../../rule.ts'

export const GOVERNANCE: readonly Rule[] = []
