import { addressesOf, bodyAt, withResource } from './change.ts'
import { isAt, judging } from './containers.ts'
import type { Flip, Mutation } from './mutation.ts'
import { networkFlips } from './table/networks.ts'
import { SWARM, volumeFlips } from './table/volumes.ts'
import type { Json, World } from './world.ts'

const FLIPS: Readonly<Record<string, (world: World, address: string, body: Json) => readonly Flip<Json>[]>> =
  {
    docker_network: networkFlips,
    docker_volume: volumeFlips,
    docker_secret: () => SWARM,
    docker_config: () => SWARM,
  }

/** Every change of what is not a container. */
export const resourceMutations = (world: World): Mutation[] =>
  Object.entries(FLIPS).flatMap(([type, flips]) =>
    addressesOf(world.stacks, type).flatMap((address) =>
      flips(world, address, bodyAt(world.stacks, address))
        .filter((flip) => isAt(flip, world.level))
        .map(({ what, how, kills, change }): Mutation => ({
          subject: address,
          what,
          how,
          kills: judging(kills, world.level),
          apply: (before) => withResource(before, address, change),
        })),
    ),
  )
