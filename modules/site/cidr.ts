import { isIPv4, isIPv6 } from 'node:net'

export interface Address {
  readonly bits: 32 | 128
  readonly value: bigint
}

/** A network; `first` is its lowest address, whatever host bits were written. */
export interface Cidr {
  readonly bits: 32 | 128
  readonly prefix: number
  readonly first: bigint
  readonly last: bigint
  /** True when the address was written with bits below the prefix (`192.168.1.10/24`). */
  readonly hasHostBits: boolean
}

/** @returns `undefined` when the text is no IPv4 or IPv6 address */
export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { bits: 32, value: fromGroups(text.split('.'), 8, 10) }
  if (!isIPv6(text) || text.includes('%')) return undefined
  const [head = '', tail] = text.split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return { bits: 128, value: fromGroups([...before, ...zeros, ...after], 16, 16) }
}

/** Groups of one side of `::`; a trailing IPv4 form counts for two. */
function groupsOf(side: string): string[] {
  if (side === '') return []
  return side.split(':').flatMap((group) => {
    if (!group.includes('.')) return [group]
    const value = fromGroups(group.split('.'), 8, 10)
    return [(value >> 16n).toString(16), (value & 0xffffn).toString(16)]
  })
}

const fromGroups = (groups: readonly string[], width: number, radix: 10 | 16): bigint =>
  groups.reduce((sum, group) => (sum << BigInt(width)) | BigInt(radix === 16 ? `0x${group}` : group), 0n)

/** @returns `undefined` when the text is no network of the form `address/prefix` */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', mask = '', ...rest] = text.split('/')
  const parsed = parseAddress(address)
  if (!parsed || rest.length > 0 || !/^(0|[1-9][0-9]{0,2})$/.test(mask) || Number(mask) > parsed.bits)
    return undefined
  const prefix = Number(mask)
  const size = 1n << BigInt(parsed.bits - prefix)
  const first = (parsed.value / size) * size
  return { bits: parsed.bits, prefix, first, last: first + size - 1n, hasHostBits: first !== parsed.value }
}

export const contains = (network: Cidr, address: Address): boolean =>
  network.bits === address.bits && network.first <= address.value && address.value <= network.last

export const isWithin = (inner: Cidr, outer: Cidr): boolean =>
  inner.bits === outer.bits && outer.first <= inner.first && inner.last <= outer.last

export const overlaps = (a: Cidr, b: Cidr): boolean =>
  a.bits === b.bits && a.first <= b.last && b.first <= a.last

/** `192.168.10.0/24`: the network as it should have been written. */
export const cidrText = (network: Cidr): string =>
  `${addressText(network.bits, network.first)}/${network.prefix}`

function addressText(bits: 32 | 128, value: bigint): string {
  if (bits === 32) return groupsFrom(value, 4, 8).join('.')
  const text = groupsFrom(value, 8, 16).join(':')
  // RFC 5952: the longest run of zero groups is written `::`, the first of equal ones.
  const runs = text.match(/\b0(?::0)+\b/g) ?? []
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  return longest === '' ? text : text.replace(new RegExp(`(?:^|:)${longest}(?::|$)`), '::')
}

/** `count` groups of `width` bits, decimal bytes for IPv4, hexadecimal words for IPv6. */
const groupsFrom = (value: bigint, count: number, width: 8 | 16): string[] =>
  Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(width, value >> BigInt((count - 1 - index) * width)).toString(width === 8 ? 10 : 16),
  )
