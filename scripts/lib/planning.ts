import { join } from 'node:path'
import type { Assessment } from '../../policies/assessment.ts'
import { changesOf, type Engine, type EngineContext, type StackPlan } from '../engines/engine.ts'
import type { ImagesLock } from '../docker/images/lock.ts'
import { writeJson } from './files.ts'
import { judgePlan } from './judgement.ts'
import { inputsDigest, planDigest } from './review.ts'
import type { Synthesis } from './synthesis.ts'
import type { Workspace } from './workspace.ts'

/** A plan of both stacks, judged, with the digest that a review is bound to. */
export interface Planned {
  readonly plans: readonly StackPlan[]
  readonly assessment: Assessment
  readonly digest: string
  /** Digest of what the plan is made from, without what exists. */
  readonly inputs: string
}

export interface PlanRequest {
  readonly workspace: Workspace
  readonly synthesis: Synthesis
  readonly engine: Engine
  readonly context: EngineContext
  readonly lock: ImagesLock
  /** Data volumes whose deletion the operator accepted by name on the command line. */
  readonly deletableVolumes: readonly string[]
}

/** Plans both stacks side by side (they share no state) and judges the result; changes nothing that exists. */
export async function planSite(request: PlanRequest): Promise<Planned> {
  const { workspace, synthesis, engine, context, lock } = request
  // What an engine prints of a plan is said better by the plan itself.
  const quiet = { ...context, progress: () => undefined }
  const plans = await Promise.all(synthesis.stacks.map((stack) => engine.plan(stack, quiet)))
  const images = Object.fromEntries(Object.entries(lock.images).map(([name, { id }]) => [name, id]))
  const inputs = inputsDigest(synthesis.stacks, images)
  const assessment = judgePlan(workspace, synthesis, plans, engine.label, request.deletableVolumes)
  for (const { name, json } of plans) writeJson(join(workspace.outDir, 'stacks', name, 'plan.json'), json)
  return { plans, assessment, digest: planDigest(plans, inputs), inputs }
}

/** Terraform addresses that a plan creates and deletes; a replaced resource is in both. */
export function effects(plans: readonly StackPlan[]): { creates: string[]; deletes: string[] } {
  const changes = plans.flatMap(changesOf)
  const having = (action: string) =>
    changes.filter(({ change }) => change.actions.includes(action)).map(({ address }) => address)
  return { creates: [...having('create'), ...having('update')], deletes: having('delete') }
}
