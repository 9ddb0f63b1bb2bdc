import { expect, test } from 'vitest'
import type { ResourceChange, StackPlan } from '../../../scripts/engines/engine.ts'
import type { Journal } from '../../../scripts/lib/journal.ts'
import { planDigest, requireReviewed } from '../../../scripts/lib/review.ts'

const change = (address: string, actions: string[], after: object | null = {}): ResourceChange => ({
  address,
  mode: 'managed',
  type: address.split('.')[0] ?? '',
  name: address.split('.')[1] ?? '',
  change: { actions, before: null, after: after as Record<string, unknown> | null, after_unknown: {} },
})

const plans = (...changes: ResourceChange[]): StackPlan[] => [
  { name: 'site', json: { format_version: '1.2', resource_changes: changes } },
]

const review = (digest: string) => ({ digest, at: '2026-11-23T10:00:00Z', engine: 'terraform' as const })

const journal: Journal = {
  startedAt: '',
  engine: 'terraform',
  digest: 'sha256:reviewed',
  inputs: 'sha256:inputs',
  creates: ['docker_container.db', 'docker_volume.db-data'],
  deletes: ['docker_container.db'],
}

const create = plans(change('docker_container.db', ['create']))

test('the digest does not move with the order in which networks are read', () => {
  const reading = (networks: string[]) =>
    plans(change('docker_container.db', ['no-op'], { network_data: networks, name: 'db' }))
  expect(planDigest(reading(['a', 'b']), 'x')).toBe(planDigest(reading(['b', 'a']), 'x'))
})

test.each([
  ['an action', plans(change('docker_container.db', ['update']))],
  ['an attribute', plans(change('docker_container.db', ['create'], { user: '0' }))],
  ['another resource', [...create, ...plans(change('docker_container.proxy', ['create']))]],
])('the digest moves with %s', (_what, other) =>
  expect(planDigest(other, 'x')).not.toBe(planDigest(create, 'x')),
)

test('the digest moves with what the plan is made from', () => {
  expect(planDigest(create, 'x')).not.toBe(planDigest(create, 'y'))
})

test('the reviewed plan passes', () => {
  expect(() => requireReviewed(create, 'sha256:d', 'sha256:i', review('sha256:d'), undefined)).not.toThrow()
})

test('a plan that changes nothing needs no review', () => {
  const nothing = plans(change('docker_container.db', ['no-op']))
  expect(() => requireReviewed(nothing, 'sha256:d', 'sha256:i', undefined, undefined)).not.toThrow()
})

test('a plan that nobody reviewed is refused', () => {
  expect(() => requireReviewed(create, 'sha256:d', 'sha256:i', undefined, undefined)).toThrow(
    'PLAN-NOT-REVIEWED no plan was reviewed for this site: run `socle plan`, read it, then `socle apply`',
  )
})

test('another plan than the reviewed one is refused', () => {
  expect(() => requireReviewed(create, 'sha256:d', 'sha256:i', review('sha256:e'), undefined)).toThrow(
    'PLAN-CHANGED',
  )
})

test.each([
  ['the reviewed creation', create, 'sha256:inputs', true],
  [
    'the reviewed replacement',
    plans(change('docker_container.db', ['delete', 'create'])),
    'sha256:inputs',
    true,
  ],
  [
    'something that was not reviewed',
    plans(change('docker_container.proxy', ['create'])),
    'sha256:inputs',
    false,
  ],
  ['other inputs', create, 'sha256:others', false],
  ['the deletion of a volume', plans(change('docker_volume.db-data', ['delete'])), 'sha256:inputs', false],
])('after an interruption, %s is finished without a new review: %4$s', (_what, plan, inputs, passes) => {
  const attempt = (): void => requireReviewed(plan, 'sha256:d', inputs, review('sha256:reviewed'), journal)
  if (passes) expect(attempt).not.toThrow()
  else expect(attempt).toThrow('PLAN-CHANGED')
})
