import { isDataSource } from './address.ts'
import { containerNode } from './container-node.ts'
import { EMPTY_GRAPH, type Graph } from './graph.ts'
import { inheritMounts } from './mounts.ts'
import { imageNode, networkNode, secretNode, volumeNode } from './other-nodes.ts'
import { byAddress, ResourceIndex } from './resource-index.ts'
import { serviceNode } from './service.ts'
import type { Resource } from './tree.ts'

const CONTAINERS = ['docker_container', 'docker_service']
const SECRETS = ['docker_secret', 'docker_config']

/** Types that become nodes; anything else is listed as not judged. */
export const isRead = (type: string): boolean =>
  [...CONTAINERS, ...SECRETS, 'docker_network', 'docker_volume', 'docker_image'].includes(type)

/** Data sources that a resource may name: followed, and never judged as if this file made them. */
export const isFollowed = (type: string): boolean =>
  ['docker_network', 'docker_registry_image'].includes(type)

/** The graph of resources of the `docker` provider, its defaults applied. */
export function buildGraph(resources: readonly Resource[], extra: Partial<Graph> = {}): Graph {
  const index = new ResourceIndex(resources)
  const sorted = [...resources].sort(byAddress)
  const ofType = (...types: readonly string[]) => sorted.filter(({ type }) => types.includes(type))
  return {
    ...EMPTY_GRAPH,
    containers: inheritMounts(ofType(...CONTAINERS), index, (resource) =>
      resource.type === 'docker_service' ? serviceNode(resource, index) : containerNode(resource, index),
    ),
    networks: ofType('docker_network')
      .filter(({ address }) => !isDataSource(address))
      .map(networkNode),
    volumes: ofType('docker_volume').map(volumeNode),
    images: ofType('docker_image').map(imageNode),
    secrets: ofType(...SECRETS).map(secretNode),
    ...extra,
  }
}
