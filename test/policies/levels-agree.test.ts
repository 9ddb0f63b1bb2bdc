import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '../../policies/assess.ts'
import type { Level } from '../../policies/assessment.ts'
import {
  aContainer,
  anApplication,
  aProxy,
  FACTS,
  terraformJson,
  type Parts,
} from '../../policies/examples.ts'
import type { Graph } from '../../policies/graph/graph.ts'
import { sortInspection } from '../../policies/graph/detect.ts'
import { fromLive } from '../../policies/graph/live.ts'
import { fromPlan } from '../../policies/graph/plan.ts'
import { fromSynth } from '../../policies/graph/synth.ts'
import { planOf } from './plan-of.ts'

/** Rules that only later levels judge say different things on purpose. */
const LATER = ['DST-01', 'DRF-01', 'DRF-02', 'DRF-03', 'TLS-01']

function verdicts(level: Level, graph: Graph, facts = FACTS) {
  const assessment = assess({
    level,
    graph,
    facts,
    siteId: 'demo',
    inputs: {},
    engine: 'none',
    version: '0',
    now: new Date(0),
    host: '',
  })
  return assessment.results
    .filter(({ rule }) => !LATER.includes(rule))
    .map(({ rule, subject, status, seen, want }) => ({ rule, subject, status, seen, want }))
}

const perhaps = <T>(...values: T[]) => fc.constantFrom<T | undefined>(undefined, ...values)

const fault = fc.record(
  {
    privileged: perhaps(true, false),
    read_only: perhaps(true, false),
    user: perhaps('0', '10001:10001', 'root', '${var.user}'),
    memory: perhaps(64, 512),
    memory_swap: perhaps(512, -1),
    cpus: perhaps('0.5', '1.0'),
    pid_mode: perhaps('host'),
    ipc_mode: perhaps('private', 'shareable', '${var.ipc}'),
    network_mode: perhaps('bridge', 'host', 'none', 'demo-proxy-edge'),
    image: perhaps('postgres:17', `sha256:${'1'.repeat(64)}`, '${docker_image.app.image_id}', '${var.image}'),
    capabilities: perhaps<object>({ drop: ['ALL'] }, { drop: ['ALL'], add: ['CAP_CHOWN'] }, { add: [] }),
    security_opts: perhaps(['no-new-privileges:true'], []),
    log_driver: perhaps('json-file', 'local', 'syslog'),
    log_opts: perhaps<object>({ 'max-size': '10m', 'max-file': '3' }, { 'max-size': '10m' }),
    env: perhaps(['TZ=UTC'], ['POSTGRES_PASSWORD=postgres'], ['PASSWORD=abc-def-ghi']),
    ports: perhaps<unknown>([], { internal: 80 }, [
      { internal: 80, ip: '127.0.0.1' },
      { internal: 81, ip: '::' },
    ]),
    mounts: perhaps<unknown>(
      [],
      [{ type: 'bind', source: '/var/run', target: '/r' }],
      [
        { type: 'volume', source: '${docker_volume.db-data.name}', target: '/d' },
        { type: 'volume', source: '${docker_volume.auto.id}', target: '/a', read_only: true },
      ],
    ),
    volumes: perhaps<unknown>(
      [],
      [{ host_path: '/proc', container_path: '/p' }],
      [{ volume_name: 'demo-db-data', container_path: '/q' }],
    ),
    networks_advanced: perhaps<unknown>(
      [],
      [{ name: '${docker_network.tryton-db.id}', aliases: ['db'] }],
      [{ name: '${docker_network.tryton-db.id}' }, { name: '${docker_network.proxy-edge.id}' }],
      [{ name: '${docker_network.proxy-tryton.name}' }, { name: '${var.network}' }],
    ),
  },
  { requiredKeys: [] },
)

const site = fc.record({ db: fault, tryton: fault, proxy: fault }).map(({ db, tryton, proxy }): Parts => ({
  containers: { db: aContainer(db), tryton: anApplication(tryton), proxy: aProxy(proxy) },
  images: { app: { name: 'nginx:1.27' } },
  volumes: { auto: {} },
}))

describe('one site, three levels', () => {
  test('synth and plan give the same verdicts', () => {
    fc.assert(
      fc.property(site, (parts) => {
        const json = terraformJson(parts)
        const synth = verdicts('synth', fromSynth([{ name: 'site', json }]))
        const plan = verdicts('plan', fromPlan([{ name: 'site', json: planOf(json) }]))
        expect(plan).toEqual(synth)
      }),
      { numRuns: 300 },
    )
  })

  test('the order of resources and of keys changes nothing', () => {
    const reversed = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, reversed(item)]),
      )
    }
    fc.assert(
      fc.property(site, (parts) => {
        const json = terraformJson(parts)
        expect(verdicts('synth', fromSynth([{ name: 'site', json: reversed(json) }]))).toEqual(
          verdicts('synth', fromSynth([{ name: 'site', json }])),
        )
      }),
      { numRuns: 100 },
    )
  })

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
