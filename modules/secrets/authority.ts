import type { Part } from '../architecture.ts'
import type { Site } from '../site/site.ts'

const CA = 'ca/ca.crt'

/** The internal certification authority, limited to the site's own domain and to services inside. */
export const internalAuthority = (site: Site, serviceNames: readonly string[]): Part => ({
  services: [],
  conduits: [],
  secrets: [{ kind: 'ca', name: CA, key: 'ca/ca.key', permitted: [site.site.domain, ...serviceNames] }],
})

/** The authority's certificate, for a role that has to verify another. */
export const authorityCertificate = (role: string) =>
  ({ kind: 'copy', name: `${role}/ca.crt`, from: CA }) as const
