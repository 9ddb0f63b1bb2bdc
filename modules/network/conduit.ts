import type { HOST_ZONES } from '../site/site.ts'
import type { Text } from '../site/text.ts'

/** Trust level on the host (IEC 62443). A zone is not a Docker network: containers meet on conduits only. */
export type HostZone = (typeof HOST_ZONES)[number]

/**
 * The only way two containers meet: an internal Docker network of its own with exactly the client and the server
 * on it, plus the port (ANSSI-FT-082 R5). All fields are required: there is no "any".
 */
export interface Conduit {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  readonly reason: Text
}

/** Last part of the Docker name and Terraform name of a conduit's network. */
export const conduitName = ({ from, to }: Pick<Conduit, 'from' | 'to'>): string => `${from}-${to}`

/** The non-internal network of a publishing role: one each, so that its default route is unambiguous. */
export const edgeName = (role: string): string => `${role}-edge`
