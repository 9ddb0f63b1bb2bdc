import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Container, ContainerInfo, HostConfig } from 'dockerode'
import { startOf } from '../lib/lock.ts'
import { orUndefined, type DockerClient } from './client.ts'

/** Site a throw-away container works for; a container with this label is no part of the site. */
export const HELPER_LABEL = 'socle.helper'
/** Process it works for (`host/pid/start`), so that a leftover is told from one that is at work. */
const OWNER_LABEL = 'socle.helper-owner'

const KINDS = ['delivery', 'packages', 'probe', 'updates'] as const
const HELPER_NAME = new RegExp(`-(?:${KINDS.join('|')})-[0-9a-f]{8}$`)
/** Nothing tells whether another machine's process still runs; no helper works that long. */
const FOREIGN_LIFETIME_S = 900

export interface HelperSpec {
  readonly siteId: string
  readonly kind: (typeof KINDS)[number]
  /** Image id or name that is present on the engine. */
  readonly image: string
  readonly entrypoint?: readonly string[]
  readonly user?: string
  readonly host?: HostConfig
}

/** Least privilege of every helper; a helper states what it needs beyond. */
const CONFINED: HostConfig = {
  NetworkMode: 'none',
  ReadonlyRootfs: true,
  CapDrop: ['ALL'],
  SecurityOpt: ['no-new-privileges:true'],
  RestartPolicy: { Name: 'no' },
  LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '1' } },
}

/**
 * Creates a throw-away container, lets `use` work with it and removes it whatever happens. It is created, not
 * started: most helpers only lend their file system to the archive API, and no process ever runs in them.
 */
export async function withHelper<T>(
  docker: DockerClient,
  spec: HelperSpec,
  use: (container: Container) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted()
  // Not abortable itself: a request cut off half-way could leave a container whose id is unknown.
  const container = await docker.createContainer({
    name: `${spec.siteId}-${spec.kind}-${randomBytes(4).toString('hex')}`,
    Image: spec.image,
    Entrypoint: [...(spec.entrypoint ?? ['/nothing-runs-here'])],
    Cmd: [],
    User: spec.user ?? '65534:65534',
    Healthcheck: { Test: ['NONE'] },
    Labels: {
      [HELPER_LABEL]: spec.siteId,
      [OWNER_LABEL]: `${hostname()}/${process.pid}/${startOf(process.pid)}`,
    },
    HostConfig: { ...CONFINED, ...spec.host },
  })
  try {
    signal?.throwIfAborted()
    return await use(container)
  } finally {
    await orUndefined(container.remove({ force: true, v: true }))
  }
}

export interface HelperOutput {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the helper's command to its end, or to the signal's, and returns what it printed. */
export function runHelper(
  docker: DockerClient,
  spec: HelperSpec,
  signal?: AbortSignal,
): Promise<HelperOutput> {
  const run = async (container: Container): Promise<HelperOutput> => {
    await container.start()
    const ended = (await container.wait(signal ? { abortSignal: signal } : {})) as { StatusCode: number }
    const output = await container.logs({ stdout: true, stderr: true, follow: false })
    return { exit: ended.StatusCode, ...separate(output) }
  }
  return withHelper(docker, spec, run, signal)
}

/** Docker's multiplexed stream: frames of [stream, 0, 0, 0, length as 32 bits big endian] and bytes. */
export function separate(frames: Buffer): { stdout: string; stderr: string } {
  const streams: [Buffer[], Buffer[]] = [[], []]
  for (let at = 0; at + 8 <= frames.length;) {
    const length = frames.readUInt32BE(at + 4)
    streams[frames[at] === 2 ? 1 : 0].push(frames.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  const [stdout, stderr] = streams.map((parts) => Buffer.concat(parts).toString())
  return { stdout: stdout ?? '', stderr: stderr ?? '' }
}

/**
 * Removes the helpers that a killed process of this site left behind, never those of one that is at work (a
 * `verify` may run beside an `apply`). Returns their names, sorted.
 */
export async function removeHelpers(docker: DockerClient, siteId: string): Promise<string[]> {
  const filters = { label: [`${HELPER_LABEL}=${siteId}`] }
  const found = await docker.listContainers({ all: true, filters: JSON.stringify(filters) })
  const left = found.filter((container) => isAbandoned(container))
  await Promise.all(
    left.map(({ Id }) => orUndefined(docker.getContainer(Id).remove({ force: true, v: true }))),
  )
  return left.map(({ Names, Id }) => Names[0]?.slice(1) ?? Id).sort()
}

/** Whether the process that a helper works for is gone. */
export function isAbandoned(helper: Pick<ContainerInfo, 'Labels' | 'Created'>, now = Date.now()): boolean {
  const [machine, pid, start] = (helper.Labels[OWNER_LABEL] ?? '').split('/')
  if (machine === hostname()) return startOf(Number(pid)) !== start
  return now / 1000 - helper.Created > FOREIGN_LIFETIME_S
}

/** Whether a container is one of ours at work: by its label and by its name, so that a label alone hides nothing. */
export const isHelper = ({ Labels, Names }: Pick<ContainerInfo, 'Labels' | 'Names'>): boolean =>
  Labels[HELPER_LABEL] !== undefined &&
  Names.some((name) => name.startsWith(`/${Labels[HELPER_LABEL]}-`) && HELPER_NAME.test(name))
