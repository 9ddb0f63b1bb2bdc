import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { printDiagnostic } from '../../modules/site/diagnostic.ts'
import { loadSite, type LoadOptions } from '../../modules/site/load-site.ts'
import type { Site } from '../../modules/site/site.ts'

/** The least that a site says. */
export const MINIMAL = `version: 1
site:
  id: petit-site
  name: Petit Site
  companies: [{ siren: "732829320", name: Petit Site SARL }]
  domain: petit.example
  workstations: 12
people:
  a.petit: { name: Anne Petit, email: a.petit@petit.example, roles: [direction, facturation] }
hosts:
  main: { docker: "unix:///var/run/docker.sock" }
network:
  range: 10.70.0.0/22
billing:
  applications:
    - { id: tryton, mode: container, profile: tryton }
proxy:
  hostnames: { billing: facturation.petit.example }
`

/** A folder of its own for each test. */
export let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'socle-site-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

export const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

export function siteOf(path: string, options?: LoadOptions): Site {
  const loading = loadSite(path, options)
  if (!loading.ok) throw new Error(loading.diagnostics.map(printDiagnostic).join('\n'))
  return loading.site
}

/** Printed diagnostics, with the temporary folder left out. */
export function faultsOf(path: string, options: LoadOptions = { lang: 'en' }): string[] {
  const loading = loadSite(path, options)
  return loading.ok ? [] : loading.diagnostics.map((each) => printDiagnostic(each).replace(`${folder}/`, ''))
}
