import { addressed } from '../../policies/example-networks.ts'
import { aProxy, aSite, FACTS, graphOf, SITE, type Parts } from '../../policies/examples.ts'
import type { Result } from '../../policies/assessment.ts'
import type { ConduitFact, SiteFacts } from '../../policies/facts.ts'
import { RULES } from '../../policies/registry.ts'
import { resultsOf } from '../../policies/results.ts'
import type { Given } from '../../policies/rule.ts'

/** What a resource is written with. */
export type Body = Readonly<Record<string, unknown>>

export type Lan = SiteFacts['site']['network']['lan']

export const results = (id: string, given: ReturnType<Given>): Result[] =>
  RULES.filter((rule) => rule.id === id).flatMap((rule) =>
    resultsOf(rule, {
      options: {},
      documents: {},
      judged: [],
      waivers: [],
      now: new Date('2026-11-23T10:00:00Z'),
      ...given,
    }),
  )

const of = (id: string, given: ReturnType<Given>, subject: string): Result | undefined =>
  results(id, given).find((result) => result.subject === subject)

export const status = (id: string, given: ReturnType<Given>, subject: string): string | undefined =>
  of(id, given, subject)?.status

/** `status: seen` of one subject. */
export function verdict(id: string, given: ReturnType<Given>, subject: string): string {
  const found = of(id, given, subject)
  return found ? `${found.status}: ${found.seen}` : 'no verdict'
}

export const PROXY = 'docker_container.proxy'
export const DB = 'docker_container.db'

/** The example site described otherwise. */
export const described = (site: Partial<SiteFacts['site']>, parts: Parts = addressed()) =>
  aSite(parts, { ...FACTS, site: { ...SITE, ...site } })

export const withLan = (lan: Lan) => described({ network: { ...SITE.network, lan } })

/** With one destination of the exchange. */
export const exchanging = (host: string, port: number) =>
  described(SITE.exchange ? { exchange: { ...SITE.exchange, endpoints: [{ host, port }] } } : {})

/** With every integration changed. */
export const integrating = (change: Partial<SiteFacts['site']['integrations'][number]>) =>
  described({ integrations: SITE.integrations.map((each) => ({ ...each, ...change })) })

/** The same resources in a file that no site.yaml describes. */
export const strange = (parts: Parts = {}): ReturnType<Given> => ({ level: 'synth', graph: graphOf(parts) })

export const publishing = (port: object, more: object = {}): Parts => ({
  containers: { proxy: aProxy({ ports: [{ internal: 8443, external: 443, ...port }], ...more }) },
})

export const conduit = (from: string, to: string, port: number): ConduitFact => ({
  from,
  to,
  port,
  protocol: 'tcp',
  reason: { fr: 'x', en: 'x' },
})
