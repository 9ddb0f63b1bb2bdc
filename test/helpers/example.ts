import { join } from 'node:path'
import { architecture, networksOf } from '../../modules/architecture.ts'
import { allocateSubnets } from '../../modules/network/subnets.ts'
import { SOCLE_ROOT } from '../../modules/root.ts'
import { loadSite } from '../../modules/site/load-site.ts'
import type { Site } from '../../modules/site/site.ts'
import type { SiteStackProps } from '../../stacks/site-stack.ts'

export const EXAMPLES = ['cabinet-durand', 'negoce-petit', 'atelier-martin'] as const

/** An example site without any overlay that may lie beside it on this machine. */
export function exampleSite(name: string): Site {
  const loaded = loadSite(join(SOCLE_ROOT, 'sites', name, 'site.yaml'), {
    overlay: join(SOCLE_ROOT, 'test/helpers/empty.yaml'),
  })
  if (!loaded.ok) throw new Error(`${name}: ${JSON.stringify(loaded.diagnostics)}`)
  return loaded.site
}

/** What the stacks are made from, with images and revisions that do not change from one day to the next. */
export function stackProps(site: Site): SiteStackProps {
  const built = architecture(site)
  const roles = built.services.map(({ role }) => role)
  return {
    architecture: built,
    subnets: allocateSubnets(
      site.network.range,
      networksOf(built).map(({ name }) => name),
    ),
    images: Object.fromEntries(roles.map((role, index) => [role, `sha256:${String(index).repeat(64)}`])),
    revisions: Object.fromEntries(
      roles.map((role) => [role, { configRevision: 'c0ffee', secretsRevision: '5ec4e7' }]),
    ),
  }
}
