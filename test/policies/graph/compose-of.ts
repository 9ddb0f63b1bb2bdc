import { fromCompose, readYaml } from '../../../policies/graph/compose.ts'
import type { ContainerNode, Graph } from '../../../policies/graph/graph.ts'

/** The graph of a Compose file, in the folder `shop`. */
export function composed(text: string, folder: string | undefined = 'shop'): Graph {
  const { data, locate } = readYaml(text)
  return fromCompose({ name: 'compose.yaml', json: data }, { ...(folder ? { folder } : {}), locate })
}

export function containerOf(graph: Graph, service: string): ContainerNode {
  const node = graph.containers.find(({ address }) => address === `docker_container.${service}`)
  if (!node) throw new Error(`the service ${service} was expected`)
  return node
}

const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => by + line)
    .join('\n')

/** The service `web` of a file that holds it, and what else is given. */
export function serviceOf(body: string, rest = ''): ContainerNode {
  return containerOf(composed(`services:\n  web:\n${indented(body, '    ')}\n${rest}`), 'web')
}
