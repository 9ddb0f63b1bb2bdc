import { resourcesOf } from './graph.ts'
import { array, at, pairs, string } from './live-read.ts'
import type { Inspection, LiveOptions } from './live.ts'

const SITE_LABEL = 'socle.site'
const ROLE_LABEL = 'socle.role'

const label = (raw: unknown, name: string): string => string(at(raw, 'Config', 'Labels', name))
const nameOf = (raw: unknown): string => string(at(raw, 'Name')).replace(/^\//, '')

/** Which live object is which Terraform address, and which are none of the judged site's. */
export class Addresses {
  private readonly siteId: string | undefined
  private readonly declared: ReadonlySet<string> | undefined
  private readonly scoped: boolean
  /** Sites of the same host whose id begins with this one's: their prefix is not ours. */
  private readonly siblings: readonly string[]

  constructor(inspection: Inspection, options: LiveOptions) {
    const sites = [...new Set(inspection.containers.map((raw) => label(raw, SITE_LABEL)).filter(Boolean))]
    this.siteId = options.siteId ?? (sites.length === 1 ? sites[0] : undefined)
    this.scoped = options.siteId !== undefined
    this.declared = options.declared && new Set(resourcesOf(options.declared))
    this.siblings = sites.filter((site) => this.siteId !== undefined && site.startsWith(`${this.siteId}-`))
  }

  /** Whether a network or a volume bears the site's prefix; everything does when no site is named. */
  isOurs(name: string): boolean {
    return !this.scoped || this.suffix(name) !== undefined
  }

  /** Whether a container is the site's, bears its prefix, or touches its networks or volumes. */
  concerns(raw: unknown): boolean {
    if (!this.scoped) return true
    const site = label(raw, SITE_LABEL)
    if (site !== '') return site === this.siteId || this.touches(raw)
    return this.suffix(nameOf(raw)) !== undefined || this.touches(raw)
  }

  container(raw: unknown): string {
    const role = label(raw, ROLE_LABEL)
    const name = nameOf(raw)
    const site = label(raw, SITE_LABEL)
    // Labels can be copied: the name decides between two that claim one role.
    const genuine = role !== '' && site !== '' && site === this.siteId && name === `${site}-${role}`
    return genuine ? this.subject('docker_container', role, name) : `docker_container/${name}`
  }

  network = (name: string): string => this.prefixed('docker_network', name)
  volume = (name: string): string => this.prefixed('docker_volume', name)

  private prefixed(type: string, name: string): string {
    const suffix = this.suffix(name)
    return suffix === undefined ? `${type}/${name}` : this.subject(type, suffix, name)
  }

  private subject(type: string, last: string, name: string): string {
    const address = `${type}.${last}`
    return this.declared === undefined || this.declared.has(address) ? address : `${type}/${name}`
  }

  private suffix(name: string): string | undefined {
    if (this.siteId === undefined || !name.startsWith(`${this.siteId}-`)) return undefined
    if (this.siblings.some((sibling) => name.startsWith(`${sibling}-`))) return undefined
    return name.slice(this.siteId.length + 1) || undefined
  }

  private touches(raw: unknown): boolean {
    const networks = pairs(at(raw, 'NetworkSettings', 'Networks')).map(([name]) => name)
    const volumes = array(at(raw, 'Mounts')).map((mount) => string(at(mount, 'Name')))
    return [...networks, ...volumes].some((name) => this.suffix(name) !== undefined)
  }
}
