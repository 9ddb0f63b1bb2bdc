import { createHash } from 'node:crypto'
import type { Text } from '../modules/site/text.ts'
import { STATUSES, type Assessment, type Level, type Result, type Status } from './assessment.ts'
import { coverageOf } from './coverage.ts'
import type { SiteFacts } from './facts.ts'
import type { Graph } from './graph/graph.ts'
import { RULES } from './registry.ts'
import { resultsOf } from './results.ts'
import type { Context, RecordedDocument, Rule, RuleOptions } from './rule.ts'
import { accept, NO_ACCEPTANCE, type Acceptances } from './waivers/accept.ts'

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
  /** Failures that people of the client accept. @default none */
  readonly acceptances?: Acceptances
  /** Dated documents recorded for manual controls, by rule id. @default none */
  readonly documents?: Readonly<Record<string, RecordedDocument>>
  /** @default the whole catalogue */
  readonly rules?: readonly Rule[]
}

/** Judges a graph: pure, and in an order that depends on nothing but the verdicts. */
export function assess(request: AssessmentRequest): Assessment {
  const rules = request.rules ?? RULES
  const { acceptances = NO_ACCEPTANCE, level, graph, now } = request
  const context = contextOf(request)
  const judged = rules.filter(({ last }) => last !== true).flatMap((rule) => resultsOf(rule, context))
  const afterwards = rules
    .filter(({ last }) => last === true)
    .flatMap((rule) => resultsOf(rule, { ...context, judged }))
  const results = inOrder(accept([...judged, ...afterwards], acceptances, now))
  return {
    schema: 'socle/assessment/1',
    site: request.siteId,
    level,
    results,
    summary: Object.fromEntries(
      STATUSES.map((status) => [status, results.filter((result) => result.status === status).length]),
    ) as Record<Status, number>,
    coverage: coverageOf(graph, results, rules),
    notices: request.notices ?? [],
    at: now.toISOString(),
    tool: { socle: request.version, rules: catalogueDigest(rules), engine: request.engine },
    host: request.host,
    inputs: Object.fromEntries(Object.entries(request.inputs).sort(([a], [b]) => (a < b ? -1 : 1))),
    signature: null,
  }
}

function contextOf(request: AssessmentRequest): Context {
  const { graph, level, now, facts, declared, options, documents, acceptances } = request
  return {
    graph,
    level,
    now,
    options: options ?? {},
    documents: documents ?? {},
    judged: [],
    waivers: acceptances?.waivers ?? [],
    ...(facts === undefined ? {} : { facts }),
    ...(declared === undefined ? {} : { declared }),
  }
}

/** By what is said, field by field: nothing else decides the order. */
function inOrder(results: readonly Result[]): Result[] {
  const keyed = results.map((result) => {
    const { rule, subject, status, seen, want } = result
    return [[rule, subject, status, seen, want].join('\0'), result] as const
  })
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, result]) => result)
}

/** Raised when the meaning of a rule changes without its metadata. */
const RULES_VERSION = 2

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
