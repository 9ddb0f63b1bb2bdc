import type { Rule } from '../../rule.ts'

export const REMOTE: readonly Rule[] = []
