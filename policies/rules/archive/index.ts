import type { Rule } from '../../rule.ts'
import tenYears from './fac-01-ten-years.ts'
import place from './fac-02-place.ts'
import integrity from './fac-03-integrity.ts'
import connector from './fac-04-connector.ts'
import reception from './fac-05-reception.ts'

export const ARCHIVE: readonly Rule[] = [tenYears, place, integrity, connector, reception]
