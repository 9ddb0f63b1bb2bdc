import { Failure } from '../lib/fail.ts'
import { orUndefined, type DockerClient } from './client.ts'

/** A pids limit that was not the declared one; `from` is `undefined` when there was none. */
export interface PidsChange {
  readonly container: string
  readonly from: number | undefined
  readonly to: number
}

/**
 * Sets the pids limit of each named container (the Terraform provider has no such attribute) and returns what was
 * changed, sorted by name. A limit is lost when its container is replaced, so this follows every apply.
 * @throws Failure PIDS-NO-CONTAINER
 */
export async function pidsLimits(
  docker: DockerClient,
  desired: Readonly<Record<string, number>>,
): Promise<PidsChange[]> {
  const names = Object.keys(desired).sort()
  const changes = await Promise.all(names.map((name) => setLimit(docker, name, desired[name] ?? 0)))
  return changes.filter((change) => change !== undefined)
}

async function setLimit(docker: DockerClient, name: string, to: number): Promise<PidsChange | undefined> {
  const container = docker.getContainer(name)
  const inspected = await orUndefined(container.inspect())
  if (!inspected) throw noContainer(name)
  // The engine says 0, -1 or null for "no limit", depending on its version.
  const limit = inspected.HostConfig.PidsLimit ?? 0
  const from = limit > 0 ? limit : undefined
  if (from === to) return undefined
  await container.update({ PidsLimit: to })
  return { container: name, from, to }
}

function noContainer(name: string): Failure {
  return new Failure('PIDS-NO-CONTAINER', {
    fr: `la limite de processus de ${name} n'a pas pu être posée : ce conteneur n'existe pas`,
    en: `the pids limit of ${name} could not be set: there is no such container`,
  })
}
