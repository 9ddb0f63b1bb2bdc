import type { Lang, Text } from '../modules/site/text.ts'

export type Level = 'synth' | 'plan' | 'live'

/** In the order in which a claim is proven. */
export const LEVELS: readonly Level[] = ['synth', 'plan', 'live']

export type Severity = 'blocking' | 'major' | 'minor' | 'info'

/** `declared`: a dated statement says so and nothing saw it. Neither it nor `waived` is ever counted as a pass. */
export type Status = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'waived' | 'declared'

export const STATUSES: readonly Status[] = ['pass', 'fail', 'unknown', 'not-applicable', 'waived', 'declared']

export type Basis = 'configured' | 'observed' | 'declared'

/**
 * Trust codes of the sources: primary, transcribed, secondary, from memory, number inferred from an order (to be
 * verified); `*` a rule of this project.
 */
export type Trust = 'P' | 'T' | 'S' | 'M' | 'S-inf' | '*'

export interface Citation {
  readonly ref: string
  readonly version: string
  readonly trust: Trust
}

/** The whole object of a result that concerns no resource in particular. */
export const WHOLE_SITE = 'site'

/** One rule on one subject: the only thing rules produce, and all that reports render. */
export interface Result {
  readonly rule: string
  /** Terraform address (`docker_container.db`), `docker_container/<name>` for what nobody declared, or `site`. */
  readonly subject: string
  readonly status: Status
  readonly severity: Severity
  /** What was read, in English and attribute names, the same at every level. Never a secret. */
  readonly seen: string
  readonly want: string
  /** Why it is unknown, not applicable or waived. */
  readonly reason?: string
  /** Set on an unknown that a later level will decide; it does not count. */
  readonly deferred?: 'plan' | 'live'
  /** Set on what no machine judged: what is waited for. Never a pass, and never shown as "not applicable". */
  readonly pending?: 'document' | 'capability'
  /** The source's own degraded variant was met, not the recommendation itself; shown as such. */
  readonly variant?: true
  /** On a failure and on what was waived: what a waiver has to quote. Changes with what was seen. */
  readonly fingerprint?: string
  /** Derogation of the architecture that covers this failure, accepted or not: it fails by design. */
  readonly derogation?: string
  /** Who accepted the failure, and until when. */
  readonly waiver?: Acceptance
  readonly basis: Basis
  readonly sources: readonly Citation[]
  /** `file:line:column` of what asked for the subject. */
  readonly where?: string
  /** The same texts in French, where they differ. */
  readonly fr?: { readonly seen?: string; readonly want?: string; readonly reason?: string }
}

/** Why a failure is shown as waived: an entry of waivers.yaml, a derogation of the architecture, a command line. */
export interface Acceptance {
  readonly kind: 'waiver' | 'derogation' | 'command-line'
  /** Derogations: their id in the catalogue. */
  readonly id?: string
  readonly justification?: string
  readonly compensating?: string
  readonly owner?: string
  readonly approvedBy?: string
  /** ISO day of the acceptance, where it is recorded. */
  readonly acceptedOn?: string
  /** Last day on which it holds, ISO, inclusive. */
  readonly expires?: string
  readonly where?: string
}

export interface Assessment {
  readonly schema: 'socle/assessment/1'
  readonly site: string
  readonly level: Level
  readonly results: readonly Result[]
  readonly summary: Readonly<Record<Status, number>>
  readonly coverage: Coverage
  /** What the caller adds for its reader (a section of site.yaml that has no effect yet, what was not done). */
  readonly notices: readonly Text[]
  /** ISO 8601, UTC. With `host` and `signature`, the only fields that differ between two runs on the same input. */
  readonly at: string
  readonly tool: { readonly socle: string; readonly rules: string; readonly engine: string }
  readonly host: string
  /** File name → `sha256:…`. */
  readonly inputs: Readonly<Record<string, string>>
  readonly signature: string | null
}

/** Resources of the graph, those that at least one verdict is about, and the others by address. */
export interface Coverage {
  readonly resources: number
  readonly judged: number
  readonly unjudged: readonly string[]
  /** Attributes that are written and that no rule decides by; sorted. */
  readonly attributes: readonly UnjudgedAttribute[]
}

export interface UnjudgedAttribute {
  readonly type: string
  readonly attribute: string
  /** On how many resources it is written. */
  readonly resources: number
}

/** A text of a result in the reader's language. */
export function wording(result: Result, field: 'seen' | 'want' | 'reason', lang: Lang): string {
  return (lang === 'fr' ? result.fr?.[field] : undefined) ?? result[field] ?? ''
}
