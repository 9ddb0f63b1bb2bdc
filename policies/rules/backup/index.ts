import type { Rule } from '../../rule.ts'

export const BACKUP: readonly Rule[] = []
