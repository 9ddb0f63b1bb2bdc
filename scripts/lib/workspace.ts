import { join, resolve } from 'node:path'
import { architecture, type Architecture } from '../../modules/architecture.ts'
import type { Diagnostic } from '../../modules/site/diagnostic.ts'
import { loadSite, type SiteSource } from '../../modules/site/load-site.ts'
import type { Site } from '../../modules/site/site.ts'
import { Failure } from './fail.ts'
import type { CommonOptions } from './output.ts'

/** A site that was read and understood, and where its things are. */
export interface Workspace {
  readonly site: Site
  readonly source: SiteSource
  readonly architecture: Architecture
  readonly siteDir: string
  /** States, locks and ledgers: kept with the site, never in `--out`. */
  readonly stateDir: string
  /** Reports and generated files. */
  readonly outDir: string
}

/** site.yaml cannot be used; each fault has its address. */
export class SiteFaults extends Failure {
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    const lines = diagnostics.map(({ file, line, column, code, message }) => `${file}:${line}:${column}  ${code}  ${message}`)
    super('SITE-FAULTS', { fr: lines.join('\n'), en: lines.join('\n') })
    this.diagnostics = diagnostics
  }
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
    outDir: resolve(options.out ?? join(source.folder, '.socle')),
  }
}
