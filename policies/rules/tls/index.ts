import type { Rule } from '../../rule.ts'
import versions from './tls-01-versions.ts'
import suites from './tls-02-suites.ts'
import keys from './tls-03-keys.ts'
import certificate from './tls-04-certificate.ts'
import ownCertificate from './tls-05-own-certificate.ts'
import resumption from './tls-06-resumption.ts'
import httpsOnly from './tls-07-https-only.ts'
import internalLinks from './tls-08-internal-links.ts'

export const TLS: readonly Rule[] = [
  versions,
  suites,
  keys,
  certificate,
  ownCertificate,
  resumption,
  httpsOnly,
  internalLinks,
]
