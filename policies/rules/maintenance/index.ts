import type { Rule } from '../../rule.ts'
import supportedSystems from './mcs-01-supported-systems.ts'
import encryptedDisks from './mcs-02-encrypted-disks.ts'
import inventory from './mcs-03-inventory.ts'

export const MAINTENANCE: readonly Rule[] = [supportedSystems, encryptedDisks, inventory]
