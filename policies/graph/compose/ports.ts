import { Opaque, type Body, type Tree } from '../tree.ts'
import type { Budget } from './fault.ts'
import { HOLE } from './interpolate.ts'
import { isText, list, member, scalar, type Spot } from './spot.ts'
import { hasHole } from './units.ts'

interface Written {
  /** Empty: none is written. */
  readonly ip: string
  readonly external: string
  readonly internal: string
  readonly protocol: string
}

/** Published ports, every port of a range. */
export const portsOf = (spot: Spot, budget: Budget): Tree[] =>
  list(spot).flatMap((item) => unfolded(isText(item) ? short(scalar(item)) : long(item), budget))

function long(spot: Spot): Written {
  const text = (key: string) => {
    const found = member(spot, key)
    return found ? scalar(found) : ''
  }
  return {
    ip: text('host_ip'),
    external: text('published'),
    internal: text('target'),
    protocol: text('protocol'),
  }
}

/** `[[ip:]external:]internal[/protocol]`; what a variable may stand for is not known beyond what is written. */
function short(text: string): Written {
  const slash = text.lastIndexOf('/')
  const protocol = slash < 0 ? '' : text.slice(slash + 1)
  const address = slash < 0 ? text : text.slice(0, slash)
  const bracketed = /^\[([^\]]*)\]:(.*)$/.exec(address)
  const parts = bracketed ? [bracketed[1] ?? '', ...(bracketed[2] ?? '').split(':')] : address.split(':')
  const internal = parts.pop() ?? ''
  const external = parts.pop() ?? ''
  const ip = parts.join(':')
  // `${PORT}:80` may well hold an address, and `${PORTS}` anything.
  if (hasHole(internal)) return { ip: HOLE, external: HOLE, internal: HOLE, protocol }
  return { ip: hasHole(external) && ip === '' ? HOLE : ip, external, internal, protocol }
}

/** Longer ranges are one port of which only the address is known. */
const MAX_RANGE = 256

function unfolded({ ip, external, internal, protocol }: Written, budget: Budget): Body[] {
  const common = { ...(ip === '' ? {} : { ip }), ...(protocol === '' ? {} : { protocol }) }
  const inside = rangeOf(internal)
  const outside = rangeOf(external)
  if (!inside) return [{ ...common, internal, ...(external === '' ? {} : { external }) }]
  const size = inside.to - inside.from + 1
  const follows = external === '' || (outside !== undefined && outside.to - outside.from + 1 === size)
  if (size > MAX_RANGE || (size > 1 && !follows)) return [{ ...common, internal: UNREAD, external: UNREAD }]
  budget.spend(size)
  return Array.from({ length: size }, (_, index) => ({
    ...common,
    internal: inside.from + index,
    ...(external === ''
      ? {}
      : { external: follows && outside ? outside.from + index : one(external, outside) }),
  }))
}

const UNREAD = new Opaque('reference', 'ports')

/** One port inside, several outside: the engine takes one of them. */
const one = (external: string, outside: Range | undefined): Tree =>
  outside ? new Opaque('computed', 'ports.external') : external

interface Range {
  readonly from: number
  readonly to: number
}

function rangeOf(text: string): Range | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim())
  if (!match) return undefined
  const from = Number(match[1])
  const to = Number(match[2] ?? match[1])
  return from <= to ? { from, to } : undefined
}
