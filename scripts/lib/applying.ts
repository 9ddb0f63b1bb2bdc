import { vaultVolumes } from '../../modules/architecture.ts'
import { isChange, changesOf, type Engine, type EngineContext } from '../engines/engine.ts'
import type { DockerClient } from '../docker/client.ts'
import { pidsLimits } from '../docker/pids.ts'
import { readStates } from './containers.ts'
import { deliverAll, pruneRevisions } from './delivery.ts'
import { recordEngine } from './engine-record.ts'
import { Failure } from './fail.ts'
import { waitHealthy } from './health.ts'
import { closeJournal, openJournal } from './journal.ts'
import { effects, type Planned } from './planning.ts'
import { keepSubnets, type Synthesis } from './synthesis.ts'
import { forgetVolumes, recordVault } from './vault.ts'
import { stackNamed, type SynthesisedStack } from '../../stacks/synthesise.ts'
import type { Workspace } from './workspace.ts'

export interface ApplyRequest {
  readonly workspace: Workspace
  readonly synthesis: Synthesis
  readonly planned: Planned
  readonly engine: Engine
  readonly docker: DockerClient
  readonly baseImage: string
  readonly context: EngineContext
  readonly now: Date
  /** An interrupted apply is being finished: what it delivered is not known, so every volume is tidied. */
  readonly isRecovery: boolean
}

/**
 * Applies a plan that was reviewed and that nothing stands in the way of: vault first, then what its volumes hold,
 * then the site; ends when every container is healthy. Each step may be repeated: after a kill, the next apply
 * begins here again.
 * @returns whether anything had to change
 */
export async function applySite(request: ApplyRequest): Promise<boolean> {
  const { workspace, synthesis, planned, engine, docker, baseImage, context } = request
  const hasChanges = planned.plans.flatMap(changesOf).some(isChange)
  const delivery = { docker, baseImage, ...context }
  const received = hasChanges ? await applyStacks(request) : await deliverAll(workspace, synthesis, delivery)
  const limited = await limitProcesses(workspace, docker)
  await waitHealthy({
    read: () => readStates(docker, workspace.architecture),
    timeoutSeconds:
      Math.max(...workspace.architecture.services.map(({ startPeriodSeconds }) => startPeriodSeconds)) + 60,
    progress: context.progress,
    ...(context.signal ? { signal: context.signal } : {}),
  })
  await pruneRevisions(workspace, synthesis, delivery, request.isRecovery ? undefined : received)
  recordEngine(workspace.stateDir, engine.name)
  closeJournal(workspace.stateDir)
  return hasChanges || limited
}

async function applyStacks({
  workspace,
  synthesis,
  planned,
  engine,
  docker,
  baseImage,
  context,
  now,
}: ApplyRequest): Promise<readonly string[]> {
  const { stateDir, architecture } = workspace
  keepSubnets(workspace, synthesis)
  openJournal(stateDir, {
    startedAt: now.toISOString(),
    engine: engine.name,
    digest: planned.digest,
    inputs: planned.inputs,
    ...effects(planned.plans),
  })
  recordEngine(stateDir, engine.name)
  const changed = (name: string): boolean =>
    planned.plans.some((plan) => plan.name === name && changesOf(plan).some(isChange))
  const vault = stackNamed(synthesis.stacks, 'vault')
  const site = stackNamed(synthesis.stacks, 'site')
  const removed = removedVolumes(planned)
  const created = effects(planned.plans.filter(({ name }) => name === 'vault')).creates
  if (removed.length === 0 && changed('vault')) await engine.apply(vault, context)
  else if (created.length > 0) await engine.apply(vault, context, created)
  recordVault(stateDir, vaultVolumes(architecture))
  // The signal is looked at between steps too: an engine that was asked to stop may have ended well.
  context.signal?.throwIfAborted()
  const received = await deliverAll(workspace, synthesis, { docker, baseImage, ...context })
  if (changed('site')) await engine.apply(site, context)
  context.signal?.throwIfAborted()
  if (removed.length > 0) await deleteVolumes(vault, removed, engine, context)
  return received
}

/**
 * Deletes the volumes that the operator named, once the containers that mounted them are gone.
 * @throws Failure PLAN-CHANGED when the vault would lose anything else than what was reviewed
 */
async function deleteVolumes(
  vault: SynthesisedStack,
  removed: readonly string[],
  engine: Engine,
  context: EngineContext,
): Promise<void> {
  const changes = changesOf(await engine.plan(vault, context)).filter(isChange)
  const others = changes.filter(
    ({ name, change }) => change.actions.join() !== 'delete' || !removed.includes(name),
  )
  if (others.length > 0) throw vaultChanged(others.map(({ address }) => address))
  await engine.apply(vault, context)
  forgetVolumes(context.stateDir, removed)
}

const vaultChanged = (addresses: readonly string[]): Failure =>
  new Failure('PLAN-CHANGED', {
    fr: `la voûte perdrait autre chose que ce qui a été revu (${addresses.join(', ')}) : aucun volume n'a été retiré. Relancez \`socle plan\``,
    en: `the vault would lose something else than what was reviewed (${addresses.join(', ')}): no volume was removed. Run \`socle plan\` again`,
  })

/** Volumes that the plan deleted for good, each named by the operator: their names are free again. */
const removedVolumes = ({ plans }: Planned): string[] =>
  plans
    .flatMap(changesOf)
    .filter(({ type, change }) => type === 'docker_volume' && change.actions.join() === 'delete')
    .map(({ name }) => name)

/** The provider has no pids limit: set through the Docker API after each apply, and judged live. */
async function limitProcesses({ architecture }: Workspace, docker: DockerClient): Promise<boolean> {
  const wanted = Object.fromEntries(
    architecture.services.map(({ role, pids }) => [`${architecture.siteId}-${role}`, pids]),
  )
  return (await pidsLimits(docker, wanted)).length > 0
}
