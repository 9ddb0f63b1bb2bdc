import type { Rule } from '../../rule.ts'
import currentWaivers from './wvr-01-current-waivers.ts'

export const WAIVERS: readonly Rule[] = [currentWaivers]
