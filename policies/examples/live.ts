import { IMAGE_ID } from './site.ts'
import { EMPTY_GRAPH, type EngineObservation, type Graph } from '../graph/graph.ts'
import { known } from '../value.ts'

const ENGINE: EngineObservation = {
  version: '26.1.5',
  securityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
  liveRestore: false,
  ipForward: true,
  loggingDriver: 'json-file',
  operatingSystem: 'Debian GNU/Linux 13 (trixie)',
  warnings: [],
  endpoint: 'unix:///var/run/docker.sock',
}

/** What the engine says of itself; to be laid over a running site. */
export const engineSays = (said: Partial<EngineObservation> = {}): Partial<Graph> => ({
  observations: { ...EMPTY_GRAPH.observations, engine: { ...ENGINE, ...said } },
})

export const withSecurity = (...securityOptions: readonly string[]): Partial<Graph> =>
  engineSays({ securityOptions })

/** The image that the example site runs, as the engine shows it. */
export const imageCreated = (created: string, names: readonly string[] = [IMAGE_ID]): Partial<Graph> => ({
  images: [
    {
      address: 'docker_image/db',
      stack: 'live',
      name: known('db'),
      built: false,
      env: [],
      names,
      created: known(created),
      keepLocally: known(true),
    },
  ],
})
