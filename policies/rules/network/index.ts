import type { Rule } from '../../rule.ts'
import declaredConduits from './net-02-declared-conduits.ts'
import onlyDmzPublishes from './net-04-only-dmz-publishes.ts'
import databaseReach from './net-06-database-reach.ts'

export const NETWORK: readonly Rule[] = [declaredConduits, onlyDmzPublishes, databaseReach]
