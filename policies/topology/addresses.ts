import {
  contains,
  isWithin,
  parseAddress,
  parseCidr,
  type Address,
  type Cidr,
} from '../../modules/site/cidr.ts'

/** Without the brackets that URLs put around IPv6, nor the zone of a link-local address. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')

const MAPPED = 0xffffn

/** The address that a text names; an IPv4 one written in IPv6 (`::ffff:10.0.0.1`) is the IPv4 one. */
export function addressOf(text: string): Address | undefined {
  const address = parseAddress(bare(text))
  const isMapped = address?.bits === 128 && address.value >> 32n === MAPPED
  return isMapped ? { bits: 32, value: address.value & 0xffffffffn } : address
}

/** Unset, empty and every form of the wildcards: all the addresses of the host, a public one included. */
export function isEveryAddress(text: string): boolean {
  const ip = bare(text)
  return ip === '*' || /^[0.:]*$/.test(ip) || addressOf(ip)?.value === 0n || parseCidr(ip)?.prefix === 0
}

const blocksOf = (...texts: readonly string[]): Cidr[] => texts.flatMap((text) => parseCidr(text) ?? [])
const within = (blocks: readonly Cidr[], address: Address | undefined): boolean =>
  address !== undefined && blocks.some((block) => contains(block, address))

const LOOPBACK = blocksOf('127.0.0.0/8', '::1/128')

export const isLoopback = (text: string): boolean =>
  bare(text) === 'localhost' || within(LOOPBACK, addressOf(text))

/** Addresses that the Internet does not route: RFC 1918, RFC 6598, link-local, unique local. */
const PRIVATE = blocksOf(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
)

export const isPrivateAddress = (text: string): boolean =>
  isLoopback(text) || within(PRIVATE, addressOf(text))

export function isPrivateNetwork(text: string): boolean {
  const network = parseCidr(text)
  return network !== undefined && PRIVATE.some((block) => isWithin(network, block))
}

/** Addresses of no single machine: this network, multicast, broadcast. */
const MANY = blocksOf('0.0.0.0/8', '224.0.0.0/3', '::/128', 'ff00::/8')

/** A whole name. One that ends in a number is an old way to write an address (`0x7f.1`), and a lone word may be any. */
const NAME = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?\.?$/i

/** One machine by its whole name or its address: no wildcard, no network, no list. */
export function isOneHost(text: string): boolean {
  const address = addressOf(text)
  return address ? !within(MANY, address) : NAME.test(text)
}

export const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65536

/** A network somebody wrote, and where. */
export interface Block {
  readonly owner: string
  readonly text: string
  readonly cidr: Cidr
}

/** The blocks of other owners that each block overlaps: one pass over them in the order of their addresses. */
export function overlapsOf(blocks: readonly Block[]): ReadonlyMap<Block, readonly Block[]> {
  const inOrder = [...blocks].sort(
    ({ cidr: a }, { cidr: b }) => a.bits - b.bits || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0),
  )
  const found = new Map<Block, Block[]>(blocks.map((block) => [block, []]))
  for (const [position, block] of inOrder.entries()) {
    for (let next = position + 1; next < inOrder.length; next++) {
      const other = inOrder[next]
      if (!other || other.cidr.bits !== block.cidr.bits || other.cidr.first > block.cidr.last) break
      if (other.owner === block.owner) continue
      found.get(block)?.push(other)
      found.get(other)?.push(block)
    }
  }
  return found
}
