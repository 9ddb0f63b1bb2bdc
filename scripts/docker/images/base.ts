import { spawn } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { Failure } from '../../lib/fail.ts'
import { orUndefined, type DockerClient, type Work } from '../client.ts'
import { engineEvents } from './events.ts'

/** What every image of Socle stands on: signed packages of Debian 13, security support to 2028, LTS to 2030. */
export const DEBIAN = 'debian:trixie-slim'

/** A registry that says nothing for this long is taken for unreachable. */
const PULL_SILENCE_MS = 20_000

export interface DebianRequest extends Work {
  /** Takes today's image even where one is present. */
  readonly refresh?: boolean | undefined
  /** `repository:tag` of the Debian image, where it comes from a registry of one's own. */
  readonly debian?: string | undefined
}

/**
 * Id of the Debian image: the one that is present, else (or for `refresh`) pulled, else bootstrapped from the Debian
 * archive with mmdebstrap, where apt checks every signature against the host's keyring.
 * @throws Failure IMAGES-NO-BASE
 */
export async function debianImage(docker: DockerClient, request: DebianRequest): Promise<string> {
  const { debian = DEBIAN, ...work } = request
  const present = await imageId(docker, debian)
  if (present && !work.refresh) return present
  const refusal = await pullImage(docker, debian, work).then(
    () => undefined,
    (error: unknown) => {
      work.signal?.throwIfAborted()
      return error as Error
    },
  )
  if (refusal) {
    work.progress?.(`${debian}: ${refusal.message}`)
    await bootstrap(docker, debian, refusal, work)
  }
  const id = await imageId(docker, debian)
  if (!id) throw noBase(debian, refusal?.message ?? '', 'import')
  return id
}

/** Id of an image the engine holds, by name, digest or id. */
export const imageId = async (docker: DockerClient, reference: string): Promise<string | undefined> =>
  (await orUndefined(docker.getImage(reference).inspect()))?.Id

/** Pulls an image by tag or digest, giving up when the registry falls silent. */
export async function pullImage(docker: DockerClient, reference: string, work: Work): Promise<void> {
  const silence = new AbortController()
  const giveUp = (): void => silence.abort(new Error(`registry silent for ${PULL_SILENCE_MS / 1000} s`))
  let timer = setTimeout(giveUp, PULL_SILENCE_MS)
  const abortSignal = work.signal ? AbortSignal.any([work.signal, silence.signal]) : silence.signal
  try {
    work.progress?.(`${reference}: pull`)
    const answer = await docker.pull(reference, { abortSignal })
    for await (const { status, error } of engineEvents(answer)) {
      clearTimeout(timer)
      timer = setTimeout(giveUp, PULL_SILENCE_MS)
      if (error !== undefined) throw new Error(error)
      if (status !== undefined) work.progress?.(`${reference}: ${status}`)
    }
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

const MMDEBSTRAP = ['--variant=minbase', '--include=ca-certificates', 'trixie', '-']

async function bootstrap(
  docker: DockerClient,
  debian: string,
  refusal: Error,
  { progress, signal }: Work,
): Promise<void> {
  const archive = new PassThrough()
  const colon = debian.lastIndexOf(':')
  const [repo, tag] = [debian.slice(0, colon), debian.slice(colon + 1)]
  const child = spawn('mmdebstrap', MMDEBSTRAP, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal ? { signal } : {}),
  })
  const complaints: string[] = []
  child.stderr.on('data', (chunk: Buffer) => {
    const lines = chunk
      .toString()
      .split(/[\r\n]+/)
      .filter((line) => /^[IWE]: /.test(line))
    complaints.splice(0, complaints.length, ...[...complaints, ...lines].slice(-5))
    for (const line of lines) progress?.(`${debian}: mmdebstrap ${line.slice(3)}`)
  })
  child.stdout.pipe(archive, { end: false })
  // The archive ends only when mmdebstrap says it is whole: the engine refuses one that is cut off.
  child.on('error', (error) => archive.destroy(error))
  child.on('close', (status) => {
    if (status === 0) archive.end()
    else archive.destroy(new Error(complaints.join('\n') || `exit ${status}`))
  })
  try {
    const answer = await docker.importImage(archive, { repo, tag, changes: 'CMD ["bash"]' })
    for await (const { error } of engineEvents(answer)) if (error !== undefined) throw new Error(error)
  } catch (error) {
    signal?.throwIfAborted()
    child.kill()
    throw noBase(debian, refusal.message, (error as Error).message, error)
  }
}

function noBase(debian: string, pull: string, bootstrapping: string, cause?: unknown): Failure {
  const isMissing = (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
  const reason = isMissing
    ? { fr: 'mmdebstrap est absent', en: 'mmdebstrap is missing' }
    : { fr: `mmdebstrap a échoué : ${bootstrapping}`, en: `mmdebstrap failed: ${bootstrapping}` }
  const command = 'sudo apt-get install --yes mmdebstrap'
  return new Failure(
    'IMAGES-NO-BASE',
    {
      fr: `l'image ${debian} ne peut être ni téléchargée (${pull}) ni construite (${reason.fr})${isMissing ? `. Installez-le : ${command}` : ''}`,
      en: `the image ${debian} can be neither pulled (${pull}) nor bootstrapped (${reason.en})${isMissing ? `. Install it: ${command}` : ''}`,
    },
    { cause },
  )
}
