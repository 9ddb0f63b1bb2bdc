import type { HostZone } from '../network/conduit.ts'

/** Group that reads every service's raw log files; the collector of the `journaux` zone joins it. */
export const LOG_GROUP = 10900

/** Where the runtime finds what is delivered to it; the same in every container. */
export const CONFIG_MOUNT = '/etc/socle'
export const SECRETS_MOUNT = '/run/secrets'
export const LOGS_MOUNT = '/logs'

export type ServiceImage =
  /** Built from Debian packages, `modules/<capability>/image/`. */
  | { readonly capability: string }
  /** Brought by the client, pinned: `name@sha256:…` or the bare id of a loaded image. */
  | { readonly reference: string }

export interface PublishedPort {
  readonly address: string
  readonly external: number
  readonly internal: number
}

/**
 * One container of a site, as plain data: what runs, with what, seen by whom. Hardening is not in it: every
 * service gets the same, in `container.ts`.
 */
export interface Service {
  /** Closed vocabulary or the application's id in site.yaml; names the container, its volumes and its alias. */
  readonly role: string
  readonly zone: HostZone
  readonly image: ServiceImage
  /** Numeric uid:gid, never root (the image's own user is not trusted). */
  readonly user: string
  /**
   * Absent: the image's own, which the provider reads back (an empty list written out would then be replaced at
   * every plan).
   */
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  /** A value that begins with `$SOCLE_SECRETS/` names a file of the secrets' current revision. */
  readonly env: Readonly<Record<string, string>>
  readonly memoryMiB: number
  readonly cpus: number
  readonly pids: number
  readonly shmMiB: number
  /** Mount point → size in MiB and, where the process needs it, its owner's uid. */
  readonly tmpfs: Readonly<Record<string, { readonly sizeMiB: number; readonly uid?: number }>>
  /** Paths that must outlive the container, by volume suffix (`data`, `data-2`…). */
  readonly data: Readonly<Record<string, string>>
  /** Generated configuration: file name → text. Readable by rules, delivered through a volume. */
  readonly config: Readonly<Record<string, string>>
  /** True when the service reads secrets (delivered through a volume that only it mounts). */
  readonly readsSecrets: boolean
  /** Images of our own write their output to a volume, so that neither collector nor engine is in the way. */
  readonly ownLogs: boolean
  readonly listens: readonly number[]
  readonly publishes: readonly PublishedPort[]
  readonly health: readonly string[]
  /** Time during which a failing health check is no failure (first initialisation). */
  readonly startPeriodSeconds: number
  readonly stopSeconds: number
  /** @default 'SIGTERM' */
  readonly stopSignal?: 'SIGTERM' | 'SIGQUIT'
  /** Section of site.yaml that asked for it, as a dotted path: findings point there. */
  readonly origin: string
}

/** How every image of ours starts: `/entry` sends the output to the logs volume, then runs the command. */
export const OWN_START = { entrypoint: ['/entry'], command: ['/start'] } as const

/** Volume suffixes of a service, in the order in which they are mounted. */
export function volumesOf(service: Service): { kind: string; target: string; readOnly: boolean }[] {
  return [
    ...(Object.keys(service.config).length > 0
      ? [{ kind: 'config', target: CONFIG_MOUNT, readOnly: true }]
      : []),
    ...Object.entries(service.data).map(([kind, target]) => ({ kind, target, readOnly: false })),
    ...(service.ownLogs ? [{ kind: 'logs', target: LOGS_MOUNT, readOnly: false }] : []),
    ...(service.readsSecrets ? [{ kind: 'secrets', target: SECRETS_MOUNT, readOnly: true }] : []),
  ]
}
