import type { Rule } from '../../rule.ts'

export const EGRESS: readonly Rule[] = []
