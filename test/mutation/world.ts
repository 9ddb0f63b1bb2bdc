import { architecture } from '../../modules/architecture.ts'
import type { ConfigFile, Graph, Observations } from '../../policies/graph/graph.ts'
import {
  fromLive,
  fromPlan,
  fromSynth,
  type Inspection,
  type Level,
  type NamedJson,
  type SiteFacts,
} from '../../policies/index.ts'
import type { Context } from '../../policies/rule.ts'
import type { Waiver } from '../../policies/waivers/waiver.ts'
import { configFilesOf, factsOf } from '../../scripts/lib/facts.ts'
import { synthesise } from '../../stacks/synthesise.ts'
import { exampleSite, EXAMPLES, stackProps } from '../helpers/example.ts'
import { planOf } from '../policies/plan-of.ts'
import { demo } from './demo.ts'
import { inspectOf } from './inspect-of.ts'
import { memo } from './memo.ts'
import { observationsOf } from './observations.ts'

export type Json = Readonly<Record<string, unknown>>

/** The day on which every site is as it should be. */
const NOW = new Date('2026-11-25T10:00:00Z')

/** All that the rules read of one site at one level, in the form in which it is written: what mutations change. */
export interface World {
  readonly name: string
  readonly level: Level
  /** What is described. */
  readonly stacks: readonly NamedJson[]
  /** Plans that are judged. @default those that create what is described */
  readonly plans?: readonly NamedJson[]
  /** What runs. @default what is described */
  readonly running?: readonly NamedJson[]
  /** What the engine shows. @default what runs */
  readonly inspection?: Inspection
  readonly observations: Observations
  readonly facts: SiteFacts
  readonly configFiles: readonly ConfigFile[]
  readonly waivers: readonly Waiver[]
  readonly now: Date
}

const planOnce = memo((json: Json) => planOf(json))
const plansOf = memo((stacks: readonly NamedJson[]): readonly NamedJson[] =>
  stacks.map(({ name, json }) => ({ name, json: planOnce(json as Json) })),
)
const inspectionOf = memo((stacks: readonly NamedJson[]) => inspectOf(stacks))

export const planned = (world: World): readonly NamedJson[] => world.plans ?? plansOf(world.stacks)

export const inspected = (world: World): Inspection =>
  world.inspection ?? inspectionOf(world.running ?? world.stacks)

const described = memo((stacks: readonly NamedJson[], configFiles: readonly ConfigFile[]) =>
  fromSynth(stacks, { configFiles }),
)
const changed = memo((plans: readonly NamedJson[], configFiles: readonly ConfigFile[]) =>
  fromPlan(plans, { configFiles }),
)
const live = memo(
  (
    inspection: Inspection,
    declared: Graph,
    observations: Observations,
    { id: siteId }: SiteFacts['site']['site'],
  ): Graph =>
    fromLive(inspection, {
      siteId,
      declared,
      observations,
      configFiles: declared.configFiles,
    }),
)

export function contextOf(world: World): Omit<Context, 'judged'> {
  const { level, facts, waivers, now, observations, configFiles } = world
  const shared = { level, facts, waivers, now, options: {}, documents: {} }
  const declared = described(world.stacks, configFiles)
  if (level === 'synth') return { ...shared, graph: declared }
  const graph =
    level === 'plan'
      ? changed(planned(world), configFiles)
      : live(inspected(world), declared, observations, facts.site.site)
  return { ...shared, graph, declared }
}

export type Described = Pick<World, 'stacks' | 'facts' | 'configFiles'>

/** An example site as it is synthesised, its images built the day before. */
function example(name: string): Described {
  const site = exampleSite(name)
  const props = stackProps(site)
  const built = architecture(site)
  const images = Object.entries(props.images).map(([role, id]) => [
    role,
    { id, builtAt: '2026-11-24T09:00:00Z' },
  ])
  return {
    stacks: synthesise(props).map((stack) => ({ name: stack.name, json: stack.json })),
    facts: factsOf(built, site, Object.fromEntries(images) as SiteFacts['images']),
    configFiles: configFilesOf(built),
  }
}

/** Every site at every level, as it should be. */
export function worlds(): World[] {
  const described = [...EXAMPLES.map((name) => [name, example(name)] as const), ['demo', demo()] as const]
  return described.flatMap(([name, site]) =>
    (['synth', 'plan', 'live'] as const).map((level) => ({
      ...site,
      name,
      level,
      observations: level === 'live' ? observationsOf(site.facts) : { tls: [] },
      waivers: [],
      now: NOW,
    })),
  )
}
