import { containerMutations, judging } from './containers.ts'
import { judgeMutants, type Outcome } from './engine.ts'
import type { Mutation } from './mutation.ts'
import { resourceMutations } from './resources.ts'
import { byHand } from './table/by-hand.ts'
import { configurationFlips } from './table/configuration.ts'
import { flowFlips, relayFlips } from './table/flows.ts'
import { observedFlips } from './table/observed.ts'
import { planFlips, standing } from './table/plan.ts'
import { siteFlips } from './table/site.ts'
import { timeFlips } from './table/time.ts'
import { waived, waiverFlips } from './table/waivers.ts'
import { worlds, type World } from './world.ts'

/** A sound world, and all that may be made worse in it. */
export interface Mutants {
  readonly world: World
  readonly mutations: readonly Mutation[]
}

const TABLES = [
  containerMutations,
  resourceMutations,
  siteFlips,
  flowFlips,
  relayFlips,
  timeFlips,
  configurationFlips,
  observedFlips,
  byHand,
]

export const allMutants = (): Mutants[] =>
  worlds()
    .flatMap((world) => [
      { world, mutations: TABLES.flatMap((table) => table(world)) },
      { world: standing(world), mutations: planFlips(world) },
      { world: waived(world), mutations: waiverFlips() },
    ])
    .map(({ world, mutations }) => ({
      world,
      mutations: once(mutations.flatMap((each) => named(each, world))),
    }))

/** Only the rules that judge at this level are asked; a mutation that none of them would see is none. */
function named(mutation: Mutation, { level }: World): Mutation[] {
  const kills = judging(mutation.kills, level)
  return kills.length > 0 ? [{ ...mutation, kills }] : []
}

/** Several tables may think of one change: it is one mutant, which the rules of each must see. */
function once(mutations: readonly Mutation[]): Mutation[] {
  const found = new Map<string, Mutation>()
  for (const mutation of mutations) {
    const key = JSON.stringify([mutation.subject, mutation.what])
    const kills = [...new Set([...(found.get(key)?.kills ?? []), ...mutation.kills])]
    found.set(key, { ...(found.get(key) ?? mutation), kills })
  }
  return [...found.values()]
}

export const outcomes = (): Outcome[] =>
  allMutants().flatMap(({ world, mutations }) => judgeMutants(world, mutations))
