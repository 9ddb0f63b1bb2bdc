import type { Result, Status } from '../../policies/assessment.ts'
import { addressed } from '../../policies/examples/networks.ts'
import { aProxy, aSite, FACTS, SITE, type Parts } from '../../policies/examples/site.ts'
import type { ConduitFact } from '../../policies/facts.ts'
import { RULES } from '../../policies/registry.ts'
import { resultsOf } from '../../policies/results.ts'
import type { Given } from '../../policies/rule.ts'
import type { Site } from '../../modules/site/site.ts'

export const DB = 'docker_container.db'
export const PROXY = 'docker_container.proxy'

/** A resource as a client would write it, or what of it differs. */
export type Body = Readonly<Record<string, unknown>>
export type Lan = Site['network']['lan']

type Judged = ReturnType<Given>

/** What a rule says of all its subjects, in its own order. */
export function results(id: string, given: Judged): Result[] {
  const rule = RULES.find((candidate) => candidate.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  const nothing = { options: {}, documents: {}, judged: [], waivers: [] }
  return resultsOf(rule, { now: new Date('2026-11-23T10:00:00Z'), ...nothing, ...given })
}

const resultOn = (id: string, given: Judged, subject: string): Result | undefined =>
  results(id, given).find((result) => result.subject === subject)

export const status = (id: string, given: Judged, subject: string): Status | undefined =>
  resultOn(id, given, subject)?.status

/** `fail: what was seen`. */
export function verdict(id: string, given: Judged, subject: string): string {
  const found = resultOn(id, given, subject)
  return found ? `${found.status}: ${found.seen}` : 'no verdict'
}

/** The example site as a file of nobody we know. */
export function strange(parts: Parts = {}): Judged {
  const { facts: _, ...foreign } = aSite(parts)
  return foreign
}

/** The example site, its networks with an address each, under a description of which this differs. */
export const described = (over: Partial<Site>): Judged =>
  aSite(addressed(), { ...FACTS, site: { ...SITE, ...over } })

export const withLan = (lan: Lan): Judged => described({ network: { ...SITE.network, lan } })

export const integrating = (over: Partial<Site['integrations'][number]>): Judged =>
  described({ integrations: SITE.integrations.map((each) => ({ ...each, ...over })) })

export const exchanging = (host: string, port: number): Judged =>
  described({ ...(SITE.exchange ? { exchange: { ...SITE.exchange, endpoints: [{ host, port }] } } : {}) })

/** The proxy with one port, 443 on every address unless written otherwise. */
export const publishing = (port: Body, more: Body = {}): Parts => ({
  containers: { proxy: aProxy({ ports: { internal: 8443, external: 443, ...port }, ...more }) },
})

export const conduit = (from: string, to: string, port: number): ConduitFact => ({
  from,
  to,
  port,
  protocol: 'tcp',
  reason: { fr: 'essai', en: 'trial' },
})
