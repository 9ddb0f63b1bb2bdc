import type { Rule } from '../../rule.ts'
import lawInForce from './gov-01-law-in-force.ts'
import outsourcing from './gov-02-outsourcing.ts'

export const GOVERNANCE: readonly Rule[] = [lawInForce, outsourcing]
