import { wording, type Assessment, type Result, type Severity } from '../assessment.ts'
import {
  acceptedBy,
  categoryOf,
  evidence,
  groupBy,
  inFolder,
  placeOf,
  readable,
  ruleOf,
  titleOf,
  type ReportOptions,
} from './shared.ts'
import type { Category } from './words.ts'

export interface SarifOptions extends ReportOptions {
  /** Only what asks somebody to act: forges show every result as an alert, whatever its kind. @default false */
  readonly onlyProblems?: boolean
}

const LEVELS: Readonly<Record<Severity, string>> = {
  blocking: 'error',
  major: 'error',
  minor: 'warning',
  info: 'note',
}

/** A kind other than `fail` has no level. */
const KINDS: Readonly<Record<Category, string>> = {
  fail: 'fail',
  waived: 'fail',
  unknown: 'open',
  deferred: 'open',
  pass: 'pass',
  declared: 'review',
  pending: 'review',
  'not-applicable': 'notApplicable',
}

const PROBLEMS: readonly Category[] = ['fail', 'waived', 'unknown']

/** SARIF 2.1.0, a run per level. What was waived is a failure with an accepted suppression; doubt is `open`. */
export function sarifReport(assessments: readonly Assessment[], options: SarifOptions): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: readable(assessments).map((assessment) => run(assessment, options)),
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function run(assessment: Assessment, options: SarifOptions) {
  const { site, level, at, tool, inputs, coverage, summary } = assessment
  const results = assessment.results.filter(
    (result) => options.onlyProblems !== true || PROBLEMS.includes(categoryOf(result)),
  )
  const ids = groupBy(results, ({ rule }) => rule).map(([id]) => id)
  return {
    tool: {
      driver: {
        name: 'Socle',
        version: tool.socle,
        language: LANGUAGE[options.lang],
        rules: groupBy(results, ({ rule }) => rule).map(([id, own]) => descriptor(id, own, options)),
      },
    },
    language: LANGUAGE[options.lang],
    automationDetails: { id: `socle/${pathOf(site)}/${level}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        endTimeUtc: at,
        toolExecutionNotifications: coverage.unjudged.map((address) => unjudged(address, options)),
      },
    ],
    artifacts: Object.entries(inputs).map(([name, digest]) => artifact(name, digest, options)),
    results: results.map((result) => resultOf(result, ids.indexOf(result.rule), assessment, options)),
    properties: { site, level, engine: tool.engine, rules: tool.rules, summary, coverage },
  }
}

const LANGUAGE = { fr: 'fr-FR', en: 'en-US' }

/** A resource that no rule looked at is said, never silently clean. */
const unjudged = (address: string, { lang }: ReportOptions) => ({
  level: 'note',
  message: {
    text: plain({ fr: `rien ne juge ${address}.`, en: `nothing judges ${address}.` }[lang]),
  },
  locations: [{ logicalLocations: [{ fullyQualifiedName: address, kind: 'resource' }] }],
})

function artifact(name: string, digest: string, { folder }: ReportOptions) {
  const hash = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1]
  return {
    location: { uri: pathOf(inFolder(name, folder)) },
    ...(hash === undefined ? {} : { hashes: { 'sha-256': hash } }),
  }
}

/** `own`: the results of the rule, which hold what it cites even where this catalogue no longer has it. */
function descriptor(id: string, own: readonly Result[], { lang }: ReportOptions) {
  const rule = ruleOf(id)
  const [first] = own
  const title = titleOf(id, lang)
  const severity = rule?.severity ?? first?.severity ?? 'info'
  return {
    id,
    shortDescription: { text: sentence(title) },
    // A forge refuses a rule without them.
    fullDescription: { text: sentence(rule?.why[lang] ?? title) },
    help: { text: sentence(rule?.fix[lang] ?? title) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      severity,
      sources: first?.sources ?? [],
      ...(rule === undefined ? {} : { levels: rule.levels, kind: rule.kind, waivable: rule.waivable }),
    },
  }
}

function resultOf(result: Result, ruleIndex: number, assessment: Assessment, options: SarifOptions) {
  const { rule, subject, severity, basis, deferred, pending, variant, fingerprint } = result
  const category = categoryOf(result)
  const kind = KINDS[category]
  const { lang } = options
  return {
    ruleId: rule,
    ruleIndex,
    kind,
    level: kind === 'fail' ? LEVELS[severity] : 'none',
    message: { text: plain([`${subject} — ${titleOf(rule, lang)}.`, ...evidence(result, lang)].join('\n')) },
    locations: [location(result, assessment, options)],
    ...(fingerprint === undefined ? {} : { partialFingerprints: { 'socle/v1': fingerprint } }),
    ...suppression(result, options),
    properties: {
      category,
      severity,
      basis,
      subject,
      seen: wording(result, 'seen', lang),
      want: wording(result, 'want', lang),
      deferred,
      pending,
      variant,
    },
  }
}

function suppression({ status, reason, waiver }: Result, { lang }: ReportOptions) {
  if (status !== 'waived') return {}
  const who = waiver === undefined ? '' : acceptedBy(waiver, lang)
  const justification = [waiver?.justification ?? reason ?? '', who].filter(Boolean).join(' — ')
  return { suppressions: [{ kind: 'external', status: 'accepted', justification, properties: waiver }] }
}

/** Forges refuse a file where a result points at no line: without its own it points at the head of what was judged. */
function location({ subject, where }: Result, { inputs }: Assessment, options: SarifOptions) {
  const place = placeOf(where)
  const names = Object.keys(inputs)
  const file = place?.file ?? names.find((name) => name === 'site.yaml') ?? names[0]
  const first = options.onlyProblems === true ? { startLine: 1 } : undefined
  const region = place
    ? { startLine: Math.max(1, place.line), startColumn: Math.max(1, place.column) }
    : first
  return {
    ...(file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: pathOf(inFolder(file, options.folder)) },
            ...(region === undefined ? {} : { region }),
          },
        }),
    logicalLocations: [{ fullyQualifiedName: subject, kind: 'resource' }],
  }
}

const pathOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/')

/** No placeholder and no link of its own: braces and `[…](…)` mean something in a SARIF message. */
const plain = (text: string): string => text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '] ')

const sentence = (text: string): string => plain(/[.!?…]$/.test(text) ? text : `${text}.`)
