import { createHash } from 'node:crypto'

/** Drawn once; every identifier of a report follows from it and from what the identifier is of. */
const NAMESPACE = '7f0c2a52-6d0e-4b6c-9a55-0b7d5b8a3c41'

/** The same thing has the same identifier in every report of a site (RFC 9562, version 5). */
export const idOf = (...name: readonly (string | number)[]): string => uuidV5(NAMESPACE, JSON.stringify(name))

export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

/** Names of properties are this project's own: OSCAL keeps its namespace for its vocabulary. */
const NS = 'https://socle.invalid/ns/oscal'

export interface Prop {
  readonly name: string
  readonly ns: string
  readonly value: string
}

/** Properties whose value is there, in the order given. Values are on one line already. */
export const props = (values: Readonly<Record<string, string | undefined>>): { props?: Prop[] } => {
  const written = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, ns: NS, value }],
  )
  return written.length === 0 ? {} : { props: written }
}

/** OSCAL refuses an empty list: the key is there only with something in it. */
export const list = <Key extends string, T>(
  key: Key,
  items: readonly T[],
): Partial<Record<Key, readonly T[]>> =>
  items.length === 0 ? {} : ({ [key]: items } as Record<Key, readonly T[]>)
