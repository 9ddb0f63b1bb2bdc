import { join, resolve } from 'node:path'
import { architecture, type Architecture } from '../../modules/architecture.ts'
import { loadSite, type SiteSource } from '../../modules/site/load-site.ts'
import type { Site } from '../../modules/site/site.ts'
import { readAccepted, type Accepted } from './acceptances.ts'
import { SiteFaults } from './fail.ts'
import type { CommonOptions } from './output.ts'

/** A site that was read and understood, and where its things are. */
export interface Workspace {
  readonly site: Site
  readonly source: SiteSource
  readonly architecture: Architecture
  readonly siteDir: string
  /** States, locks and ledgers: kept with the site, never in `--out`. */
  readonly stateDir: string
  /** What people of the client accepted and recorded, beside site.yaml. */
  readonly accepted: Accepted
  /** Reports and generated files. */
  readonly outDir: string
}

/** Reads the site. @throws SiteFaults */
export function openWorkspace(path: string, options: CommonOptions): Workspace {
  const loaded = loadSite(path, {
    lang: options.lang,
    ...(options.overlay === undefined ? {} : { overlay: options.overlay }),
  })
  if (!loaded.ok) throw new SiteFaults(loaded.diagnostics)
  const { site, source } = loaded
  return {
    site,
    source,
    architecture: architecture(site),
    siteDir: source.folder,
    stateDir: join(source.folder, 'state'),
    accepted: readAccepted(source.folder, site, options.lang),
    outDir: resolve(options.out ?? join(source.folder, '.socle')),
  }
}
