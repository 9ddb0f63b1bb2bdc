/** What the scripts use of the rule engine; everything here is pure. */
export { assess, catalogueDigest, type AssessmentRequest } from './assess.ts'
export {
  LEVELS,
  type Assessment,
  type Level,
  type Result,
  type Severity,
  type Status,
  wording,
} from './assessment.ts'
export { rulesCatalogue, type CatalogueEntry } from './catalogue.ts'
export { exitStatus, type ExitStatus } from './exit-status.ts'
export { type ConduitFact, type SiteFacts } from './facts.ts'
export { readYaml, type ComposeOptions } from './graph/compose.ts'
export { detect, sortInspection } from './graph/detect.ts'
export { GraphError } from './graph/graph-error.ts'
export {
  type ConfigFile,
  type EngineObservation,
  type Graph,
  type HttpObservation,
  type Observations,
  type ReachObservation,
  type TlsObservation,
} from './graph/graph.ts'
export { fromLive, type Inspection, type LiveOptions } from './graph/live.ts'
export { fromPlan, type PlanOptions } from './graph/plan.ts'
export { fromSynth, type NamedJson, type SynthOptions } from './graph/synth.ts'
export { judgeFile } from './judge-file.ts'
export { reachability, type Openness, type Reach } from './topology/reachability.ts'
export { RULES } from './registry.ts'
export { benchmarksMarkdown } from './report/benchmarks-md.ts'
export { consoleReport, type ConsoleOptions } from './report/console.ts'
export { type Signature as ReportSignature } from './report/html.ts'
export { renderReports } from './report/index.ts'
export { verdictBlocks, verdictLines } from './report/markdown.ts'
export { code, escaped, fitted, marker, table } from './report/markdown-text.ts'
export { withVisibleTexts } from './report/shared.ts'
export { rulesMarkdown } from './report/rules-md.ts'
export { type RecordedDocument, type RuleOptions } from './rule.ts'
export { type Acceptances } from './waivers/accept.ts'
export {
  readDerogations,
  readDocuments,
  readWaivers,
  type Reading as AcceptanceReading,
} from './waivers/read.ts'
