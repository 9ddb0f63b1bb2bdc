import { Readable } from 'node:stream'
import { Failure } from '../../lib/fail.ts'
import { packArchive } from '../archive.ts'
import type { DockerClient, Work } from '../client.ts'
import { imageId } from './base.ts'
import type { ImageContext } from './context.ts'
import { engineEvents } from './events.ts'

/** Context an image was built from: a tag is believed only when this label agrees. */
export const CONTEXT_LABEL = 'socle.context-hash'
/** Id of the image it stands on. */
export const BASE_LABEL = 'socle.base'

/** Lines of the failed step that are shown; more hide the reason. */
const LINES_SHOWN = 20

export interface BuildOptions extends Work {
  /** Id of the image to build on, given to the Dockerfile as `ARG BASE`. */
  readonly base: string
  /** Every step is done again, with the packages of today. */
  readonly noCache?: boolean | undefined
}

/**
 * Builds the image of a context through the Engine API and returns its id. The image that had this name before
 * keeps a tag of its own (`<name>-<id>`): going back is a matter of naming it.
 * @throws Failure IMAGES-BUILD with the failed step and the last lines it printed
 */
export async function buildImage(
  docker: DockerClient,
  context: ImageContext,
  options: BuildOptions,
): Promise<string> {
  const { base, noCache = false, progress, signal } = options
  await keepPrevious(docker, context.name)
  const answer = await docker.buildImage(Readable.from([await packContext(context)]), {
    t: context.name,
    buildargs: { BASE: base },
    labels: { [CONTEXT_LABEL]: context.hash, [BASE_LABEL]: base },
    nocache: noCache,
    rm: true,
    forcerm: true,
    ...(signal ? { abortSignal: signal } : {}),
  })
  await followBuild(context.name, answer, progress).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw error
  })
  const id = await imageId(docker, context.name)
  if (!id) throw buildFailure(context.name, '', ['the engine reported no error and no image'])
  return id
}

async function keepPrevious(docker: DockerClient, name: string): Promise<void> {
  const previous = await imageId(docker, name)
  if (!previous) return
  const [repo = '', tag = ''] = name.split(':')
  await docker
    .getImage(previous)
    .tag({ repo, tag: `${tag}-${previous.slice('sha256:'.length).slice(0, 12)}` })
}

async function followBuild(
  name: string,
  answer: NodeJS.ReadableStream,
  progress: Work['progress'],
): Promise<void> {
  let step = ''
  let lines: string[] = []
  for await (const { stream = '', error } of engineEvents(answer)) {
    const [, number, instruction] = /^Step (\S+) : (.*)/.exec(stream) ?? []
    if (number !== undefined && instruction !== undefined) {
      step = `${number} ${instruction.length > 90 ? `${instruction.slice(0, 89)}…` : instruction}`
      lines = []
      progress?.(`${name}: ${step}`)
    } else if (stream.trim()) {
      lines = [...lines, ...stream.trimEnd().split('\n')].slice(-LINES_SHOWN)
    }
    if (error !== undefined) throw buildFailure(name, step, [...lines, error].slice(-LINES_SHOWN))
  }
}

function buildFailure(name: string, step: string, lines: readonly string[]): Failure {
  return new Failure('IMAGES-BUILD', {
    fr: `la construction de ${name} a échoué à l'étape ${step}\n${lines.join('\n')}`,
    en: `building ${name} failed at step ${step}\n${lines.join('\n')}`,
  })
}

/** The tar that the engine builds from: same bytes for the same context on every machine. */
function packContext({ files }: ImageContext): Promise<Buffer> {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  return packArchive(
    sorted.map(({ path, executable, content }) => ({
      name: path,
      type: 'file',
      mode: executable ? 0o755 : 0o644,
      uid: 0,
      gid: 0,
      content,
    })),
  )
}
