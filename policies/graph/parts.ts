import type { Val } from '../value.ts'

/** A list whose elements may each be unknown; a list that is unknown as a whole holds one unknown element. */
export type List = readonly Val<string>[]

/** A map of strings, in the same way; see `entry`. */
export type Entries = readonly Entry[]

export interface Entry {
  readonly key: Val<string>
  readonly value: Val<string>
}

export interface Runtime {
  /** `running`, `exited`, `restarting`… as the engine says. */
  readonly status: string
  /** `healthy`, `unhealthy`, `starting`; `none` where no check is declared. */
  readonly health: string
  /** `sha256:…` of the image that runs. */
  readonly imageId: string
}

export interface Attachment {
  /** Address of the network where it is in the graph, or of the data source that finds it; else its Docker name. */
  readonly network: Val<string>
  /** Sorted; without those that the engine adds. */
  readonly aliases: List
}

/** `ip` as bound: `0.0.0.0` by default when none is given. `external` 0: chosen by the engine. */
export interface Port {
  readonly ip: Val<string>
  readonly external: Val<number>
  readonly internal: Val<number>
  readonly protocol: Val<string>
}

export interface Mount {
  readonly type: Val<string>
  /** Docker name of the volume, empty for an anonymous one or a tmpfs; canonical host path for a bind. */
  readonly source: Val<string>
  /** Host path that a bind shows, or a volume whose driver options point at one; empty otherwise. */
  readonly hostPath: Val<string>
  /** Address of the volume, where it is in the graph. */
  readonly volume?: string
  readonly target: Val<string>
  readonly readOnly: Val<boolean>
  /** `private`, `rprivate`, `shared`, `rshared`, `slave`, `rslave`; empty: the engine's `rprivate`. */
  readonly propagation: Val<string>
  /** Address or name of the container whose mounts these are (`from_container`). */
  readonly inheritedFrom?: string
}

export interface Upload {
  readonly file: Val<string>
  readonly content: Val<string>
}
