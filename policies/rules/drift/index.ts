import type { Rule } from '../../rule.ts'
import asDeclared from './drf-01-as-declared.ts'
import nobodyDeclared from './drf-02-nobody-declared.ts'
import measuredReach from './drf-03-measured-reach.ts'

export const DRIFT: readonly Rule[] = [asDeclared, nobodyDeclared, measuredReach]
