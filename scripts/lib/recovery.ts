import { join } from 'node:path'
import type { Text } from '../../modules/site/text.ts'
import type { Engine, EngineContext } from '../engines/engine.ts'
import type { DockerClient } from '../docker/client.ts'
import { removeHelpers } from '../docker/helper.ts'
import { ownership } from '../docker/inspect.ts'
import { Failure } from './fail.ts'
import { readJson } from './files.ts'
import type { Journal } from './journal.ts'
import { startOf } from './lock.ts'

const WAIT_SECONDS = 180

/** A command that a killed Socle left running: it must end before anything else touches the site. */
interface Child {
  readonly pid: number
  readonly start: string
}

export const childPath = (stateDir: string): string => join(stateDir, 'child.json')

/** Waits for what a killed Socle left running to end by itself. @throws Failure RECOVERY-CHILD */
export async function waitForChild(stateDir: string, progress: (line: string) => void): Promise<void> {
  const child = readJson<Child>(childPath(stateDir))
  if (!child) return
  for (let second = 0; startOf(child.pid) === child.start; second++) {
    if (second >= WAIT_SECONDS) throw stillRunning(child)
    if (second === 0) progress(`pid ${child.pid}…`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

/**
 * Removes what an interrupted apply created and the engine's state does not know: containers (their data is in named
 * volumes) with their grace, then networks. Nothing outside the journal's reviewed creations is touched; volumes are
 * never removed.
 */
export async function removeOrphans(
  docker: DockerClient,
  engine: Engine,
  journal: Journal,
  context: EngineContext,
): Promise<Text[]> {
  const held = new Set(await engine.holds('site', context))
  return removeStrays(
    docker,
    context.siteId,
    (address) => journal.creates.includes(address) && !held.has(address),
  )
}

/** Removes every labelled container and declared network that is still there once the services were destroyed. */
export const removeUnheld = (
  docker: DockerClient,
  { siteId }: EngineContext,
  networks: readonly string[],
): Promise<Text[]> =>
  removeStrays(docker, siteId, (address) => {
    const [type, name = ''] = address.split('.')
    // A network bears no label: only a declared name tells it from one that somebody else made.
    return type === 'docker_container' || networks.includes(name)
  })

/** A container whose name is not its role's was renamed by Compose in the middle of a replacement. */
async function removeStrays(
  docker: DockerClient,
  siteId: string,
  isStray: (address: string) => boolean,
): Promise<Text[]> {
  await removeHelpers(docker, siteId)
  const removed: Text[] = []
  for (const { Id, Labels, Names } of await siteContainers(docker, siteId)) {
    const role = Labels['socle.role'] ?? ''
    const isRenamed = !Names.includes(`/${siteId}-${role}`)
    if (!isRenamed && !isStray(`docker_container.${role}`)) continue
    await stopAndRemove(docker, Id)
    removed.push({
      fr: `conteneur orphelin ${Names[0] ?? Id} retiré`,
      en: `orphan container ${Names[0] ?? Id} removed`,
    })
  }
  const networks = await docker.listNetworks()
  const owns = ownership(siteId, await docker.listContainers({ all: true }))
  for (const { Name, Id } of networks.filter((each) => owns(each.Name, each.Labels))) {
    if (!isStray(`docker_network.${Name.slice(siteId.length + 1)}`)) continue
    await docker.getNetwork(Id).remove()
    removed.push({ fr: `réseau orphelin ${Name} retiré`, en: `orphan network ${Name} removed` })
  }
  return removed
}

/** Asks it to stop, with the grace it was created with, then removes it; its named volumes stay. */
export async function stopAndRemove(docker: DockerClient, id: string): Promise<void> {
  const container = docker.getContainer(id)
  await container.stop().catch(alreadyStopped)
  await container.remove()
}

const siteContainers = (docker: DockerClient, siteId: string) =>
  docker.listContainers({ all: true, filters: { label: [`socle.site=${siteId}`] } })

/** 304: it was stopped already. */
function alreadyStopped(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 304) throw error
}

function stillRunning({ pid }: Child): Failure {
  return new Failure('RECOVERY-CHILD', {
    fr: `une commande lancée par un Socle interrompu tourne encore (pid ${pid}) : attendez sa fin ou arrêtez-la (kill ${pid}), puis relancez`,
    en: `a command started by an interrupted Socle is still running (pid ${pid}): wait for its end or stop it (kill ${pid}), then run again`,
  })
}
