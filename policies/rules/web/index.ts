import type { Rule } from '../../rule.ts'

export const WEB: readonly Rule[] = []
