import { known, map, valueOr, type Val } from '../value.ts'
import { EMPTY_GRAPH, type ConfigFile, type ContainerNode, type Graph, type Observations } from './graph.ts'
import { Addresses } from './live-addresses.ts'
import { inspectedContainers, liveContainer, nameOf } from './live-container.ts'
import { array, at, entriesOf, pairs, string } from './live-read.ts'
import { boundPath } from './other-nodes.ts'

/** Output of `docker inspect` by kind; unknown shapes, since it comes from an engine of any version. */
export interface Inspection {
  readonly containers: readonly unknown[]
  readonly networks: readonly unknown[]
  readonly volumes?: readonly unknown[]
  readonly images?: readonly unknown[]
}

export interface LiveOptions {
  /**
   * The site that is judged: what bears its label or its prefix, and containers that touch its networks or volumes.
   * Without it, everything in the inspection.
   */
  readonly siteId?: string
  /** What was synthesised: an object that is not in it keeps its Docker name as subject. */
  readonly declared?: Graph
  readonly observations?: Observations
  readonly where?: Readonly<Record<string, string>>
  readonly configFiles?: readonly ConfigFile[]
}

/** Networks that every engine has; nobody's resource. */
const PREDEFINED = ['bridge', 'host', 'none']

/** The graph of what runs. Values are those the engine applies, so that nothing is a default and little is unknown. */
export function fromLive(inspection: Inspection, options: LiveOptions = {}): Graph {
  const addresses = new Addresses(inspection, options)
  const containers = inspectedContainers(inspection.containers).filter((raw) => addresses.concerns(raw))
  const place = (address: string) => {
    const where = options.where?.[address]
    return { address, stack: 'live', ...(where === undefined ? {} : { where }) }
  }
  const names = new Set(containers.map(nameOf))
  const byId = new Map(inspection.containers.map((raw) => [string(at(raw, 'Id')), nameOf(raw)]))
  const hostPaths = hostPathsOf(inspection.volumes ?? [])
  const mounted = new Set(containers.flatMap(mountedBy))
  const networks = inspection.networks.filter(
    (raw) => !PREDEFINED.includes(nameOf(raw)) && addresses.isOurs(nameOf(raw)),
  )
  const volumes = (inspection.volumes ?? []).filter(
    (raw) => addresses.isOurs(nameOf(raw)) || mounted.has(nameOf(raw)),
  )
  return {
    ...EMPTY_GRAPH,
    containers: containers
      .map((raw) => liveContainer(raw, place(addresses.container(raw)), addresses))
      .map((node) => joinedByName(throughVolumes(node, hostPaths), byId))
      .sort(byAddress),
    networks: networks
      .map((raw) => ({
        ...place(addresses.network(nameOf(raw))),
        name: known(nameOf(raw)),
        driver: known(string(at(raw, 'Driver'))),
        internal: known(at(raw, 'Internal') === true),
        subnets: array(at(raw, 'IPAM', 'Config')).map((block) => known(string(at(block, 'Subnet')))),
        options: entriesOf(at(raw, 'Options')),
        ipv6: known(at(raw, 'EnableIPv6') === true),
        attachable: known(at(raw, 'Attachable') === true),
        strangers: pairs(at(raw, 'Containers'))
          .map(([, end]) => string(at(end, 'Name')))
          .filter((name) => !names.has(name))
          .sort(),
      }))
      .sort(byAddress),
    volumes: volumes
      .map((raw) => ({
        ...place(addresses.volume(nameOf(raw))),
        name: known(nameOf(raw)),
        driver: known(string(at(raw, 'Driver'))),
        driverOpts: entriesOf(at(raw, 'Options')),
        labels: entriesOf(at(raw, 'Labels')),
      }))
      .sort(byAddress),
    images: (inspection.images ?? []).map(imageNode).sort(byAddress),
    observations: options.observations ?? EMPTY_GRAPH.observations,
    configFiles: options.configFiles ?? [],
  }
}

const mountedBy = (raw: unknown): string[] =>
  array(at(raw, 'Mounts')).map((mount) => string(at(mount, 'Name')))

/** By name, what the options of a volume point at on the host. */
const hostPathsOf = (volumes: readonly unknown[]): ReadonlyMap<string, Val<string>> =>
  new Map(volumes.map((raw) => [nameOf(raw), boundPath(entriesOf(at(raw, 'Options')))]))

/** A volume whose options point at a host path shows that path. */
const throughVolumes = (node: ContainerNode, hostPaths: ReadonlyMap<string, Val<string>>): ContainerNode => ({
  ...node,
  mounts: node.mounts.map((mount) => {
    const hostPath = mount.volume === undefined ? undefined : hostPaths.get(valueOr(mount.source, ''))
    return hostPath ? { ...mount, hostPath } : mount
  }),
})

/** The engine keeps the id of a container whose namespace is joined; its name reads the same at every level. */
function joinedByName(node: ContainerNode, names: ReadonlyMap<string, string>): ContainerNode {
  const named = (mode: Val<string>) =>
    map(mode, (text) => {
      const name = text.startsWith('container:') ? names.get(text.slice('container:'.length)) : undefined
      return name === undefined || name === '' ? text : `container:${name}`
    })
  return {
    ...node,
    networkMode: named(node.networkMode),
    pidMode: named(node.pidMode),
    ipcMode: named(node.ipcMode),
  }
}

function imageNode(raw: unknown) {
  const id = string(at(raw, 'Id'))
  const names = [id, ...array(at(raw, 'RepoTags')), ...array(at(raw, 'RepoDigests'))].map(string)
  return {
    address: `docker_image/${names[1] ?? id}`,
    stack: 'live',
    name: known(names[1] ?? id),
    built: false,
    env: array(at(raw, 'Config', 'Env')).map((line) => known(string(line))),
    names,
    created: known(string(at(raw, 'Created'))),
    keepLocally: known(true),
  }
}

const byAddress = (a: { readonly address: string }, b: { readonly address: string }): number =>
  a.address < b.address ? -1 : a.address > b.address ? 1 : 0
