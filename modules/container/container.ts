import { Construct, Container, inert, type ContainerConfig } from '../cdk.ts'
import { digestOf } from './canonical.ts'
import { cpuCount, goDuration } from './duration.ts'
import { CONFIG_MOUNT, SECRETS_MOUNT, volumesOf, type Service } from './service.ts'

/** What of a container is not in its service: where it stands and which revisions it reads. */
export interface Placement {
  readonly siteId: string
  /** `sha256:…` of the built image, or its content-hash name where nothing is built yet. */
  readonly image: string
  /** Docker networks by name, with the Terraform reference of each; sorted by name. */
  readonly networks: readonly { readonly name: string; readonly id: string }[]
  /** Hash of the configuration files: the directory they are delivered to. */
  readonly configRevision: string
  /** Keyed hash of the secrets: the directory they are delivered to, and the label that shows a rotation. */
  readonly secretsRevision: string
}

/**
 * A hardened container: read-only root, no capability, no new privilege, bounded memory, processes and output
 * (ANSSI-FT-082 R1 to R16). Every attribute that the provider would not notice missing is always written out.
 */
export class ServiceContainer extends Construct {
  constructor(scope: Construct, id: string, service: Service, placement: Placement) {
    super(scope, id)
    const container = new Container(this, 'container', containerConfig(service, placement))
    container.overrideLogicalId(service.role)
  }
}

/** The container's whole declaration; `labels` carries a hash of the rest, so that no change goes unnoticed. */
export function containerConfig(service: Service, placement: Placement): ContainerConfig {
  const declared = { ...identity(service, placement), ...confinement(service), ...lifecycle(service) }
  const attachments = placement.networks.map(({ name }) => name)
  const hash = digestOf({ declared, attachments, labels: labels(service, placement) })
  return {
    ...inert(declared),
    networkMode: 'bridge',
    networksAdvanced: placement.networks.map(({ id }) => ({ name: id, aliases: [service.role] })),
    labels: toLabels({ ...labels(service, placement), 'socle.config-hash': hash }),
  }
}

function identity(service: Service, { siteId, image, configRevision, secretsRevision }: Placement) {
  return {
    name: `${siteId}-${service.role}`,
    hostname: service.role,
    image,
    ...(service.entrypoint ? { entrypoint: [...service.entrypoint] } : {}),
    ...(service.command ? { command: [...service.command] } : {}),
    user: service.user,
    workingDir: '/',
    env: Object.entries(environment(service, configRevision, secretsRevision))
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
    mounts: volumesOf(service).map(({ kind, target, readOnly }) => ({
      type: 'volume',
      source: `${siteId}-${service.role}-${kind}`,
      target,
      readOnly,
    })),
    ports: [...service.publishes]
      .sort((a, b) => a.internal - b.internal)
      .map(({ address, external, internal }) => ({ ip: address, external, internal, protocol: 'tcp' })),
  }
}

function environment(
  service: Service,
  configRevision: string,
  secretsRevision: string,
): Record<string, string> {
  return {
    TZ: 'UTC',
    ...(Object.keys(service.config).length > 0 ? { SOCLE_CONFIG: `${CONFIG_MOUNT}/${configRevision}` } : {}),
    ...(service.readsSecrets ? { SOCLE_SECRETS: `${SECRETS_MOUNT}/${secretsRevision}` } : {}),
    ...Object.fromEntries(
      Object.entries(service.env).map(([key, value]) => [
        key,
        // Only as the beginning of a path: anywhere else it is somebody's text.
        value.replace(/^\$SOCLE_SECRETS(?=\/)/, `${SECRETS_MOUNT}/${secretsRevision}`),
      ]),
    ),
  }
}

function confinement(service: Service) {
  return {
    readOnly: true,
    init: true,
    privileged: false,
    capabilities: { drop: ['ALL'], add: [] },
    securityOpts: ['no-new-privileges:true'],
    memory: service.memoryMiB,
    // Equal to `memory`: no swap. Left out, the provider re-plans it for ever.
    memorySwap: service.memoryMiB,
    cpus: cpuCount(service.cpus),
    shmSize: service.shmMiB,
    ipcMode: 'private',
    runtime: 'runc',
    ulimit: [{ name: 'nofile', soft: 4096, hard: 8192 }],
    tmpfs: Object.fromEntries(
      Object.entries(service.tmpfs)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, { sizeMiB, uid }]) => [path, tmpfsOptions(sizeMiB, uid)]),
    ),
    logDriver: 'json-file',
    logOpts: { 'max-size': '10m', 'max-file': '3' },
  }
}

function tmpfsOptions(sizeMiB: number, uid: number | undefined): string {
  const owner = uid === undefined ? '' : `,uid=${uid},gid=${uid},mode=0700`
  return `rw,noexec,nosuid,nodev,size=${sizeMiB}m${owner}`
}

function lifecycle(service: Service) {
  return {
    restart: 'unless-stopped',
    mustRun: true,
    // Health is waited for by `apply` itself, which shows what the service says of its progress; the provider's own
    // wait would taint (and so replace) a database that is slow to start.
    wait: false,
    removeVolumes: false,
    stopSignal: service.stopSignal ?? 'SIGTERM',
    stopTimeout: service.stopSeconds,
    // Without it a replacement kills the old container at once, a database included.
    destroyGraceSeconds: service.stopSeconds,
    healthcheck: {
      test: [...service.health],
      interval: goDuration(5),
      timeout: goDuration(5),
      startPeriod: goDuration(service.startPeriodSeconds),
      retries: 3,
    },
  }
}

function labels(service: Service, { siteId, secretsRevision }: Placement): Record<string, string> {
  return {
    'socle.site': siteId,
    'socle.role': service.role,
    'socle.zone': service.zone,
    // The provider has no such attribute: `apply` sets it through the Docker API, rules read it here.
    'socle.pids-limit': String(service.pids),
    'socle.secrets-rev': service.readsSecrets ? secretsRevision : 'none',
  }
}

const toLabels = (values: Record<string, string>): { label: string; value: string }[] =>
  Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => ({ label, value }))
