import { type App, TerraformStack } from '../modules/cdk.ts'
import { networksOf, type Architecture } from '../modules/architecture.ts'
import { type Placement, ServiceContainer } from '../modules/container/container.ts'
import { Network } from '../modules/network/network.ts'
import type { SubnetLedger } from '../modules/network/subnets.ts'
import { useDockerHost } from './providers.ts'

export interface SiteStackProps {
  readonly architecture: Architecture
  readonly subnets: SubnetLedger
  /** Image of each role: id, or content-hash name where nothing is built yet. */
  readonly images: Readonly<Record<string, string>>
  /** Revision of each role's secrets and configuration. */
  readonly revisions: Readonly<Record<string, Pick<Placement, 'configRevision' | 'secretsRevision'>>>
}

/** What can be rebuilt: networks and containers. Volumes are the vault's and are only named here. */
export class SiteStack extends TerraformStack {
  constructor(app: App, { architecture, subnets, images, revisions }: SiteStackProps) {
    super(app, 'site')
    const { siteId, services } = architecture
    useDockerHost(this, architecture.dockerHost)
    const network = new Network(this, 'network', { siteId, networks: networksOf(architecture), subnets })
    for (const service of services) {
      new ServiceContainer(this, service.role, service, {
        siteId,
        image: known(images, service.role),
        networks: networksOf(architecture, service.role).map(({ name }) => ({
          name,
          id: network.idOf(name),
        })),
        ...known(revisions, service.role),
      })
    }
  }
}

function known<T>(values: Readonly<Record<string, T>>, role: string): T {
  const value = values[role]
  if (value === undefined) throw new Error(`nothing is known of role ${role}`)
  return value
}
