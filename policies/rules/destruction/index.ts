import type { Rule } from '../../rule.ts'
import dataVolume from './dst-01-data-volume.ts'

export const DESTRUCTION: readonly Rule[] = [dataVolume]
