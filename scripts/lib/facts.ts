import { networksOf, vaultVolumes, type Architecture } from '../../modules/architecture.ts'
import { DATABASE_ROLE } from '../../modules/postgresql/postgresql.ts'
import type { ConfigFile, SiteFacts } from '../../policies/index.ts'
import type { Site } from '../../modules/site/site.ts'
import type { ImagesLock } from '../docker/images/lock.ts'
import type { Workspace } from './workspace.ts'

/** What the rules need to know of a site that no Terraform file says. */
export const factsOf = (
  { siteId, services, conduits }: Architecture,
  site: Site,
  images: SiteFacts['images'] = {},
): SiteFacts => ({
  id: siteId,
  site,
  zones: Object.fromEntries(services.map(({ role, zone }) => [role, zone])),
  conduits,
  publishers: services.filter(({ publishes }) => publishes.length > 0).map(({ role }) => role),
  databaseRoles: services.filter(({ role }) => role === DATABASE_ROLE).map(({ role }) => role),
  // Grows with what Socle builds: a section of site.yaml that is without effect asks for nothing yet.
  capabilities: services.length > 0 ? ['container'] : [],
  images,
})

/** What was built for each role, from the lock; an image of the client's has no entry. */
export const imageFacts = (images: Readonly<Record<string, string>>, lock: ImagesLock): SiteFacts['images'] =>
  Object.fromEntries(
    Object.entries(images).flatMap(([role, id]) => {
      const built = Object.values(lock.images).find((image) => image.id === id)
      return built ? [[role, { id, builtAt: built.builtAt }]] : []
    }),
  )

/** Generated configuration as text, for the rules that read it. */
export const configFilesOf = ({ services }: Architecture): ConfigFile[] =>
  services.flatMap(({ role, config }) => Object.entries(config).map(([name, text]) => ({ role, name, text })))

/** Terraform address → place in site.yaml that asked for it. */
export function placesOf({ architecture, source }: Workspace): Record<string, string> {
  const { services } = architecture
  const origin = (role: string): string =>
    source.where(services.find((service) => service.role === role)?.origin ?? 'site')
  return Object.fromEntries([
    ...services.map(({ role }) => [`docker_container.${role}`, origin(role)]),
    ...vaultVolumes(architecture).map((name) => [`docker_volume.${name}`, origin(ownerOf(services, name))]),
    ...networksOf(architecture).map(({ name }) => [`docker_network.${name}`, source.where('network.range')]),
  ]) as Record<string, string>
}

const ownerOf = (services: Architecture['services'], volume: string): string =>
  services.find(({ role }) => volume.startsWith(`${role}-`))?.role ?? ''
