import type { Text } from '../site/text.ts'

/** Network name → /28 (CIDR). Kept with the site so that adding a conduit never renumbers another. */
export type SubnetLedger = Readonly<Record<string, string>>

const SLOT_BITS = 4
const SLOT_SIZE = 2 ** SLOT_BITS

export class RangeExhausted extends Error {
  readonly text: Text
  constructor(range: string, slots: number, wanted: number) {
    super(`network.range ${range} holds ${slots} networks, ${wanted} are needed`)
    this.text = {
      fr: `network.range ${range} contient ${slots} réseaux /28, il en faut ${wanted} : élargissez la plage`,
      en: `network.range ${range} holds ${slots} /28 networks, ${wanted} are needed: widen the range`,
    }
  }
}

/**
 * Gives each network a /28 slot of `range`. A name keeps the slot the ledger holds as long as it lies in the
 * range; new names, in alphabetical order, take the lowest free slots. A network that is gone keeps its entry:
 * its slot is given again only once the range is full, so that removing and re-adding a conduit changes nothing.
 * @throws RangeExhausted
 */
export function allocateSubnets(
  range: string,
  names: readonly string[],
  ledger: SubnetLedger = {},
): SubnetLedger {
  const slots = slotsOf(range)
  const wanted = [...new Set(names)].sort()
  if (wanted.length > slots.length) throw new RangeExhausted(range, slots.length, wanted.length)
  // Of two names that a hand-merged ledger gives one slot, the first keeps it.
  const kept = Object.entries(ledger).filter(
    ([, cidr], index, all) => slots.includes(cidr) && all.findIndex(([, other]) => other === cidr) === index,
  )
  const given = new Map(kept)
  for (const name of wanted) {
    if (given.has(name)) continue
    given.set(name, freeSlot(slots, given) ?? reclaim(given, wanted))
  }
  return Object.fromEntries([...given].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** First usable address of the subnet: always written out, because its absence would not show as a difference. */
export function gatewayOf(cidr: string): string {
  return toDotted(toNumber(cidr.split('/')[0] ?? '') + 1)
}

function slotsOf(range: string): string[] {
  const [base = '', bits = '32'] = range.split('/')
  const count = 2 ** (32 - SLOT_BITS - Number(bits))
  const first = toNumber(base)
  return Array.from({ length: Math.floor(count) }, (_, slot) => `${toDotted(first + slot * SLOT_SIZE)}/28`)
}

function freeSlot(slots: readonly string[], given: ReadonlyMap<string, string>): string | undefined {
  const taken = new Set(given.values())
  return slots.find((slot) => !taken.has(slot))
}

function reclaim(given: Map<string, string>, wanted: readonly string[]): string {
  const idle = [...given].find(([name]) => !wanted.includes(name))
  if (!idle) throw new Error('unreachable: fewer slots than names was refused above')
  given.delete(idle[0])
  return idle[1]
}

const toNumber = (dotted: string): number =>
  dotted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const toDotted = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
