import type { Site } from '../modules/site/site.ts'
import type { Text } from '../modules/site/text.ts'

/**
 * What the rules need to know of a site that no Terraform file says. Computed from the architecture by the caller;
 * absent when a foreign file is judged, and the rules then say what they cannot decide.
 */
export interface SiteFacts {
  /** Site id: prefix of every Docker name. */
  readonly id: string
  /** The validated description. What it promises is no proof: a rule that reads only this says so in what it saw. */
  readonly site: Site
  /** Trust zone of each container role (`dmz`, `metier`, `stockage`…). */
  readonly zones: Readonly<Record<string, string>>
  /** Host of a role, by its name in site.yaml; the others are on `main`. */
  readonly hostOf?: Readonly<Record<string, string>>
  /** Every authorised link between two roles; all that is not here is refused. */
  readonly conduits: readonly ConduitFact[]
  /** Roles that may publish a port on the host. */
  readonly publishers: readonly string[]
  /** Roles that hold a database server. */
  readonly databaseRoles: readonly string[]
  /** Capabilities that site.yaml asks for and that this version builds; the rules of the others judge nothing. */
  readonly capabilities: readonly string[]
  /** Image of each role, as it was built; absent where nothing is built yet or the client brings the image. */
  readonly images: Readonly<Record<string, ImageFact>>
  /** Last successful backup of each role that holds data; absent as long as nothing makes backups. */
  readonly backups?: readonly BackupFact[]
}

export interface ImageFact {
  /** `sha256:…` */
  readonly id: string
  /** ISO 8601, UTC. */
  readonly builtAt: string
}

export interface BackupFact {
  readonly role: string
  /** End of the backup, ISO 8601, UTC. */
  readonly at: string
}

export interface ConduitFact {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  readonly reason: Text
}
