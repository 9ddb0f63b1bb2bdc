import type { Change } from '../graph/graph.ts'
import type { Verdict } from '../rule.ts'
import { valueOr } from '../value.ts'

/** Deleted, or replaced: a replacement deletes what stood before it, in whatever order. */
export const isDestroyed = ({ actions }: Change): boolean => actions.includes('delete')

/** `demo-db: delete+create (image, env)`: what is done, and the attributes that force it. */
export function deed({ type, name, actions, replacePaths }: Change): string {
  const cause = replacePaths.length > 0 ? ` (${[...replacePaths].sort().join(', ')})` : ''
  return `${valueOr(name, type)}: ${actions.join('+')}${cause}`
}

export const about = ({ address, where }: Change): Pick<Verdict, 'subject' | 'where'> => ({
  subject: address,
  ...(where === undefined ? {} : { where }),
})

export const changesOf = (changes: readonly Change[], ...types: readonly string[]): Change[] =>
  changes.filter(({ type }) => types.includes(type))

/** What runs: a container, or the tasks of a service. */
export const RUNNING = ['docker_container', 'docker_service']
