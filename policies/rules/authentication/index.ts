import type { Rule } from '../../rule.ts'

export const AUTHENTICATION: readonly Rule[] = []
