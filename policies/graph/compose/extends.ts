import type { Body } from '../tree.ts'
import { translated, type Translated } from './attributes.ts'
import { badCompose } from './fault.ts'
import { lastOfEach, laidOver, unreadBase } from './merge.ts'
import type { Project } from './references.ts'
import { isText, member, scalar, type Spot } from './spot.ts'
import { hasHole } from './units.ts'

/** More is a mistake or an attack. */
const MAX_BASES = 50

/** A service with all that it extends; what stands in another file is in doubt. */
export function resolved(service: string, project: Project, file: string): Translated {
  const { spots, isWhole } = chainOf(service, project, file)
  const layers = spots.map((spot) => translated(spot, project, service)).reverse()
  const bottom: Body = isWhole ? {} : unreadBase()
  const body = layers.reduce((under, layer) => laidOver(under, layer.body, project.budget), bottom)
  return { body: lastOfEach(body), written: layers.flatMap(({ written }) => written) }
}

/** The service, what it extends, and so on; whether the last of them stands alone. */
function chainOf(service: string, { services }: Project, file: string): { spots: Spot[]; isWhole: boolean } {
  const spots: Spot[] = []
  let name: string | undefined = service
  while (name !== undefined) {
    const spot = services.get(name)
    const last = spots.at(-1)
    if (!spot) throw badCompose(last?.path ?? '', missing(name))
    if (spots.includes(spot) || spots.length >= MAX_BASES) throw badCompose(spot.path, ENDLESS)
    spots.push(spot)
    const base = baseOf(spot, file)
    if (base === 'elsewhere') return { spots, isWhole: false }
    name = base?.service
  }
  return { spots, isWhole: true }
}

function baseOf(spot: Spot, file: string): { service: string } | 'elsewhere' | undefined {
  const base = member(spot, 'extends')
  if (!base) return undefined
  const from = isText(base) ? undefined : member(base, 'file')
  const service = isText(base) ? base : member(base, 'service')
  const name = service ? scalar(service) : ''
  const isHere = !from || scalar(from).replace(/^\.\//, '') === file
  return isHere && name !== '' && !hasHole(name) ? { service: name } : 'elsewhere'
}

const missing = (name: string) => ({
  fr: `extends nomme un service qui n'est pas là (${JSON.stringify(name.slice(0, 60))})`,
  en: `extends names a service that is not there (${JSON.stringify(name.slice(0, 60))})`,
})

const ENDLESS = {
  fr: `extends n'en finit pas, ou dépasse ${MAX_BASES} services`,
  en: `extends never ends, or goes beyond ${MAX_BASES} services`,
}
