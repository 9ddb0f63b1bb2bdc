import { existsSync } from 'node:fs'
import type Docker from 'dockerode'
import type { DockerOptions, DockerVersion } from 'dockerode'
import type { Text } from '../../modules/site/text.ts'
import { Failure } from '../lib/fail.ts'

/** A connection to one Docker Engine. Only this module loads dockerode, and only when a verb needs an engine. */
export type DockerClient = Docker

/** What every long operation takes: `progress` gets technical lines that read the same in both languages. */
export interface Work {
  readonly progress?: ((line: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Oldest Docker API that Socle was tried on (Engine 20.10, Debian 12). */
export const MINIMUM_API = '1.41'

const UNIX_TIMEOUT_MS = 5_000
const SSH_TIMEOUT_MS = 20_000

/**
 * Connects to the engine of `host` (`unix:///var/run/docker.sock` or `ssh://user@machine[:port]`) and checks that it
 * answers. `DOCKER_HOST` of the environment is never read: the site says where it runs.
 * @throws Failure DOCKER-HOST (address not understood), DOCKER-UNREACHABLE, DOCKER-TOO-OLD
 */
export async function connect(host: string, { signal }: Work = {}): Promise<DockerClient> {
  const docker = await open(host)
  const timeout = AbortSignal.timeout(host.startsWith('ssh:') ? SSH_TIMEOUT_MS : UNIX_TIMEOUT_MS)
  const abortSignal = signal ? AbortSignal.any([signal, timeout]) : timeout
  // The types lack the options that dockerode itself takes.
  const ask = docker.version.bind(docker) as (options: object) => Promise<DockerVersion>
  const version = await ask({ abortSignal }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw unreachable(host, cause)
  })
  if (!isRecentEnough(version.ApiVersion)) throw tooOld(host, version.Version, version.ApiVersion)
  return docker
}

/** Whether an engine's API version (`1.41`) is at least the minimum: compared as numbers, 1.9 is before 1.41. */
export function isRecentEnough(api: string): boolean {
  const [major = 0, minor = 0] = api.split('.').map(Number)
  const [minimumMajor = 0, minimumMinor = 0] = MINIMUM_API.split('.').map(Number)
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)
}

async function open(host: string): Promise<DockerClient> {
  const { default: Dockerode } = await import('dockerode')
  const options = await optionsFor(host)
  // dockerode reads DOCKER_HOST as it is constructed, even when it is told where to go, and fails on a bad one.
  const { DOCKER_HOST } = process.env
  delete process.env['DOCKER_HOST']
  try {
    return new Dockerode(options)
  } finally {
    if (DOCKER_HOST !== undefined) process.env['DOCKER_HOST'] = DOCKER_HOST
  }
}

async function optionsFor(host: string): Promise<DockerOptions> {
  if (host.startsWith('unix:///')) return { protocol: 'http', socketPath: host.slice('unix://'.length) }
  const { sshAgent } = await import('./ssh.ts')
  // The agent connects; the name only has to be one that can never be resolved.
  const remote = { protocol: 'http' as const, agent: sshAgent(host), host: 'docker.invalid', port: 80 }
  return remote
}

function unreachable(host: string, cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const remedy = remedyFor(host, (cause as NodeJS.ErrnoException).code)
  const text = {
    fr: `le moteur Docker ne répond pas sur ${host} (${reason}). ${remedy.fr}`,
    en: `the Docker Engine does not answer on ${host} (${reason}). ${remedy.en}`,
  }
  return new Failure('DOCKER-UNREACHABLE', text, { cause })
}

/** The one command that would make the engine answer, on Debian. */
export function remedyFor(host: string, code: string | undefined, isInstalled = hasDaemon()): Text {
  if (host.startsWith('ssh:')) {
    const target = host.slice('ssh://'.length).replace(/:\d+$/, '')
    return both(`ssh ${target} docker version`, 'À vérifier à la main', 'Check by hand')
  }
  if (code === 'EACCES')
    return both(
      'sudo usermod -aG docker "$USER" && newgrp docker',
      'Donnez-vous le droit',
      'Grant yourself access',
    )
  if (isInstalled) return both('sudo systemctl start docker', 'Démarrez-le', 'Start it')
  return both('sudo apt-get install --yes docker.io', 'Installez-le', 'Install it')
}

const both = (command: string, fr: string, en: string): Text => ({
  fr: `${fr} : ${command}`,
  en: `${en}: ${command}`,
})

const hasDaemon = (): boolean => ['/usr/sbin/dockerd', '/usr/bin/dockerd'].some((path) => existsSync(path))

function tooOld(host: string, version: string, api: string): Failure {
  return new Failure('DOCKER-TOO-OLD', {
    fr: `le moteur Docker de ${host} est trop ancien : ${version} (API ${api}), il faut l'API ${MINIMUM_API} (Docker 20.10) ou plus récente`,
    en: `the Docker Engine of ${host} is too old: ${version} (API ${api}), API ${MINIMUM_API} (Docker 20.10) or later is needed`,
  })
}

/** Whether the engine answered that the object does not exist. */
export const isNotFound = (error: unknown): boolean => (error as { statusCode?: number }).statusCode === 404

/** `undefined` instead of an error when the object does not exist. */
export async function orUndefined<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/**
 * An error of the engine itself (refused request, lost connection) as an expected failure; anything else unchanged.
 * For the outermost place that catches: inside, a 404 is often an answer.
 */
export function asFailure(error: unknown): unknown {
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string }
  const isOfEngine = statusCode !== undefined || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code ?? '')
  if (error instanceof Failure || !isOfEngine) return error
  const reason = (message ?? '').trim()
  return new Failure(
    'DOCKER-ERROR',
    {
      fr: `le moteur Docker a refusé ou n'a pas répondu : ${reason}`,
      en: `the Docker Engine refused or did not answer: ${reason}`,
    },
    { cause: error },
  )
}
