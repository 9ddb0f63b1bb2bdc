import { join } from 'node:path'
import type { SynthesisedStack } from '../../../stacks/synthesise.ts'
import { writeWhole } from '../../lib/files.ts'
import { run } from '../../lib/run.ts'
import { stopAndRemove } from '../../lib/recovery.ts'
import { forgetVolumes, readVault, recordVault } from '../../lib/vault.ts'
import { isChange, changesOf, type Engine, type EngineContext, type StackPlan } from '../engine.ts'
import { composePlan, networkHash, type Existing, type Found } from './plan.ts'
import { renderCompose } from './render.ts'

/**
 * The trial engine, for where Terraform's provider cannot be had: starts the same containers with Docker Compose.
 * The vault's volumes are created through the Docker API and listed in the site's state.
 */
export class ComposeEngine implements Engine {
  readonly name = 'compose'
  readonly label: string
  private readonly argv: readonly string[]
  private readonly plans = new Map<string, StackPlan>()

  constructor(argv: readonly string[], version: string) {
    this.argv = argv
    this.label = `compose ${version}`
  }

  async plan(stack: SynthesisedStack, context: EngineContext): Promise<StackPlan> {
    const existing = stack.name === 'vault' ? await existingVolumes(context) : await existingObjects(context)
    const plan = composePlan(stack, existing)
    this.plans.set(stack.name, plan)
    return plan
  }

  async apply(stack: SynthesisedStack, context: EngineContext, only?: readonly string[]): Promise<void> {
    const plan = this.plans.get(stack.name)
    if (!plan) throw new Error(`stack ${stack.name} was not planned`)
    if (stack.name === 'vault') return applyVolumes(plan, context, only)
    if (!changesOf(plan).some(isChange)) return
    await this.removeReplaced(plan, context)
    await this.up(stack, context)
  }

  async destroy(stack: SynthesisedStack, context: EngineContext): Promise<void> {
    const docker = await connect(context)
    if (stack.name === 'vault') {
      for (const address of (await existingVolumes(context)).keys()) await removeVolume(address, context)
      return
    }
    for (const address of (await existingObjects(context)).keys())
      await removeObject(docker, address, context)
  }

  async holds(name: SynthesisedStack['name'], context: EngineContext): Promise<readonly string[]> {
    return [...(name === 'vault' ? await existingVolumes(context) : await existingObjects(context)).keys()]
  }

  /** Old containers are stopped with their grace before Compose starts the new ones; networks after their containers. */
  private async removeReplaced(plan: StackPlan, context: EngineContext): Promise<void> {
    const docker = await connect(context)
    const removed = changesOf(plan).filter(({ change }) => change.actions.includes('delete'))
    for (const type of ['docker_container', 'docker_network']) {
      for (const { address } of removed.filter((each) => each.type === type))
        await removeObject(docker, address, context)
    }
  }

  private async up(stack: SynthesisedStack, context: EngineContext): Promise<void> {
    const file = join(context.stateDir, 'site', 'compose.yaml')
    // JSON is YAML: no second serialiser, no ambiguity of quoting.
    writeWhole(file, `${JSON.stringify(renderCompose(stack.json), null, 2)}\n`)
    await run([...this.argv, '-p', context.siteId, '-f', file, 'up', '-d', '--no-recreate'], {
      env: { DOCKER_HOST: context.dockerHost, COMPOSE_PARALLEL_LIMIT: '50' },
      progress: context.progress,
      ...(context.signal ? { signal: context.signal } : {}),
      ...(context.started ? { started: context.started } : {}),
    })
  }
}

/** Volumes that Socle created for the site and that still exist. */
async function existingVolumes(context: EngineContext): Promise<Existing> {
  const volumes = readVault(context.stateDir)
  const docker = await connect(context)
  const present = new Set((await docker.listVolumes()).Volumes.map(({ Name }) => Name))
  return new Map(
    volumes
      .filter((name) => present.has(`${context.siteId}-${name}`))
      .map((name) => [`docker_volume.${name}`, {}]),
  )
}

async function applyVolumes(
  plan: StackPlan,
  context: EngineContext,
  only?: readonly string[],
): Promise<void> {
  const docker = await connect(context)
  const chosen = changesOf(plan).filter(({ address }) => only === undefined || only.includes(address))
  for (const { change, name, address } of chosen) {
    context.signal?.throwIfAborted()
    if (change.actions.includes('delete')) await removeVolume(address, context)
    if (!change.actions.includes('create')) continue
    await docker.createVolume({ Name: `${context.siteId}-${name}` })
    recordVault(context.stateDir, [name])
    context.progress(`${address}: created`)
  }
}

async function removeVolume(address: string, context: EngineContext): Promise<void> {
  context.signal?.throwIfAborted()
  const name = address.slice('docker_volume.'.length)
  const docker = await connect(context)
  await docker.getVolume(`${context.siteId}-${name}`).remove()
  forgetVolumes(context.stateDir, [name])
  context.progress(`${address}: removed`)
}

/** Containers of the site by label, networks by name; each with its Terraform address. */
async function existingObjects(context: EngineContext): Promise<Existing> {
  const docker = await connect(context)
  const filters = { label: [`com.docker.compose.project=${context.siteId}`] }
  const containers = await docker.listContainers({ all: true, filters })
  const networks = await docker.listNetworks({ filters })
  return new Map<string, Found>([
    ...containers.map(({ Labels, State }): [string, Found] => [
      `docker_container.${Labels['socle.role'] ?? ''}`,
      { hash: Labels['socle.config-hash'] ?? '', stopped: State !== 'running' },
    ]),
    ...networks.map(({ Name, Internal, IPAM, Options }): [string, Found] => [
      `docker_network.${Name.slice(context.siteId.length + 1)}`,
      { hash: networkHash(Internal, IPAM?.Config?.[0]?.Subnet, IPAM?.Config?.[0]?.Gateway, Options) },
    ]),
  ])
}

type Docker = Awaited<ReturnType<typeof connect>>

async function removeObject(docker: Docker, address: string, context: EngineContext): Promise<void> {
  context.signal?.throwIfAborted()
  const [type, name = ''] = [address.split('.')[0], address.slice(address.indexOf('.') + 1)]
  if (type === 'docker_network') await docker.getNetwork(`${context.siteId}-${name}`).remove()
  else await stopAndRemove(docker, `${context.siteId}-${name}`)
  context.progress(`${address}: removed`)
}

async function connect({ dockerHost }: EngineContext) {
  const { connect: open } = await import('../../docker/client.ts')
  return open(dockerHost)
}
