import type { Text } from '../modules/site/text.ts'

/**
 * What the rules need to know of a site that no Terraform file says. Computed from the architecture by the caller;
 * absent when a foreign file is judged, and the rules then say what they cannot decide.
 */
export interface SiteFacts {
  /** Site id: prefix of every Docker name. */
  readonly id: string
  /** Trust zone of each container role (`dmz`, `metier`, `stockage`…). */
  readonly zones: Readonly<Record<string, string>>
  /** Every authorised link between two roles; all that is not here is refused. */
  readonly conduits: readonly ConduitFact[]
  /** Roles that may publish a port on the host. */
  readonly publishers: readonly string[]
  /** Roles that hold a database server. */
  readonly databaseRoles: readonly string[]
  /** Capabilities that site.yaml asks for; the rules of the others are not applicable. */
  readonly capabilities: readonly string[]
}

export interface ConduitFact {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  readonly reason: Text
}
