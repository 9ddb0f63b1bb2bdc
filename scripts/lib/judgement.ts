import { hostname } from 'node:os'
import { SOCLE_VERSION } from '../../modules/root.ts'
import { sectionsWithoutEffect } from '../../modules/site/effects.ts'
import type { Text } from '../../modules/site/text.ts'
import {
  assess,
  fromLive,
  fromPlan,
  fromSynth,
  type Assessment,
  type Graph,
  type Observations,
} from '../../policies/index.ts'
import type { SiteInspection } from '../docker/inspect.ts'
import type { StackPlan } from '../engines/engine.ts'
import { readLock } from '../docker/images/lock.ts'
import { configFilesOf, factsOf, imageFacts, placesOf } from './facts.ts'
import { sha256 } from './files.ts'
import { inputsOf, synthesiseSite, writeSynthesis, type Synthesis } from './synthesis.ts'
import type { Workspace } from './workspace.ts'

/** Level *synth*: what was synthesised. */
const judgeSynth = (workspace: Workspace, synthesis: Synthesis): Assessment =>
  assess({
    ...common(workspace, synthesis),
    level: 'synth',
    graph: synthGraph(workspace, synthesis),
    engine: 'none',
  })

/** Synthesises, writes what was synthesised and judges it: all that needs no engine. */
export async function checkSite(workspace: Workspace): Promise<Assessment> {
  const synthesis = await synthesiseSite(workspace)
  writeSynthesis(workspace, synthesis)
  return judgeSynth(workspace, synthesis)
}

/** Level *plan*: what the engine would do, destruction included. */
export function judgePlan(
  workspace: Workspace,
  synthesis: Synthesis,
  plans: readonly StackPlan[],
  engine: string,
  deletableVolumes: readonly string[],
): Assessment {
  const request = common(workspace, synthesis)
  return assess({
    ...request,
    level: 'plan',
    graph: fromPlan(plans, graphOptions(workspace)),
    declared: synthGraph(workspace, synthesis),
    engine,
    options: { allowVolumeDeletion: deletableVolumes },
    inputs: { ...request.inputs, ...planDigests(plans) },
  })
}

/** The graph of what runs, as the engine and the probes show it. */
export const liveGraph = (
  workspace: Workspace,
  synthesis: Synthesis,
  inspection: SiteInspection,
  observations: Observations,
): Graph =>
  fromLive(inspection, {
    ...graphOptions(workspace),
    siteId: workspace.architecture.siteId,
    declared: synthGraph(workspace, synthesis),
    observations,
  })

/** Level *live*: what runs, compared with what was synthesised. */
export const judgeLive = (
  workspace: Workspace,
  synthesis: Synthesis,
  graph: Graph,
  engine: string,
): Assessment =>
  assess({
    ...common(workspace, synthesis),
    level: 'live',
    graph,
    declared: synthGraph(workspace, synthesis),
    engine,
  })

const synthGraph = (workspace: Workspace, { stacks }: Synthesis): Graph =>
  fromSynth(stacks, graphOptions(workspace))

const graphOptions = (workspace: Workspace) => ({
  where: placesOf(workspace),
  configFiles: configFilesOf(workspace.architecture),
})

const common = (workspace: Workspace, synthesis: Synthesis) => ({
  facts: factsOf(
    workspace.architecture,
    workspace.site,
    imageFacts(synthesis.images, readLock(workspace.siteDir)),
  ),
  siteId: workspace.architecture.siteId,
  acceptances: workspace.accepted.acceptances,
  documents: workspace.accepted.documents,
  inputs: { ...inputsOf(workspace, synthesis), ...workspace.accepted.inputs },
  version: SOCLE_VERSION,
  now: new Date(),
  host: hostname(),
  notices: noticesOf(workspace),
})

/** A section that is written and does nothing yet is said, never silently accepted. */
const noticesOf = ({ site, source }: Workspace): Text[] =>
  sectionsWithoutEffect(site).map(({ path, message }) => ({
    fr: `${source.where(path)}  ${path} : ${message.fr}`,
    en: `${source.where(path)}  ${path}: ${message.en}`,
  }))

const planDigests = (plans: readonly StackPlan[]): Record<string, string> =>
  Object.fromEntries(
    plans.map(({ name, json }) => [`${name}/plan.json`, sha256(JSON.stringify(json.resource_changes ?? []))]),
  )
