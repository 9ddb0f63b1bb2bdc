import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '../../policies/assess.ts'
import type { Assessment, Level } from '../../policies/assessment.ts'
import { FACTS } from '../../policies/examples/site.ts'
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

type Described = 'synth' | 'plan'

/** Judged before anything runs, its files in this order. */
function judged(site: GeneratedSite, level: Described, order = inOrder, rules = RULES): Assessment {
  const graph = level === 'synth' ? synthGraph(site, order) : planGraph(site, order)
  return assessed({ level, graph, facts: site.facts }, rules)
}

const reportsOf = (assessment: Assessment): Readonly<Record<string, string>> => ({
  console: consoleReport(assessment, { lang: 'fr' }),
  'report.html': htmlReport({ [assessment.level]: assessment }, { lang: 'fr' }),
  ...renderMachineReports([assessment], { lang: 'fr' }),
})

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

  const level = fc.constantFrom<Described>('synth', 'plan')
  const backwards: Order = (stacks) => [...stacks].reverse()

  test(
    'the order of files, resources and keys changes no byte of an assessment',
    () => {
      const property = fc.property(GENERATED_SITE, level, (site, at) => {
        const other = judged(reversed(site) as GeneratedSite, at, backwards)
        expect(JSON.stringify(other)).toBe(JSON.stringify(judged(site, at)))
      })
      fc.assert(property, RUNS)
    },
    LONG,
  )

  // A third of the rules at a time: a report of them all is long to write.
  test(
    'nor of any report of it',
    () => {
      const property = fc.property(GENERATED_SITE, level, fc.nat(2), (site, at, third) => {
        const rules = RULES.filter((_, index) => index % 3 === third)
        const other = judged(reversed(site) as GeneratedSite, at, backwards, rules)
        expect(reportsOf(other)).toEqual(reportsOf(judged(site, at, inOrder, rules)))
      })
      fc.assert(property, RUNS)
    },
    LONG,
  )
})

/** What is known of a site that stands, and that a description leaves open; what is seen then differs, or its status. */
const OPEN_UNTIL_IT_STANDS: Readonly<Record<string, string>> = {
  'NET-01': 'without ipam_config the engine chooses the addresses, which a plan of what exists shows',
  'NET-08': 'the same addresses, against those of the guests',
}

const BY_ITS_ANSWERS =
  'a door is judged by its configuration before it runs, by its answers after: none was probed here'

/** What is asked of the engine and of the doors themselves, which this inspection does not hold. */
const ASKED_WHERE_IT_RUNS: Readonly<Record<string, string>> = {
  'ADM-01': 'docker info: whether the API of the engine listens on the network',
  'CTR-10': 'docker image inspect: the age of the image',
  'TLS-01': BY_ITS_ANSWERS,
  'TLS-02': BY_ITS_ANSWERS,
  'TLS-06': BY_ITS_ANSWERS,
  'TLS-07': BY_ITS_ANSWERS,
  'WEB-01': BY_ITS_ANSWERS,
}

describe('one site that Terraform planned and Docker ran', () => {
  const fixture = (name: string): unknown =>
    JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'))
  const facts = { ...FACTS, id: 'h2' }
  const declared = fromSynth([{ name: 'site', json: fixture('site.tf.json') }])
  const planned = (name: string) => verdicts('plan', fromPlan([{ name: 'site', json: fixture(name) }]), facts)
  const except = <T extends { readonly rule: string }>(all: readonly T[], ...lists: readonly object[]): T[] =>
    all.filter(({ rule }) => !lists.some((list) => Object.hasOwn(list, rule)))

  test('planned on an empty host', () => {
    expect(planned('create.plan.json')).toEqual(verdicts('synth', declared, facts))
  })

  test('planned again once it stands', () => {
    const synth = verdicts('synth', declared, facts)
    expect(except(planned('no-op.plan.json'), OPEN_UNTIL_IT_STANDS)).toEqual(
      except(synth, OPEN_UNTIL_IT_STANDS),
    )
  })

  test('as the engine runs it', () => {
    const graph = fromLive(sortInspection(fixture('live.inspect.json')), { siteId: 'h2', declared })
    const everywhere = RULES.filter(({ levels }) => levels.includes('synth') && levels.includes('live'))
    const statuses = (level: Level, judged: Graph) => {
      const { results } = assessed({ level, graph: judged, facts }, everywhere)
      return except(results, OPEN_UNTIL_IT_STANDS, ASKED_WHERE_IT_RUNS).map(
        ({ rule, subject, status }) => `${rule} ${subject} ${status}`,
      )
    }
    expect(statuses('live', graph)).toEqual(statuses('synth', declared))
  })
})
