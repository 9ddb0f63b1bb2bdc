import { elements, tlv } from './der.ts'

const SEQUENCE = 0x30
const PERMITTED = 0xa0
const EXCLUDED = 0xa1
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

/**
 * Name constraints of a CA: these DNS names and what is under them, and no IP address at all (a family without a
 * constraint would be free).
 *
 * @see RFC 5280, 4.2.1.10
 */
export function nameConstraints(permitted: readonly string[]): Buffer {
  const names = permitted.map((name) => tlv(SEQUENCE, tlv(DNS_NAME, Buffer.from(name, 'ascii'))))
  const everyAddress = [8, 32].map((size) => tlv(SEQUENCE, tlv(IP_ADDRESS, Buffer.alloc(size))))
  return tlv(SEQUENCE, tlv(PERMITTED, ...names), tlv(EXCLUDED, ...everyAddress))
}

/** The permitted DNS names of an encoded extension. */
export function permittedNames(extension: Uint8Array): string[] {
  const subtrees = elements(extension).flatMap(({ body }) => elements(body))
  const names = subtrees.filter(({ tag }) => tag === PERMITTED).flatMap(({ body }) => elements(body))
  const bases = names.flatMap(({ body }) => elements(body)).filter(({ tag }) => tag === DNS_NAME)
  return bases.map(({ body }) => body.toString('ascii'))
}

/** Whether the constraint of one name covers another: itself and its sub-domains. */
export const covers = (permitted: string, hostname: string) =>
  hostname === permitted || hostname.endsWith(`.${permitted}`)
