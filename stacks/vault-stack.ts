import { type App, TerraformStack, Volume } from '../modules/cdk.ts'
import { vaultVolumes, type Architecture } from '../modules/architecture.ts'
import { useDockerHost } from './providers.ts'

/**
 * What must outlive the site: its volumes. A state of its own, so that destroying or rebuilding the services never
 * touches the data. No label on a volume, ever: changing one would destroy it.
 */
export class VaultStack extends TerraformStack {
  constructor(app: App, architecture: Architecture) {
    super(app, 'vault')
    useDockerHost(this, architecture.dockerHost)
    for (const name of vaultVolumes(architecture)) {
      const volume = new Volume(this, name, {
        name: `${architecture.siteId}-${name}`,
        driver: 'local',
        lifecycle: { preventDestroy: true },
      })
      volume.overrideLogicalId(name)
    }
  }
}
