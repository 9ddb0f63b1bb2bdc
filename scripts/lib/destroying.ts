import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { networksOf, vaultVolumes } from '../../modules/architecture.ts'
import type { SubnetLedger } from '../../modules/network/subnets.ts'
import { stackNamed } from '../../stacks/synthesise.ts'
import { orUndefined, type DockerClient } from '../docker/client.ts'
import { removeHelpers } from '../docker/helper.ts'
import type { Engine, EngineContext } from '../engines/engine.ts'
import { forgetEngine, recordedEngine } from './engine-record.ts'
import { Failure } from './fail.ts'
import { readJson } from './files.ts'
import { closeJournal, readJournal } from './journal.ts'
import { removeUnheld } from './recovery.ts'
import type { Synthesis } from './synthesis.ts'
import { forgetVolumes, readVault } from './vault.ts'
import type { Workspace } from './workspace.ts'

export interface DestroyRequest {
  readonly workspace: Workspace
  readonly synthesis: Synthesis
  readonly engine: Engine
  readonly context: EngineContext
  readonly docker: DockerClient
}

/** Whether this folder's own state has anything on the Docker host. */
export const isApplied = (stateDir: string): boolean =>
  recordedEngine(stateDir) !== undefined ||
  readJournal(stateDir) !== undefined ||
  readVault(stateDir).length > 0

/** Removes the containers and networks of the site; its volumes are not looked at. */
export async function destroyServices({
  workspace,
  synthesis,
  engine,
  context,
  docker,
}: DestroyRequest): Promise<void> {
  await removeHelpers(docker, context.siteId)
  const site = stackNamed(synthesis.stacks, 'site')
  if ((await engine.holds('site', context)).length > 0) await engine.destroy(site, context)
  context.signal?.throwIfAborted()
  // What an interrupted apply left outside every state bears the site's label all the same.
  await removeUnheld(docker, context, knownNetworks(workspace))
  closeJournal(context.stateDir)
  forgetEngine(context.stateDir)
}

/** Networks that this site declares or declared: another one that begins with its id is somebody else's. */
function knownNetworks({ architecture, stateDir }: Workspace): string[] {
  const ledger = readJson<SubnetLedger>(join(stateDir, 'subnets.lock.json')) ?? {}
  const journalled = (readJournal(stateDir)?.creates ?? []).map((address) =>
    address.replace('docker_network.', ''),
  )
  return [...networksOf(architecture).map(({ name }) => name), ...Object.keys(ledger), ...journalled]
}

/**
 * Removes the data volumes, whatever engine made them, and looks afterwards: nothing is said to be gone that is
 * still there.
 * @throws Failure DESTROY-INCOMPLETE naming the volumes that remain
 */
export async function destroyVault({
  workspace,
  synthesis,
  engine,
  context,
  docker,
}: DestroyRequest): Promise<void> {
  context.signal?.throwIfAborted()
  const vault = stackNamed(synthesis.stacks, 'vault')
  // The declaration without its protection, for this one removal that was confirmed in full.
  const unprotected = vault.text.replaceAll('"prevent_destroy": true', '"prevent_destroy": false')
  await engine.destroy({ ...vault, text: unprotected }, context)
  const names = [...new Set([...readVault(context.stateDir), ...vaultVolumes(workspace.architecture)])].sort()
  const left: string[] = []
  for (const name of names) if (!(await isRemoved(name, context, docker))) left.push(name)
  forgetVolumes(
    context.stateDir,
    names.filter((name) => !left.includes(name)),
  )
  if (left.length > 0) throw incomplete(left.map((name) => `${context.siteId}-${name}`))
  rmSync(join(context.stateDir, 'applied.json'), { force: true })
  rmSync(join(context.stateDir, 'applied-images.json'), { force: true })
}

/** Another engine's volumes are in no state of this one: removed through the Docker API, then looked for again. */
async function isRemoved(
  name: string,
  { siteId, signal, progress }: EngineContext,
  docker: DockerClient,
): Promise<boolean> {
  signal?.throwIfAborted()
  const volume = docker.getVolume(`${siteId}-${name}`)
  if (!(await orUndefined(volume.inspect()))) return true
  await volume.remove().catch((error: unknown) => progress(`${siteId}-${name}: ${(error as Error).message}`))
  return !(await orUndefined(volume.inspect()))
}

const incomplete = (volumes: readonly string[]): Failure =>
  new Failure('DESTROY-INCOMPLETE', {
    fr: `ces volumes sont encore là, leurs données aussi : ${volumes.join(', ')}. Retirez ce qui les utilise, puis relancez`,
    en: `these volumes are still there, and so is their data: ${volumes.join(', ')}. Remove what uses them, then run again`,
  })
