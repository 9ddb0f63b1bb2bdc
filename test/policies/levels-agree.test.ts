import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '../../policies/assess.ts'
import type { Assessment, Level } from '../../policies/assessment.ts'
import { FACTS } from '../../policies/examples.ts'
import { sortInspection } from '../../policies/graph/detect.ts'
import type { Graph } from '../../policies/graph/graph.ts'
import { fromLive } from '../../policies/graph/live.ts'
import { fromPlan } from '../../policies/graph/plan.ts'
import { fromSynth, type NamedJson } from '../../policies/graph/synth.ts'
import { RULES } from '../../policies/registry.ts'
import { consoleReport } from '../../policies/report/console.ts'
import { htmlReport } from '../../policies/report/html.ts'
import { renderMachineReports } from '../../policies/report/index.ts'
import { GENERATED_SITE, type GeneratedSite } from './generated-sites.ts'
import { planOf } from './plan-of.ts'

/**
 * Rules that say different things of one site at synth and on its plan, and why that is right. Those that declare
 * only one of the two levels are not compared.
 */
const DIFFERENT: Readonly<Record<string, string>> = {}

const BOTH = RULES.filter(
  ({ id, levels }) => levels.includes('synth') && levels.includes('plan') && DIFFERENT[id] === undefined,
)

type Json = Parameters<typeof planOf>[0]

interface Judged {
  readonly level: Level
  readonly graph: Graph
  readonly facts: GeneratedSite['facts']
}

const assessed = (request: Judged, rules = RULES): Assessment =>
  assess({
    ...request,
    siteId: 'demo',
    inputs: { 'site.yaml': 'sha256:0' },
    engine: 'none',
    version: '0',
    now: new Date('2026-11-25T10:00:00Z'),
    host: '',
    rules,
  })

const verdicts = (level: Level, graph: Graph, facts = FACTS) =>
  assessed({ level, graph, facts }, BOTH).results.map(({ rule, subject, status, severity, seen, want }) => {
    return { rule, subject, status, severity, seen, want }
  })

type Order = (stacks: readonly NamedJson[]) => readonly NamedJson[]
const inOrder: Order = (stacks) => stacks

const stacksOf = ({ vault, site }: GeneratedSite): NamedJson[] => [
  { name: 'vault', json: vault },
  { name: 'site', json: site },
]

const synthGraph = (site: GeneratedSite, order = inOrder): Graph =>
  fromSynth(order(stacksOf(site)), { configFiles: site.configFiles })

const planGraph = (site: GeneratedSite, order = inOrder): Graph => {
  const plans = stacksOf(site).map(({ name, json }) => ({ name, json: planOf(json as Json) }))
  return fromPlan(order(plans), { configFiles: site.configFiles })
}

/** The assessments of both levels as they are kept, and every report of them. */
function allThatIsSaid(site: GeneratedSite, stacks = inOrder): Readonly<Record<string, string>> {
  const { facts } = site
  const synth = assessed({ level: 'synth', graph: synthGraph(site, stacks), facts })
  const plan = assessed({ level: 'plan', graph: planGraph(site, stacks), facts })
  const options = { lang: 'fr' as const }
  return {
    synth: JSON.stringify(synth),
    plan: JSON.stringify(plan),
    console: consoleReport(synth, options) + consoleReport(plan, options),
    html: htmlReport({ synth, plan }, options),
    ...renderMachineReports([synth, plan], options),
  }
}

const reversed = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  )
}

const RUNS = { numRuns: 300 }
const LONG = 240_000

describe('one site, three levels', () => {
  test(
    'synth and plan give the same verdicts',
    () => {
      const property = fc.property(GENERATED_SITE, (site) => {
        expect(verdicts('plan', planGraph(site), site.facts)).toEqual(
          verdicts('synth', synthGraph(site), site.facts),
        )
      })
      fc.assert(property, RUNS)
    },
    LONG,
  )

  test(
    'the order of files, resources and keys changes no byte of what is said',
    () => {
      const property = fc.property(GENERATED_SITE, (site) => {
        expect(allThatIsSaid(reversed(site) as GeneratedSite, (stacks) => [...stacks].reverse())).toEqual(
          allThatIsSaid(site),
        )
      })
      fc.assert(property, RUNS)
    },
    LONG,
  )

  const fixture = (name: string): unknown =>
    JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'))
  const facts = { ...FACTS, id: 'h2' }
  const declared = fromSynth([{ name: 'site', json: fixture('site.tf.json') }])
  const statuses = (level: Level, graph: Graph) =>
    verdicts(level, graph, facts).map(({ rule, subject, status }) => `${rule} ${subject} ${status}`)

  test.each(['create.plan.json', 'no-op.plan.json'])('as Terraform itself plans it: %s', (name) => {
    expect(verdicts('plan', fromPlan([{ name: 'site', json: fixture(name) }]), facts)).toEqual(
      verdicts('synth', declared, facts),
    )
  })

  test('as the engine runs it', () => {
    const live = fromLive(sortInspection(fixture('live.inspect.json')), { siteId: 'h2', declared })
    expect(statuses('live', live)).toEqual(statuses('synth', declared))
  })
})
