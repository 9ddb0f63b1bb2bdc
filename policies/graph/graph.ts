import { byDefault, isUnknown, valueOr, type Val } from '../value.ts'
import { isDataSource } from './address.ts'
import type { Attachment, Entries, List, Mount, Port, Runtime, Upload } from './parts.ts'
import type { Observations } from './observations.ts'

export type { Attachment, Entries, Entry, List, Mount, Port, Runtime, Upload } from './parts.ts'
export type {
  CertificateObservation,
  EngineObservation,
  HttpObservation,
  Observations,
  ReachObservation,
  TlsObservation,
} from './observations.ts'

/**
 * Docker resources of one site, read from synthesised JSON, from a plan or from the running engine, in one form:
 * a rule does not know which of the three it judges, except by what is unknown.
 */
export interface Graph {
  readonly containers: readonly ContainerNode[]
  readonly networks: readonly NetworkNode[]
  readonly volumes: readonly VolumeNode[]
  readonly images: readonly ImageNode[]
  /** `docker_secret` and `docker_config`. */
  readonly secrets: readonly SecretNode[]
  /** What a plan does; empty at the other levels. */
  readonly changes: readonly Change[]
  /** Generated configuration, kept as text beside the JSON. */
  readonly configFiles: readonly ConfigFile[]
  /** What probes saw on the running site. */
  readonly observations: Observations
  /** Addresses of resources that no rule reads (other providers, modules whose source is elsewhere). */
  readonly others: readonly string[]
}

export interface Node {
  /** Terraform address, or `docker_container/<name>` for a live object that nobody declared. */
  readonly address: string
  /** Stack or file it was read from; `live` on the engine. */
  readonly stack: string
  /** `file:line:column` of what asked for it. */
  readonly where?: string
  /** Attributes that somebody wrote, top level, sorted; absent on the engine, which writes them all. */
  readonly written?: readonly string[]
}

/**
 * A `docker_container`, the tasks of a `docker_service` (its address tells) or a service of a Compose file, whose own
 * words are translated.
 * Sizes in MiB (`-1`: unlimited swap), processors in cores; `0` and the empty string mean "not set".
 */
export interface ContainerNode extends Node {
  readonly name: Val<string>
  /** Image reference as declared, followed through `docker_image`. */
  readonly image: Val<string>
  readonly user: Val<string>
  readonly privileged: Val<boolean>
  readonly readOnly: Val<boolean>
  /** Upper case, without the `CAP_` prefix. */
  readonly capAdd: List
  readonly capDrop: List
  readonly securityOpts: List
  readonly memory: Val<number>
  readonly memorySwap: Val<number>
  /** From `cpus`, or from quota and period. Shares are a weight, not a limit. */
  readonly cpus: Val<number>
  readonly cgroupParent: Val<string>
  /** Declared by the label `socle.pids-limit` (the provider has no attribute), HostConfig.PidsLimit when live. */
  readonly pidsLimit: Val<number>
  readonly networkMode: Val<string>
  readonly networks: readonly Attachment[]
  readonly ports: readonly Port[]
  readonly publishAllPorts: Val<boolean>
  readonly mounts: readonly Mount[]
  readonly devices: List
  /** Mount point → options. */
  readonly tmpfs: Entries
  readonly pidMode: Val<string>
  readonly ipcMode: Val<string>
  readonly utsMode: Val<string>
  readonly usernsMode: Val<string>
  readonly logDriver: Val<string>
  readonly logOpts: Entries
  readonly restart: Val<string>
  /** `KEY=value`. */
  readonly env: List
  readonly labels: Entries
  /** Empty: the image's own, if any. */
  readonly healthcheck: List
  readonly command: List
  readonly entrypoint: List
  readonly uploads: readonly Upload[]
  /** Terraform lifecycle settings. Live: empty. */
  readonly removeVolumes: Val<boolean>
  readonly mustRun: Val<boolean>
  /** Seconds between SIGTERM and SIGKILL when the provider removes it; 0: killed at once. Live: unknown. */
  readonly destroyGrace: Val<number>
  readonly sysctls: Entries
  readonly groupAdd: List
  readonly cgroupnsMode: Val<string>
  /** Explicit resolvers; empty: the engine's own. */
  readonly dns: List
  /** State of the process; absent where nothing runs yet. */
  readonly runtime?: Runtime
}

export interface NetworkNode extends Node {
  readonly name: Val<string>
  readonly driver: Val<string>
  readonly internal: Val<boolean>
  /** CIDR of each IPAM block. */
  readonly subnets: List
  /** Driver options (`com.docker.network.bridge.enable_ip_masquerade`…). */
  readonly options: Entries
  readonly ipv6: Val<boolean>
  readonly attachable: Val<boolean>
  /** Docker names of containers attached live that the graph does not hold. */
  readonly strangers: readonly string[]
}

export interface VolumeNode extends Node {
  readonly name: Val<string>
  readonly driver: Val<string>
  readonly driverOpts: Entries
  readonly labels: Entries
}

export interface ImageNode extends Node {
  /** Name or id that is asked for. */
  readonly name: Val<string>
  /** Built in place rather than pulled. */
  readonly built: boolean
  /** `KEY=value` of the image itself; unknown before it is inspected. */
  readonly env: List
  /** Every way to name it: id, tags, digests. */
  readonly names: readonly string[]
  /** ISO 8601; unknown before it is inspected. */
  readonly created: Val<string>
  /** Whether destroying the resource leaves the image on the host. */
  readonly keepLocally: Val<boolean>
}

/** A `docker_secret` or `docker_config`; its content is never kept. */
export interface SecretNode extends Node {
  readonly type: 'docker_secret' | 'docker_config'
  readonly name: Val<string>
  /** Whether the content stands in clear in what was read (and so in the state). */
  readonly inClear: Val<boolean>
}

export type Action = 'no-op' | 'create' | 'read' | 'update' | 'delete' | 'forget'

/** A resource change of a plan; a replacement holds `delete` and `create`, in the order in which they happen. */
export interface Change extends Node {
  readonly type: string
  readonly actions: readonly Action[]
  /** Attributes that force the replacement, as dotted paths. */
  readonly replacePaths: readonly string[]
  /** Docker name before the change (after it, for a creation). */
  readonly name: Val<string>
  /** A container as it stood before the change. */
  readonly container?: ContainerNode
  /** An image as it stood before the change. */
  readonly image?: ImageNode
}

export interface ConfigFile {
  readonly role: string
  readonly name: string
  readonly text: string
}

/** The value of a key: the empty string by default when nobody wrote it, unknown when an unread key may be it. */
export function entry(entries: Entries, key: string): Val<string> {
  const found = entries.find((candidate) => valueOr(candidate.key, undefined) === key)
  if (found) return found.value
  const doubt = entries.map((candidate) => candidate.key).find(isUnknown)
  return doubt ?? byDefault('')
}

export const EMPTY_GRAPH: Graph = {
  containers: [],
  networks: [],
  volumes: [],
  images: [],
  secrets: [],
  changes: [],
  configFiles: [],
  observations: { tls: [] },
  others: [],
}

export const nodesOf = (graph: Graph): readonly Node[] => [
  ...graph.containers,
  ...graph.networks,
  ...graph.volumes,
  ...graph.images,
  ...graph.secrets,
]

/** Addresses of everything in the graph that somebody could judge, sorted. */
export function resourcesOf(graph: Graph): string[] {
  const nodes = nodesOf(graph)
  const changed = graph.changes.map(({ address }) => address)
  const all = [...nodes.map(({ address }) => address), ...changed, ...graph.others]
  return [...new Set(all)].filter((address) => !isDataSource(address)).sort()
}
