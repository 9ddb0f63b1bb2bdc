import { put } from '../change.ts'
import type { Flip, How, Kill } from '../mutation.ts'
import type { Json, World } from '../world.ts'

/** A change of one container, with the attribute that it is about. */
export interface ContainerFlip extends Flip<Json> {
  readonly attribute: string
}

/** The container that is changed, and where it stands. */
export interface Place {
  readonly world: World
  readonly address: string
  readonly role: string
  readonly body: Json
}

const firstOf = (path: string): string => path.split(/[.[]/)[0] ?? path

export const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)) ?? '-'

const flip =
  (how: How) =>
  (path: string, value: unknown, ...kills: readonly Kill[]): ContainerFlip => ({
    attribute: firstOf(path),
    what: `${path}=${shown(value)}`,
    how,
    kills,
    change: (body) => put(body, path, value),
  })

/** Written, and worse than it was. */
export const weak = flip('weakened')
/** Written, and open to more than it was. */
export const wide = flip('widened')

/** No longer written: what the provider or the daemon then applies. */
export const gone = (path: string, ...kills: readonly Kill[]): ContainerFlip => ({
  ...flip('removed')(path, undefined, ...kills),
  what: `${path} removed`,
})

/** Nobody can read it before it is applied. */
export const unread = (path: string, ...kills: readonly Kill[]): ContainerFlip =>
  flip('unknown')(path, '${var.unread}', ...kills)

/** Blocks that nobody can count before Terraform makes them. */
export const dynamic = (block: string, ...kills: readonly Kill[]): ContainerFlip[] =>
  onlyAt(['synth'], {
    attribute: block,
    what: `dynamic ${block}`,
    how: 'unknown',
    kills,
    change: (body) => put(body, `dynamic.${block}`, { for_each: '${var.unread}', content: {} }),
  })

/** Not at every level. */
export const onlyAt = (
  levels: NonNullable<Flip<Json>['levels']>,
  ...flips: readonly ContainerFlip[]
): ContainerFlip[] => flips.map((each) => ({ ...each, levels }))
