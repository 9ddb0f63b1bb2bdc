import { createHash } from 'node:crypto'
import type { Text } from '../modules/site/text.ts'
import {
  LEVELS,
  STATUSES,
  WHOLE_SITE,
  type Assessment,
  type Level,
  type Result,
  type Status,
} from './assessment.ts'
import type { SiteFacts } from './facts.ts'
import { resourcesOf, type Graph } from './graph/graph.ts'
import { RULES } from './registry.ts'
import { joined, type Context, type Rule, type RuleOptions, type Verdict, type Wording } from './rule.ts'
import { citation } from './sources.ts'

export interface AssessmentRequest {
  readonly level: Level
  readonly graph: Graph
  /** The synthesised graph, when a plan or the running site is judged. */
  readonly declared?: Graph
  readonly facts?: SiteFacts
  readonly siteId: string
  /** File name → `sha256:…` of everything that was read. */
  readonly inputs: Readonly<Record<string, string>>
  /** As printed: `terraform 1.11.4`, `compose 1.29.2`, `none`. */
  readonly engine: string
  /** Version of Socle. */
  readonly version: string
  readonly now: Date
  readonly host: string
  readonly options?: RuleOptions
  readonly notices?: readonly Text[]
  /** @default the whole catalogue */
  readonly rules?: readonly Rule[]
}

/** Judges a graph: pure, and in an order that depends on nothing but the verdicts. */
export function assess(request: AssessmentRequest): Assessment {
  const rules = request.rules ?? RULES
  const results = rules.flatMap((rule) => resultsOf(rule, request)).sort(inOrder)
  const subjects = new Set(results.filter(isJudged).map(({ subject }) => subject))
  const resources = resourcesOf(request.graph)
  return {
    schema: 'socle/assessment/1',
    site: request.siteId,
    level: request.level,
    results,
    summary: Object.fromEntries(
      STATUSES.map((status) => [status, results.filter((result) => result.status === status).length]),
    ) as Record<Status, number>,
    coverage: {
      resources: resources.length,
      judged: resources.filter((address) => subjects.has(address)).length,
      unjudged: resources.filter((address) => !subjects.has(address)),
    },
    notices: request.notices ?? [],
    at: request.now.toISOString(),
    tool: { socle: request.version, rules: catalogueDigest(rules), engine: request.engine },
    host: request.host,
    inputs: Object.fromEntries(Object.entries(request.inputs).sort(([a], [b]) => (a < b ? -1 : 1))),
    signature: null,
  }
}

/** A result that says something of its subject at this level. */
const isJudged = ({ status, deferred }: Result): boolean =>
  status !== 'not-applicable' && !(status === 'unknown' && deferred !== undefined)

function resultsOf(rule: Rule, request: AssessmentRequest): Result[] {
  const { level, facts } = request
  const later = laterLevel(rule, level)
  if (!rule.levels.includes(level)) {
    return later === undefined ? [] : [resultOf(rule, wholeSite('unknown', decidedAt(later)), level, later)]
  }
  if (rule.capability !== undefined && facts && !facts.capabilities.includes(rule.capability)) {
    return [resultOf(rule, wholeSite('not-applicable', notAskedFor(rule.capability)), level)]
  }
  let verdicts: readonly Verdict[]
  try {
    verdicts = rule.check(contextOf(request))
  } catch (error) {
    // Not deferred: a rule that breaks here has no reason to hold later.
    return [resultOf(rule, wholeSite('unknown', broken(error)), level)]
  }
  if (verdicts.length === 0) return [resultOf(rule, wholeSite('not-applicable', rule.nothing), level)]
  return verdicts.map((verdict) =>
    resultOf(rule, verdict, level, verdict.status === 'unknown' ? later : undefined),
  )
}

const contextOf = ({ graph, level, now, facts, declared, options }: AssessmentRequest): Context => ({
  graph,
  level,
  now,
  options: options ?? {},
  ...(facts === undefined ? {} : { facts }),
  ...(declared === undefined ? {} : { declared }),
})

/** The next level at which the rule is judged again. */
function laterLevel({ levels }: Rule, level: Level): 'plan' | 'live' | undefined {
  const later = LEVELS.slice(LEVELS.indexOf(level) + 1).find((candidate) => levels.includes(candidate))
  return later === 'synth' ? undefined : later
}

const wholeSite = (status: Status, reason: Wording): Verdict => ({
  subject: WHOLE_SITE,
  status,
  seen: '',
  want: '',
  reason,
})

const decidedAt = (level: 'plan' | 'live'): Text =>
  level === 'plan'
    ? { fr: 'se juge sur le plan', en: 'is judged on the plan' }
    : { fr: 'se juge sur le site en marche', en: 'is judged on the running site' }

const notAskedFor = (capability: string): Text => ({
  fr: `site.yaml ne demande pas ${capability}`,
  en: `site.yaml does not ask for ${capability}`,
})

const broken = (error: unknown): Text => {
  const cause = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'error'
  return { fr: `la règle s'est interrompue (${cause})`, en: `the rule broke (${cause})` }
}

function resultOf(rule: Rule, verdict: Verdict, level: Level, deferred?: 'plan' | 'live'): Result {
  const seen = bilingual(verdict.seen)
  const want = bilingual(verdict.want === '' ? rule.title : verdict.want)
  const reason = verdict.reason === undefined ? undefined : bilingual(verdict.reason)
  const fr = {
    ...(seen.fr === seen.en ? {} : { seen: seen.fr }),
    ...(want.fr === want.en ? {} : { want: want.fr }),
    ...(reason === undefined || reason.fr === reason.en ? {} : { reason: reason.fr }),
  }
  return {
    rule: rule.id,
    subject: verdict.subject,
    status: verdict.status,
    severity: rule.severity,
    seen: seen.en,
    want: want.en,
    ...(reason === undefined ? {} : { reason: reason.en }),
    ...(deferred === undefined ? {} : { deferred }),
    basis: verdict.basis ?? (level === 'live' ? 'observed' : 'configured'),
    sources: rule.sources.map(citation),
    ...(verdict.where === undefined ? {} : { where: verdict.where }),
    ...(Object.keys(fr).length === 0 ? {} : { fr }),
  }
}

const bilingual = (wording: Wording): Text => joined([wording]) as Text

function inOrder(a: Result, b: Result): number {
  const keys = ({ rule, subject, status, seen, want }: Result) => [rule, subject, status, seen, want]
  const [left, right] = [keys(a), keys(b)]
  for (const [position, key] of left.entries()) {
    const other = right[position] ?? ''
    if (key !== other) return key < other ? -1 : 1
  }
  return 0
}

/** Raised when the meaning of a rule changes without its metadata. */
const RULES_VERSION = 1

/** Digest of what the rules say of themselves, so that two assessments can be told to come from the same catalogue. */
export function catalogueDigest(rules: readonly Rule[] = RULES): string {
  const metadata = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, severity, levels, kind, title, sources, waivable, deciding }) => [
      id,
      severity,
      levels,
      kind,
      title.fr,
      title.en,
      sources.map((source) => Object.entries(source).sort(([a], [b]) => (a < b ? -1 : 1))),
      waivable,
      deciding,
    ])
  return `sha256:${createHash('sha256')
    .update(JSON.stringify([RULES_VERSION, metadata]))
    .digest('hex')}`
}
