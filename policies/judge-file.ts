import type { Assessment, Level } from './assessment.ts'
import { assess, type AssessmentRequest } from './assess.ts'
import { fromCompose, type ComposeOptions } from './graph/compose.ts'
import { detect, sortInspection, type FileKind } from './graph/detect.ts'
import type { Graph } from './graph/graph.ts'
import { fromLive } from './graph/live.ts'
import { fromPlan } from './graph/plan.ts'
import { fromSynth } from './graph/synth.ts'

const LEVEL_OF: Readonly<Record<FileKind, Level>> = {
  configuration: 'synth',
  compose: 'synth',
  plan: 'plan',
  inspection: 'live',
}

/**
 * Judges one file of anybody's Docker infrastructure, at the level that its kind stands for.
 * @throws GraphError when it is none of the kinds that are read, or not as their tools write them
 */
export function judgeFile(
  json: unknown,
  name: string,
  request: Omit<AssessmentRequest, 'level' | 'graph'>,
  compose: ComposeOptions = {},
): Assessment {
  const kind = detect(json)
  return assess({ ...request, level: LEVEL_OF[kind], graph: graphOf(kind, name, json, compose) })
}

function graphOf(kind: FileKind, name: string, json: unknown, compose: ComposeOptions): Graph {
  if (kind === 'configuration') return fromSynth([{ name, json }])
  if (kind === 'plan') return fromPlan([{ name, json }])
  if (kind === 'compose') return fromCompose({ name, json }, compose)
  return fromLive(sortInspection(json))
}
