import type { Level } from '../../policies/index.ts'
import type { World } from './world.ts'

/** How something stops being right. `unknown`: nobody can tell any more, and a rule must say so. */
export type How = 'removed' | 'weakened' | 'widened' | 'unknown'

/**
 * A rule that must see a mutation, on the subject that is changed or on another: `CTR-01`, `NET-06@docker_container.db`.
 * With a question mark, it must say that it cannot tell: `ADM-01?`.
 */
export type Kill = string

/** One thing of a site that is made worse. */
export interface Mutation {
  /** What is changed. */
  readonly subject: string
  /** As printed: `privileged=true`. */
  readonly what: string
  readonly how: How
  readonly kills: readonly Kill[]
  readonly apply: (world: World) => World
}

/** A mutation before it is known where it goes. */
export interface Flip<T> {
  readonly what: string
  readonly how: How
  readonly kills: readonly Kill[]
  /** @default all */
  readonly levels?: readonly Level[]
  readonly change: (value: T) => T | undefined
}

export interface Expected {
  readonly rule: string
  readonly on: string
  readonly status: 'fail' | 'unknown'
}

export function expectedOf({ kills, how, subject }: Mutation): Expected[] {
  return kills.map((kill) => {
    const [, rule = '', on = subject, doubt] = /^([A-Z]+-\d+)(?:@(.+?))?(\?)?$/.exec(kill) ?? []
    return { rule, on, status: how === 'unknown' || doubt ? 'unknown' : 'fail' }
  })
}
