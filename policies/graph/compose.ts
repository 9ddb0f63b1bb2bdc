import { buildGraph } from './build.ts'
import { Budget } from './compose/fault.ts'
import { DEFAULT, withDefault } from './compose/networks.ts'
import { declarations, edge, projectName, type Project } from './compose/references.ts'
import {
  includedResources,
  isProvided,
  networkResources,
  secretResources,
  serviceResources,
  volumeResources,
  type Source,
} from './compose/resources.ts'
import { at, type Spot } from './compose/spot.ts'
import type { Graph } from './graph.ts'
import type { NamedJson } from './synth.ts'
import { isBody, Opaque, type Resource, type Tree } from './tree.ts'

export { readYaml, type YamlFile } from './compose/read-yaml.ts'

export interface ComposeOptions {
  /** Folder of the file, after which Compose names a project that has no name. @default unknown */
  readonly folder?: string
  /** `line:column` of a key of the file. */
  readonly locate?: (path: readonly string[]) => string | undefined
}

/**
 * The graph of a Compose file, as Terraform of the same site would give it: one container for each service, at level
 * synth. Nothing but the file is read: what its environment, an env_file or another file holds is in doubt.
 */
export function fromCompose({ name, json }: NamedJson, { folder, locate }: ComposeOptions = {}): Graph {
  const root = at(json, '')
  const project = projectOf(root, folder)
  const source: Source = {
    file: name,
    where: (path) => {
      const place = locate?.(path)
      return place === undefined ? {} : { where: `${name}:${place}` }
    },
  }
  const services = [...serviceResources(project, source), ...includedResources(root, source)]
  const resources = [
    ...services,
    ...networkResources(project, services.some(isOnDefault), source),
    ...volumeResources(project, source),
    ...secretResources(project, source),
  ]
  const provided = [...project.services].filter(([, spot]) => isProvided(spot))
  return buildGraph(resources, { others: provided.map(([service]) => `service.${service}`).sort() })
}

const projectOf = (root: Spot, folder: string | undefined): Project => ({
  name: projectName(root, folder),
  services: declarations(root, 'services'),
  networks: withDefault(declarations(root, 'networks')),
  volumes: declarations(root, 'volumes'),
  secrets: declarations(root, 'secrets'),
  configs: declarations(root, 'configs'),
  budget: new Budget(),
})

const DEFAULT_EDGE = edge('docker_network', DEFAULT).about

/** Compose makes the default network only for those that are on it. */
function isOnDefault({ body }: Resource): boolean {
  const networks = (body['networks_advanced'] ?? []) as readonly Tree[]
  return networks.some(
    (network) =>
      isBody(network) && network['name'] instanceof Opaque && network['name'].about === DEFAULT_EDGE,
  )
}
