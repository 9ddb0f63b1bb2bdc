import type { Text } from '../../modules/site/text.ts'
import { stackNamed } from '../../stacks/synthesise.ts'
import { detectEngine } from '../engines/detect.ts'
import type { Engine, EngineContext, EngineName } from '../engines/engine.ts'
import { connect, type DockerClient } from '../docker/client.ts'
import { ensureImages, type ImagesResult } from '../docker/images/ensure.ts'
import { wantedEngine } from './engine-record.ts'
import { Failure } from './fail.ts'
import { writeJson } from './files.ts'
import { startOf } from './lock.ts'
import { childPath } from './recovery.ts'
import { capabilitiesOf, synthesiseSite, writeSynthesis, type Synthesis } from './synthesis.ts'
import type { Workspace } from './workspace.ts'

export interface SessionOptions {
  readonly engine?: EngineName
  readonly signal: AbortSignal
  readonly progress: (line: string) => void
}

/** What every verb that meets a Docker host needs: the engine of the site, the images, the stacks that name them. */
export interface Session {
  readonly workspace: Workspace
  readonly docker: DockerClient
  readonly engine: Engine
  readonly context: EngineContext
  readonly images: ImagesResult
  readonly synthesis: Synthesis
  /** Engines that would have been better and why they are not in use. */
  readonly passedOver: readonly Text[]
}

/**
 * Connects, builds what is missing, synthesises with what was built, and finds the engine.
 * @throws Failure DOCKER-UNREACHABLE, ENGINE-NONE…
 */
export async function openSession(
  workspace: Workspace,
  { engine: asked, signal, progress }: SessionOptions,
): Promise<Session> {
  const { architecture, siteDir, stateDir } = workspace
  const { siteId, dockerHost } = architecture
  const docker = await connect(dockerHost, { signal })
  const context: EngineContext = {
    siteId,
    stateDir,
    dockerHost,
    signal,
    progress,
    started: (pid) => recordChild(stateDir, pid),
  }
  const images = await ensureImages({
    docker,
    siteId,
    siteDir,
    capabilities: capabilitiesOf(architecture),
    progress,
    signal,
  })
  const synthesis = await synthesiseSite(workspace)
  writeSynthesis(workspace, synthesis)
  const { engine, passedOver } = await detectEngine(
    stackNamed(synthesis.stacks, 'vault'),
    context,
    wantedEngine(stateDir, asked),
  )
  if (!engine) throw noEngine(passedOver)
  return { workspace, docker, engine, context, images, synthesis, passedOver }
}

const recordChild = (stateDir: string, pid: number): void =>
  writeJson(childPath(stateDir), { pid, start: startOf(pid) ?? '' })

function noEngine(passedOver: readonly Text[]): Failure {
  return new Failure('ENGINE-NONE', {
    fr: `aucun moteur ne peut appliquer ce site :\n${passedOver.map(({ fr }) => `  - ${fr}`).join('\n')}`,
    en: `no engine can apply this site:\n${passedOver.map(({ en }) => `  - ${en}`).join('\n')}`,
  })
}
