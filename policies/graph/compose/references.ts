import { Assumed, Opaque, type Tree } from '../tree.ts'
import { badCompose, type Budget } from './fault.ts'
import { at, entriesOf, isText, member, scalar, type Spot } from './spot.ts'
import { hasHole, truthOf } from './units.ts'

/** What a service may name, and what Compose calls it on the engine. */
export interface Project {
  /** Prefix of every Docker name; undefined where neither the file nor its folder says it. */
  readonly name: string | undefined
  readonly services: ReadonlyMap<string, Spot>
  readonly networks: Declarations
  readonly volumes: Declarations
  readonly secrets: Declarations
  readonly configs: Declarations
  readonly budget: Budget
}

/** Sections of one kind by key; without body where the file writes the key alone. */
export type Declarations = ReadonlyMap<string, Spot>

export function declarations(root: Spot, kind: string): Declarations {
  const section = member(root, kind)
  if (!section) return new Map()
  return new Map(
    entriesOf(section).map(([key, spot]) => {
      if (!/^[\w.-]+$/.test(key)) throw badCompose(spot.path, BAD_KEY)
      return [key, spot.value === null ? at({}, spot.path) : spot]
    }),
  )
}

const BAD_KEY = {
  fr: 'un nom fait de lettres, chiffres, points, tirets et traits de soulignement',
  en: 'a name made of letters, digits, dots, dashes and underscores is wanted',
}

/** Made by somebody else: `external: true`, or the older `external: { name: … }`. */
export function isExternal(spot: Spot): boolean {
  const external = member(spot, 'external')
  if (!external) return false
  return isText(external) ? truthOf(scalar(external)) !== false : true
}

/** Docker name of what a file declares: its own, else the key after the name of the project. */
export function nameOf(key: string, spot: Spot, project: string | undefined): Tree {
  const written = member(spot, 'name')
  if (written) return scalar(written)
  return project === undefined ? new Opaque('computed', 'name') : new Assumed(`${project}_${key}`)
}

/** Docker name of what is external; the key where none is written. */
function externalName(key: string, spot: Spot): string {
  const external = member(spot, 'external')
  const older = external && !isText(external) ? member(external, 'name') : undefined
  const written = member(spot, 'name') ?? older
  return written ? scalar(written) : key
}

/** What a key of a service leads to: the resource that the file declares, or the name of an external one. */
export function reference(key: string, type: string, declared: Declarations): Tree {
  const spot = declared.get(key)
  if (spot && isExternal(spot)) return externalName(key, spot)
  if (!spot || hasHole(key)) return new Opaque('reference', key)
  return edge(type, key)
}

export const edge = (type: string, key: string, why: 'reference' | 'computed' = 'reference'): Opaque =>
  new Opaque(why, key, [{ address: `${type}.${key}`, attribute: 'id' }])

/** Docker name of the first container of a service. */
export function containerName(service: string, { name, services }: Project): string | Assumed | Opaque {
  const spot = services.get(service)
  const written = spot && member(spot, 'container_name')
  if (written) return scalar(written)
  if (!spot) return new Opaque('reference', 'name')
  return name === undefined ? new Opaque('computed', 'name') : new Assumed(`${name}-${service}-1`)
}

/** `service:web` as the engine is told it: `container:` and a name. */
export function namespace(mode: string, project: Project): Tree {
  if (!mode.startsWith('service:')) return mode
  const name = containerName(mode.slice('service:'.length), project)
  if (name instanceof Opaque) return name
  return `container:${name instanceof Assumed ? name.value : name}`
}

/** Name of the project: the file's own, else the folder's as Compose spells it. */
export function projectName(root: Spot, folder: string | undefined): string | undefined {
  const written = member(root, 'name')
  const name = written ? scalar(written) : folder?.toLowerCase().replace(/[^a-z0-9_-]/g, '')
  const usable = name?.replace(/^[^a-z0-9]+/, '')
  return usable === undefined || usable === '' || hasHole(usable) ? undefined : usable
}
