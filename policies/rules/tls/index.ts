import type { Rule } from '../../rule.ts'
import tlsVersions from './tls-01-versions.ts'

export const TLS: readonly Rule[] = [tlsVersions]
