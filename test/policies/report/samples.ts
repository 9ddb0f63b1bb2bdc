import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assess, type AssessmentRequest } from '../../../policies/assess.ts'
import type { Assessment, Result } from '../../../policies/assessment.ts'
import {
  aContainer,
  aSite,
  aVolumeChange,
  at,
  FACTS,
  graphOf,
  only,
  running,
  terraformJson,
} from '../../../policies/examples/site.ts'
import { EMPTY_GRAPH } from '../../../policies/graph/graph.ts'
import { fromPlan } from '../../../policies/graph/plan.ts'
import { judgeFile } from '../../../policies/judge-file.ts'
import { RULES } from '../../../policies/registry.ts'
import type { Rule, Verdict } from '../../../policies/rule.ts'
import { planOf } from '../plan-of.ts'

/** Assessments that the tests of all reports share. */

export const BASE = {
  siteId: 'demo',
  inputs: { 'site.yaml': `sha256:${'a'.repeat(64)}`, 'site/cdk.tf.json': `sha256:${'b'.repeat(64)}` },
  engine: 'terraform 1.11.4',
  version: '0.1.0',
  now: new Date('2026-11-23T10:00:00Z'),
  host: 'h',
}

export const judged = (request: Partial<AssessmentRequest> = {}): Assessment =>
  assess({ ...BASE, level: 'synth', graph: graphOf(), facts: FACTS, ...request })

/** A rule of the catalogue that says this. */
export function saying(id: string, verdicts: readonly Partial<Verdict>[], more: Partial<Rule> = {}): Rule {
  const rule = RULES.find((candidate) => candidate.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  const whole = verdicts.map((verdict) => ({
    subject: 'docker_container.db',
    status: 'pass' as const,
    seen: 'a=1',
    want: 'a=2',
    ...verdict,
  }))
  return { ...rule, levels: ['synth'], kind: 'automated', check: () => whole, ...more }
}

const failing = saying('CTR-03', [{ status: 'fail', where: 'site.yaml:31:5' }])
const [found] = judged({ rules: [failing] }).results

/** Every category of result once, with a waiver that expires in twelve days. */
const variety = judged({
  rules: [
    saying('CTR-01', [
      { status: 'fail', seen: 'privileged=true', want: 'privileged=false', where: 'site.yaml:31:5' },
    ]),
    failing,
    saying('CTR-04', [
      { status: 'unknown', seen: 'ipc_mode=?', reason: { fr: 'illisible', en: 'unreadable' } },
    ]),
    saying('CTR-06', [{ status: 'declared', seen: 'note, 2026-10-01', basis: 'declared' }]),
    saying('CTR-07', [{ variant: true }, { subject: 'docker_container.tryton' }]),
    saying('CTR-08', [
      { status: 'not-applicable', seen: '', pending: 'document', reason: 'to supply', subject: 'site' },
    ]),
    saying('CTR-10', [{ status: 'unknown', reason: 'known after apply' }], { levels: ['synth', 'plan'] }),
    saying('CTR-11', [], { nothing: { fr: 'rien ici', en: 'nothing here' } }),
    saying('DST-01', [{ status: 'waived', subject: 'docker_volume.db-data', seen: 'demo-db-data: delete' }]),
    saying('NET-02', [
      { status: 'not-applicable', seen: '', pending: 'capability', reason: 'waits', subject: 'site' },
    ]),
    saying('NET-04', [{ status: 'unknown', severity: 'minor', reason: 'unreadable' }]),
  ],
  acceptances: {
    waivers: [
      {
        rule: 'CTR-03',
        subject: 'docker_container.db',
        justification: 'migration',
        compensating: 'read daily',
        owner: 'i.moreau',
        approvedBy: 'a.durand',
        expires: '2026-12-05',
        fingerprint: found?.fingerprint ?? '',
        where: 'waivers.yaml:3:5',
        lastLevel: 'live',
      },
    ],
    derogations: [],
  },
})

export const VARIETY: Assessment = {
  ...variety,
  coverage: {
    ...variety.coverage,
    attributes: [
      { type: 'docker_container', attribute: 'host_name', resources: 2 },
      { type: 'docker_container', attribute: 'init', resources: 1 },
      { type: 'docker_network', attribute: 'labels', resources: 1 },
    ],
  },
}

const fixtures = join(import.meta.dirname, '..', 'fixtures')
const parsed = (name: string): unknown => JSON.parse(readFileSync(join(fixtures, name), 'utf8'))

/** What the examples and the fixtures give, at every level, with and without faults. */
export const ASSESSMENTS: Readonly<Record<string, Assessment>> = {
  variety: VARIETY,
  synth: judged(),
  faults: judged({
    ...only(aContainer({ privileged: true, memory: '${var.memory}', env: ['A_PASSWORD=x1y2'] })),
  }),
  plan: judged({
    ...at('plan', aSite()),
    graph: fromPlan([{ name: 'site', json: planOf(terraformJson()) }]),
  }),
  deletion: judged({
    ...aVolumeChange({ actions: ['delete'], before: { name: 'demo-db-data' }, after: null }),
    options: { allowVolumeDeletion: ['db-data'] },
  }),
  live: judged(running()),
  nothing: judged({ graph: EMPTY_GRAPH }),
  ...Object.fromEntries(
    readdirSync(fixtures)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [
        name,
        judgeFile(parsed(name), name, {
          ...BASE,
          siteId: 'foreign',
          inputs: { [name]: `sha256:${'c'.repeat(64)}` },
        }),
      ]),
  ),
}

const HOSTILE = [
  '\u001b[2J\u0000\u0085 \u202e\u2066 \u200e\u{e0041}',
  ']]> </script> <!-- --> <img src=x onerror=alert(1)>',
  '`code` ``two`` | cell | \\| &#64;everyone &lt;',
  '@everyone #12 !34 ~label www.evil.example https://evil.example [a](https://evil.example) ![i](x)',
  '{0} ${x} [link](1)',
  '\ufffe\uffff \ud800 \udc00 👩‍👩‍👧 é\u0301',
  'first\nsecond\r\n# title\n| --- |\n',
  '   ',
  'x'.repeat(10_000),
]

/** The same assessment with texts that nobody vouches for, everywhere one can stand. */
export const hostile = (assessment: Assessment): Assessment => {
  const text = (index: number): string => HOSTILE[index % HOSTILE.length] ?? ''
  const spoilt = (result: Result, index: number): Result => ({
    ...result,
    subject: `docker_container.x["${text(index)}"]`,
    seen: text(index),
    want: text(index + 1),
    reason: text(index + 2),
    where: `${text(index + 3)}:3:7`,
    ...(result.waiver === undefined
      ? {}
      : {
          waiver: {
            ...result.waiver,
            justification: text(index),
            approvedBy: text(index + 1),
            expires: text(index),
          },
        }),
    fr: { seen: text(index + 4), want: text(index + 5), reason: text(index + 6) },
  })
  return {
    ...assessment,
    site: `--> ${HOSTILE.join(' ')}`,
    results: assessment.results.map(spoilt),
    coverage: { ...assessment.coverage, unjudged: HOSTILE },
    inputs: { [HOSTILE.join('')]: HOSTILE.join('') },
    tool: { ...assessment.tool, engine: HOSTILE.join('') },
  }
}
