import type { Level } from '../../policies/index.ts'
import { RULES } from '../../policies/registry.ts'
import { addressesOf, bodyAt, labelOf, withResource } from './change.ts'
import type { Flip, Kill, Mutation } from './mutation.ts'
import { doors } from './table/doors.ts'
import type { ContainerFlip, Place } from './table/flips.ts'
import { BESIDE_DATA, LIMITS, REMOVAL } from './table/limits.ts'
import { links } from './table/links.ts'
import { PRIVILEGES } from './table/privileges.ts'
import { databaseClient, secrets } from './table/secrets.ts'
import { storage } from './table/storage.ts'
import type { Json, World } from './world.ts'

/** Attributes in which what runs is compared with what is described. */
const COMPARED = new Set(
  'capabilities cpus image log_driver memory memory_swap mounts networks_advanced ports privileged read_only restart security_opts user volumes'.split(
    ' ',
  ),
)

export const LEVELS_OF: ReadonlyMap<string, readonly Level[]> = new Map(
  RULES.map(({ id, levels }) => [id, levels]),
)

/** Those of the named rules that judge at this level. */
export const judging = (kills: readonly Kill[], level: Level): Kill[] =>
  kills.filter((kill) => LEVELS_OF.get(/^[A-Z]+-\d+/.exec(kill)?.[0] ?? '')?.includes(level))

/** Whether a flip means something at this level: what runs hides nothing, and some rule must look. */
export const isAt = <T>({ how, levels, kills }: Flip<T>, level: Level): boolean =>
  !(how === 'unknown' && level === 'live') &&
  (levels?.includes(level) ?? true) &&
  judging(kills, level).length > 0

/** Every change of every container of a world. */
export const containerMutations = (world: World): Mutation[] =>
  addressesOf(world.stacks, 'docker_container').flatMap((address) => {
    const body = bodyAt(world.stacks, address)
    const place = { world, address, body, role: labelOf(body, 'socle.role') ?? '' }
    return flipsOf(place)
      .filter((flip) => isAt(flip, world.level))
      .map((flip) => mutation(place, flip))
  })

const flipsOf = (place: Place): ContainerFlip[] => [
  ...PRIVILEGES,
  ...LIMITS,
  ...BESIDE_DATA,
  ...(holdsData(place.body) ? REMOVAL : []),
  ...secrets(place),
  ...databaseClient(place),
  ...storage(place),
  ...links(place),
  ...doors(place),
]

const holdsData = ({ mounts }: Json): boolean =>
  ((mounts ?? []) as readonly Json[]).some((mount) => mount['read_only'] !== true)

function mutation(
  { world, address }: Place,
  { attribute, what, how, kills, change }: ContainerFlip,
): Mutation {
  // By hand on the engine, it is also a difference with what was described.
  const drift = world.level === 'live' && COMPARED.has(attribute) ? ['DRF-01'] : []
  return {
    subject: address,
    what,
    how,
    kills: [...new Set([...judging(kills, world.level), ...drift])],
    apply: (before) => withResource(before, address, change),
  }
}
