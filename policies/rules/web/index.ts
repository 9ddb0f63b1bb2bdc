import type { Rule } from '../../rule.ts'
import headers from './web-01-headers.ts'

export const WEB: readonly Rule[] = [headers]
