import { byAddress, ResourceIndex } from './resource-index.ts'
import type { Resource } from './tree.ts'
import { EMPTY_GRAPH, type Graph } from './graph.ts'
import { containerNode } from './container-node.ts'
import { inheritMounts } from './mounts.ts'
import { imageNode, networkNode, volumeNode } from './other-nodes.ts'

/** Types that become nodes; anything else is listed as not judged. */
export const isRead = (type: string): boolean =>
  ['docker_container', 'docker_network', 'docker_volume', 'docker_image'].includes(type)

/** The graph of resources of the `docker` provider, its defaults applied. */
export function buildGraph(resources: readonly Resource[], extra: Partial<Graph> = {}): Graph {
  const index = new ResourceIndex(resources)
  const ofType = (type: string) => resources.filter((resource) => resource.type === type).sort(byAddress)
  return {
    ...EMPTY_GRAPH,
    containers: inheritMounts(
      ofType('docker_container').map((resource) => containerNode(resource, index)),
      ofType('docker_container'),
      index,
    ),
    networks: ofType('docker_network').map(networkNode),
    volumes: ofType('docker_volume').map(volumeNode),
    images: ofType('docker_image').map(imageNode),
    ...extra,
  }
}
