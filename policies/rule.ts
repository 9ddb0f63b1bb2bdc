import type { Text } from '../modules/site/text.ts'
import type { Basis, Level, Result, Severity, Status } from './assessment.ts'
import type { SiteFacts } from './facts.ts'
import type { Graph } from './graph/graph.ts'
import type { Source } from './sources.ts'
import type { DerogationId } from './waivers/derogations.ts'
import type { Waiver } from './waivers/waiver.ts'
import { all, isUnknown, type Truth, type Unknown } from './value.ts'

/** One sentence that must be true, where it comes from, and the pure function that judges it. */
export interface Rule {
  readonly id: string
  readonly severity: Severity
  /** Levels that can judge it; at an earlier one it is shown as deferred. */
  readonly levels: readonly Level[]
  readonly kind: 'automated' | 'manual'
  /** Manual controls: the document that an auditor is to be given. */
  readonly document?: Text
  /** Manual for now: the capability of Socle that will let a machine judge it. */
  readonly awaits?: Capability
  /** Judges what the other rules said: called last, with `judged`. */
  readonly last?: true
  readonly title: Text
  readonly sources: readonly Source[]
  readonly why: Text
  readonly fix: Text
  readonly waivable: boolean
  /** Attributes that decide, in the provider's words: none of them may be unknown for a pass. */
  readonly deciding: readonly string[]
  /** Capability of site.yaml without which the rule is not applicable. */
  readonly capability?: Capability
  /** Why there may be nothing to judge. */
  readonly nothing: Text
  /** A verdict for every subject it looked at, passes included. No verdict at all: not applicable. */
  check(context: Context): readonly Verdict[]
  /** Documentation and tests at once: the name says what is the case. */
  readonly examples: Examples
}

/** What Socle builds or will build of a site, in the words of its architecture. */
export type Capability =
  | 'container'
  | 'host-firewall'
  | 'egress'
  | 'identity'
  | 'access'
  | 'remote-desktop'
  | 'exchange'
  | 'backup'
  | 'archive'
  | 'logs'
  | 'supervision'
  | 'diagram'

export interface Context {
  readonly graph: Graph
  readonly level: Level
  readonly now: Date
  readonly facts?: SiteFacts
  /** The synthesised graph, when a plan or the running site is judged. */
  readonly declared?: Graph
  readonly options: RuleOptions
  /** Dated documents that were recorded for manual controls, by rule id. */
  readonly documents: Readonly<Record<string, RecordedDocument>>
  /** What the other rules said, before anything was waived; for rules that are called last. */
  readonly judged: readonly Result[]
  readonly waivers: readonly Waiver[]
}

/** A document that a person says exists; nothing saw it. */
export interface RecordedDocument {
  readonly title: string
  /** ISO day. */
  readonly date: string
  readonly heldBy: string
  readonly where: string
}

export interface RuleOptions {
  /** Secret values that must appear nowhere; never printed. */
  readonly canaries?: readonly string[]
  /** Volumes (address, Docker name or last part) whose deletion was accepted on the command line. */
  readonly allowVolumeDeletion?: readonly string[]
  /** Capabilities that a role may add, without `CAP_`. None by default. */
  readonly capabilities?: Readonly<Record<string, readonly string[]>>
}

/** Text, or a fact that reads the same in both languages (`privileged=false`). */
export type Wording = Text | string

export interface Verdict {
  readonly subject: string
  readonly status: Status
  readonly seen: Wording
  readonly want: Wording
  readonly reason?: Wording
  /** By default `configured` before anything runs and `observed` after. */
  readonly basis?: Basis
  readonly where?: string
  /** Lighter than the rule's own, where the source itself only warns (RSA below 3072 bits). */
  readonly severity?: Severity
  readonly pending?: 'document' | 'capability'
  readonly variant?: true
  /** The architecture cannot meet it by design: what a client accepts instead (waivers/derogations.ts). */
  readonly derogation?: DerogationId
}

export interface Examples {
  readonly pass: Readonly<Record<string, Given>>
  readonly fail: Readonly<Record<string, Given>>
  readonly unknown: Readonly<Record<string, Given>>
}

/** A thunk, so that loading the catalogue builds no graph. */
export type Given = () => Pick<Context, 'graph' | 'level'> &
  Partial<Pick<Context, 'facts' | 'declared' | 'options' | 'documents' | 'judged' | 'waivers' | 'now'>>

/** Checks what the types cannot say, once, when the catalogue is loaded. */
export function defineRule(rule: Rule): Rule {
  if (!/^[A-Z]{2,3}-\d{2}$/.test(rule.id))
    throw new Error(`${rule.id}: a rule id is letters, a dash, two digits`)
  if (rule.kind === 'automated' && rule.levels.length === 0)
    throw new Error(`${rule.id}: no level can judge it`)
  if (rule.sources.length === 0)
    throw new Error(`${rule.id}: a rule cites a source, or says that it is a project rule`)
  return rule
}

/** One thing a rule asks of a subject. */
export interface Claim {
  readonly holds: Truth
  readonly seen: Wording
  readonly want: Wording
}

/**
 * The verdict of several claims on one subject. A failure shows only what fails and an unknown only what decides;
 * a pass shows all that was seen.
 */
export function judge(
  subject: { readonly address: string; readonly where?: string },
  claims: readonly Claim[],
): Verdict {
  const holds = all(claims.map((claim) => claim.holds))
  const about = { subject: subject.address, ...(subject.where === undefined ? {} : { where: subject.where }) }
  const show = (shown: readonly Claim[]) => ({
    ...about,
    seen: joined(shown.map(({ seen }) => seen)),
    want: joined(shown.map(({ want }) => want)),
  })
  if (isUnknown(holds)) {
    const doubts = claims.filter((claim) => isUnknown(claim.holds))
    const reasons = doubts.map((claim) => claim.holds).filter(isUnknown)
    return { ...show(doubts), status: 'unknown', reason: joined(reasons.map(explain)) }
  }
  if (holds.value) return { ...show(claims), status: 'pass' }
  return { ...show(claims.filter(({ holds: truth }) => !isUnknown(truth) && !truth.value)), status: 'fail' }
}

/** Texts side by side, each once. */
export function joined(wordings: readonly Wording[], separator = '; '): Wording {
  const texts = wordings.map((wording) =>
    typeof wording === 'string' ? { fr: wording, en: wording } : wording,
  )
  const together = (lang: 'fr' | 'en') =>
    [...new Set(texts.map((text) => text[lang]))].filter(Boolean).join(separator)
  return { fr: together('fr'), en: together('en') }
}

const BECAUSE: Readonly<Record<Unknown['why'], Text>> = {
  computed: { fr: "connu après l'application", en: 'known after apply' },
  reference: {
    fr: "référence impossible à suivre d'ici",
    en: 'a reference that cannot be followed from here',
  },
  sensitive: { fr: 'valeur masquée', en: 'hidden value' },
  'not-collected': { fr: 'non visible à ce niveau', en: 'not visible at this level' },
}

export const explain = ({ why, about }: Unknown): Text => ({
  fr: `${about} : ${BECAUSE[why].fr}`,
  en: `${about}: ${BECAUSE[why].en}`,
})
