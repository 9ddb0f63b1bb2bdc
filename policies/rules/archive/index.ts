import type { Rule } from '../../rule.ts'

export const ARCHIVE: readonly Rule[] = []
