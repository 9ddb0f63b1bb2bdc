import type { ConduitFact, SiteFacts } from '../facts.ts'

/** The conduits from one role to another, judged together. */
export interface Link {
  readonly subject: string
  readonly from: string
  readonly to: string
  readonly conduits: readonly ConduitFact[]
}

/** Every pair of roles that conduits join, in the order of the facts. */
export function linksOf({ conduits }: SiteFacts): Link[] {
  const links = new Map<string, Link>()
  for (const conduit of conduits) {
    const { from, to } = conduit
    const subject = `conduit/${from}-${to}`
    links.set(subject, { subject, from, to, conduits: [...(links.get(subject)?.conduits ?? []), conduit] })
  }
  return [...links.values()]
}
