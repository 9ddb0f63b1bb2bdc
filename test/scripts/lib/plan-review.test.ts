import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Assessment, Result } from '../../../policies/assessment.ts'
import type { ImagesLock } from '../../../scripts/docker/images/lock.ts'
import type { ResourceChange, StackPlan } from '../../../scripts/engines/engine.ts'
import { imageChanges, recordAppliedImages } from '../../../scripts/lib/applied-images.ts'
import { plannedChanges } from '../../../scripts/lib/plan-changes.ts'
import { planComment, type PlanComment } from '../../../scripts/lib/plan-comment.ts'
import { planTable } from '../../../scripts/lib/plan-table.ts'

const change = (address: string, actions: string[], paths: unknown[] = []): ResourceChange => ({
  address,
  mode: 'managed',
  type: address.split('.')[0] ?? '',
  name: address.split('.')[1] ?? '',
  change: { actions, before: null, after: null, after_unknown: {}, replace_paths: paths },
})

const PLANS: StackPlan[] = [
  {
    name: 'site',
    json: {
      format_version: '1.2',
      resource_changes: [
        change('docker_container.proxy', ['create']),
        change('docker_container.db', ['delete', 'create'], [['image'], ['labels', 0]]),
        change('docker_container.tryton', ['no-op']),
        change('docker_volume.db-data', ['delete']),
        change('docker_network.proxy-edge', ['update']),
      ],
    },
  },
]

describe('the changes of a plan', () => {
  const changes = plannedChanges(PLANS)

  test('come with what is lost first, and without what does not change', () => {
    expect(changes).toEqual([
      { kind: 'delete', address: 'docker_volume.db-data', why: [] },
      { kind: 'replace', address: 'docker_container.db', why: ['image', 'labels'] },
      { kind: 'update', address: 'docker_network.proxy-edge', why: [] },
      { kind: 'create', address: 'docker_container.proxy', why: [] },
    ])
  })

  test('read as a table on a terminal', () => {
    expect(planTable(changes, [], 'fr')).toBe(
      [
        'Changements (4)',
        '  SUPPRIMÉ  docker_volume.db-data',
        '  REMPLACÉ  docker_container.db  (image, labels)',
        '  modifié   docker_network.proxy-edge',
        '  créé      docker_container.proxy',
      ].join('\n'),
    )
    expect(planTable([], [], 'en')).toBe('No changes.')
  })
})

describe('the review comment', () => {
  const result = (status: Result['status'], seen: string): Result => ({
    rule: 'CTR-01',
    subject: 'docker_container.db',
    status,
    severity: 'blocking',
    seen,
    want: '',
    basis: 'configured',
    sources: [],
  })
  const comment = (over: Partial<PlanComment> = {}, results: Result[] = []): string =>
    planComment({
      assessment: {
        site: 'cabinet-durand',
        level: 'plan',
        at: '2026-11-23T10:00:00.000Z',
        tool: { engine: 'terraform 1.11.4' },
        results,
        coverage: { resources: 5, judged: 5, unjudged: [], attributes: [] },
        summary: { pass: 0, fail: results.length, unknown: 0, waived: 0, declared: 0, 'not-applicable': 0 },
      } as unknown as Assessment,
      changes: plannedChanges(PLANS),
      images: [],
      digest: 'sha256:abc',
      lang: 'en',
      ...over,
    })

  test('begins with its mark and its verdict, then with what is destroyed', () => {
    expect(comment().split('\n').slice(0, 12)).toEqual([
      '<!-- socle:plan site=cabinet-durand -->',
      '## Plan · cabinet-durand · terraform 1.11.4',
      '',
      '1 created · 1 updated · **1 replaced** · **1 deleted**',
      '',
      '**plan · nothing blocking or major fails**',
      '',
      expect.stringContaining('0 failed'),
      '',
      '### Destroyed or replaced',
      '',
      '- **DELETE** `docker_volume.db-data`',
    ])
  })

  test('gives no markup to what it quotes', () => {
    const text = comment({}, [result('fail', '| <img src=x> [a](javascript:b)\n# title')])
    expect(text).toContain('\\| \\<img src=x\\> \\[a\\](javascript:b)\\\\u000a\\# title')
  })

  test('never grows beyond what a forge accepts, and never loses its danger block', () => {
    const changes = Array.from({ length: 5000 }, (_, index) => ({
      kind: 'create' as const,
      address: `docker_container.c${index}`,
      why: [],
    }))
    const text = comment({ changes: [...plannedChanges(PLANS), ...changes] })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000)
    expect(text).toContain('**DELETE** `docker_volume.db-data`')
    expect(text).toContain('continued in assessment.plan.json')
    expect(text.endsWith('Reviewed digest : `sha256:abc`\n')).toBe(true)
  })
})

describe('images since the last apply', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'socle-images-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const lock = (id: string, packages: Record<string, string>): ImagesLock => ({
    version: 1,
    images: {
      'socle/postgresql:0123456789ab': { id, builtAt: '2026-11-23T10:00:00Z', base: 'sha256:b', packages },
    },
  })

  test('before any apply there is nothing to compare with', () => {
    expect(imageChanges(folder, lock('sha256:1', {}))).toEqual([])
  })

  test('a rebuilt image shows each package that came, went or changed', () => {
    recordAppliedImages(folder, lock('sha256:1', { openssl: '3.5.1', gone: '1', same: '1' }))
    const now = lock('sha256:2', { openssl: '3.5.4', came: '2', same: '1' })
    expect(imageChanges(folder, now)).toEqual([
      {
        repository: 'socle/postgresql',
        from: 'sha256:1',
        to: 'sha256:2',
        packages: [
          { package: 'came', to: '2' },
          { package: 'gone', from: '1' },
          { package: 'openssl', from: '3.5.1', to: '3.5.4' },
        ],
      },
    ])
    const changes = plannedChanges(PLANS)
    expect(planTable(changes, imageChanges(folder, now), 'fr')).toContain('  openssl  3.5.1 → 3.5.4')
  })

  test('an image that is the same one shows nothing', () => {
    recordAppliedImages(folder, lock('sha256:1', {}))
    expect(imageChanges(folder, lock('sha256:1', {}))).toEqual([])
  })
})
