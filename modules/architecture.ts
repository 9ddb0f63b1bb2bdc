import { billing } from './billing/billing.ts'
import { volumesOf, type Service } from './container/service.ts'
import { conduitName, edgeName, type Conduit } from './network/conduit.ts'
import { DATABASE_ROLE, postgresql } from './postgresql/postgresql.ts'
import { reverseProxy } from './reverse-proxy/reverse-proxy.ts'
import { internalAuthority } from './secrets/authority.ts'
import { signingKey } from './secrets/signing.ts'
import type { SecretSpec } from './secrets/spec.ts'
import type { Site } from './site/site.ts'

/** A site as it will stand, before any engine: what runs, who may speak to whom, which secrets it needs. */
export interface Architecture {
  readonly siteId: string
  readonly dockerHost: string
  readonly services: readonly Service[]
  readonly conduits: readonly Conduit[]
  readonly secrets: readonly SecretSpec[]
}

/** What a module contributes; the architecture is their sum. */
export interface Part {
  readonly services: readonly Service[]
  readonly conduits: readonly Conduit[]
  readonly secrets: readonly SecretSpec[]
}

/** The architecture on one screen: the applications, their database, the one door in front of them. */
export function architecture(site: Site): Architecture {
  const applications = billing(site)
  const parts: Part[] = [
    internalAuthority(site, [DATABASE_ROLE]),
    signingKey,
    ...applications.map(({ part }) => part),
    postgresql(site, applications),
    reverseProxy(site, applications),
  ]
  return {
    siteId: site.site.id,
    dockerHost: site.hosts.main.docker,
    services: parts.flatMap(({ services }) => services).sort((a, b) => (a.role < b.role ? -1 : 1)),
    conduits: parts.flatMap(({ conduits }) => conduits),
    secrets: parts.flatMap(({ secrets }) => secrets),
  }
}

/** Names of the volumes of the vault stack, sorted. */
export const vaultVolumes = ({ services }: Architecture): string[] =>
  services.flatMap((service) => volumesOf(service).map(({ kind }) => `${service.role}-${kind}`)).sort()

/** Networks of the whole site, or those of one role; sorted by name. */
export function networksOf(
  { services, conduits }: Architecture,
  role?: string,
): { readonly name: string; readonly internal: boolean }[] {
  const links = conduits
    .filter(({ from, to }) => role === undefined || from === role || to === role)
    .map((conduit) => ({ name: conduitName(conduit), internal: true }))
  const edges = services
    .filter((service) => service.publishes.length > 0 && (role === undefined || service.role === role))
    .map((service) => ({ name: edgeName(service.role), internal: false }))
  const byName = new Map([...links, ...edges].map((network) => [network.name, network]))
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
