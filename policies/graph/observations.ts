/** `offered` and `refused` hold protocol versions as `TLSv1.3`; what is in neither was not tried. */
export interface TlsObservation {
  readonly subject: string
  readonly address: string
  readonly offered: readonly string[]
  readonly refused: readonly string[]
  /** Suites by their OpenSSL names, TLS 1.2 and below; what is in neither list was not tried. */
  readonly ciphers?: { readonly accepted: readonly string[]; readonly refused: readonly string[] }
  /** Whether the server imposes its order; absent when it could not be told. */
  readonly serverOrder?: boolean
  readonly certificate?: CertificateObservation
  /** Longest lifetime of a session ticket, seconds; 0: no ticket was given. Absent: not seen. */
  readonly ticketSeconds?: number
  /** Absent: not tried. */
  readonly compression?: boolean
  readonly earlyData?: boolean
}

export interface CertificateObservation {
  /** Name that was asked for in the handshake. */
  readonly hostname: string
  /** ISO 8601. */
  readonly notBefore: string
  readonly notAfter: string
  /** DNS names of the subject alternative name. */
  readonly names: readonly string[]
  /** Dotted identifiers of the extended key usage. */
  readonly usages: readonly string[]
  /** `rsa`, `ec`, `ed25519`… */
  readonly keyType: string
  readonly keyBits: number
  /** Signature algorithm as OpenSSL names it: `ecdsa-with-SHA256`. */
  readonly signature: string
  readonly fingerprint256: string
  /** Whether the chain as served leads to the authority that the site gives its users; absent: not tried. */
  readonly chained?: boolean
  /** A public authority's certificate, whose lifetime SC-081v3 bounds; absent: nobody could tell. */
  readonly isPublic?: boolean
}

/** One request to a published door. Header names in lower case. */
export interface HttpObservation {
  readonly subject: string
  readonly address: string
  readonly hostname: string
  readonly scheme: 'http' | 'https'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `Set-Cookie` lines without their values. */
  readonly cookies: readonly string[]
}

/** What the engine says of itself (`docker info`, `docker version`). */
export interface EngineObservation {
  readonly version: string
  /** As the engine prints them: `name=seccomp,profile=default`, `name=userns`, `name=rootless`. */
  readonly securityOptions: readonly string[]
  readonly liveRestore: boolean
  /** Absent: the engine does not say. */
  readonly ipForward?: boolean
  readonly loggingDriver: string
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly operatingSystem: string
  /** Warnings of the engine, one of which names an API that listens without TLS. */
  readonly warnings: readonly string[]
  /** Where the engine was spoken to: `unix://…`, `ssh://…`. */
  readonly endpoint: string
}

/** One pair of roles that was tried; see `reachability`. */
export interface ReachObservation {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: 'tcp'
  readonly declared: 'open' | 'closed' | 'unknown'
  readonly computed: 'open' | 'closed' | 'unknown'
  readonly measured: 'open' | 'closed' | 'unknown'
}

export interface Observations {
  readonly tls: readonly TlsObservation[]
  readonly reach?: readonly ReachObservation[]
  readonly http?: readonly HttpObservation[]
  readonly engine?: EngineObservation
}
