import { describe, expect, test } from 'vitest'
import { aPlan, ofDatabase, standing, type Planned } from '../../policies/examples/changes.ts'
import { FACTS, SITE } from '../../policies/examples/site.ts'
import { judged, DB } from './verdict-of.ts'

/** What a plan takes away, each case with the status that was worked out by hand. */

const VOLUME = 'docker_volume.db-data'
const volume = (change: Partial<Planned>): Planned => ({
  address: VOLUME,
  type: 'docker_volume',
  actions: ['no-op'],
  before: { name: 'demo-db-data' },
  after: { name: 'demo-db-data' },
  ...change,
})

describe('DST-01: data volumes', () => {
  test.each<[string, Partial<Planned>, string, string]>([
    ['untouched', {}, 'pass', 'demo-db-data: no-op'],
    ['created', { actions: ['create'], before: null }, 'pass', 'demo-db-data: create'],
    [
      'a label added',
      { actions: ['delete', 'create'], replace_paths: [['labels']] },
      'fail',
      'demo-db-data: delete+create (labels)',
    ],
    [
      'another driver option',
      { actions: ['delete', 'create'], replace_paths: [['driver_opts', 'device'], ['driver']] },
      'fail',
      'demo-db-data: delete+create (driver, driver_opts.device)',
    ],
    [
      'created before it is destroyed',
      { actions: ['create', 'delete'], replace_paths: [['name']] },
      'fail',
      'demo-db-data: create+delete (name)',
    ],
    ['no longer described', { actions: ['delete'], after: null }, 'fail', 'demo-db-data: delete'],
    ['forgotten', { actions: ['forget'], after: null }, 'pass', 'demo-db-data: forget'],
    ['forgotten and created anew', { actions: ['create', 'forget'] }, 'pass', 'demo-db-data: create+forget'],
  ])('%s: %3$s', (_, change, status, seen) => {
    expect(judged('DST-01', aPlan(volume(change)), VOLUME)).toMatchObject({ status, seen })
  })

  test.each([
    ['module.vault.docker_volume.data', []],
    ['module.vault[0].docker_volume.data["db"]', []],
    ['module.vault.module.inner.docker_volume.data[1]', ['other']],
  ])('in a module: %s', (address, allowVolumeDeletion) => {
    const plan = aPlan(volume({ address, actions: ['delete'], after: null }))
    expect(judged('DST-01', { ...plan, options: { allowVolumeDeletion } }, address)?.status).toBe('fail')
  })
})

describe('DST-02: networks', () => {
  const NETWORK = 'docker_network.tryton-db'
  const network = (change: Partial<Planned>): Planned => ({
    address: NETWORK,
    type: 'docker_network',
    actions: ['delete', 'create'],
    before: { name: 'demo-tryton-db' },
    after: { name: 'demo-tryton-db' },
    ...change,
  })

  test.each<[string, Partial<Planned>, string, string]>([
    ['untouched', { actions: ['no-op'] }, 'pass', 'demo-tryton-db: no-op'],
    [
      'replaced',
      { replace_paths: [['ipam_config', 0, 'subnet']] },
      'fail',
      'demo-tryton-db: delete+create (ipam_config.0.subnet); restarting: docker_container.db',
    ],
    [
      'deleted',
      { actions: ['delete'], after: null },
      'fail',
      'demo-tryton-db: delete; restarting: docker_container.db',
    ],
    [
      'another one',
      { address: NETWORK, before: { name: 'lone' }, after: { name: 'lone' } },
      'fail',
      'lone: delete+create',
    ],
  ])('%s: %3$s', (_, change, status, seen) => {
    const plan = aPlan(network(change), ofDatabase())
    expect(judged('DST-02', plan, NETWORK)).toMatchObject({ status, seen })
  })

  test('a container that leaves it, and one that joins it', () => {
    const leaving = ofDatabase({}, { after: standing({ networks_advanced: [{ name: 'other' }] }) })
    const joining = {
      ...ofDatabase(),
      address: 'docker_container.tryton',
      before: standing({ name: 'demo-tryton', networks_advanced: [{ name: 'other' }] }),
      after: standing({ name: 'demo-tryton' }),
    }
    expect(judged('DST-02', aPlan(network({}), leaving, joining), NETWORK)?.fr?.seen).toBe(
      'demo-tryton-db: delete+create; redémarrent : docker_container.db, docker_container.tryton',
    )
  })
})

describe('DST-03: containers', () => {
  test.each<[string, Partial<Planned>, string, string]>([
    ['untouched', { actions: ['no-op'], replace_paths: [] }, 'pass', 'demo-db: no-op'],
    ['updated in place', { actions: ['update'], replace_paths: [] }, 'pass', 'demo-db: update'],
    [
      'replaced for two reasons',
      { replace_paths: [['image'], ['env']] },
      'fail',
      'demo-db: delete+create (env, image)',
    ],
    ['replaced because it is tainted', { replace_paths: [] }, 'fail', 'demo-db: delete+create'],
    ['deleted', { actions: ['delete'], after: null, replace_paths: [] }, 'fail', 'demo-db: delete'],
    ['forgotten', { actions: ['forget'], after: null, replace_paths: [] }, 'pass', 'demo-db: forget'],
  ])('%s: %3$s', (_, change, status, seen) => {
    const found = judged('DST-03', aPlan(ofDatabase({}, change)), DB)
    expect(found).toMatchObject({ status, seen, severity: 'info' })
  })
})

describe('DST-04: volumes without a name', () => {
  const unnamed = { volumes: [{ container_path: '/data' }] }
  test.each<[string, Record<string, unknown>, string]>([
    ['removed by default', { ...unnamed, remove_volumes: undefined }, 'fail'],
    ['removed', { ...unnamed, remove_volumes: true }, 'fail'],
    ['kept', { ...unnamed, remove_volumes: false }, 'pass'],
    ['by the long form', { remove_volumes: true, mounts: [{ type: 'volume', target: '/data' }] }, 'fail'],
    [
      'by the name of the engine',
      { remove_volumes: true, mounts: [{ type: 'volume', source: '0'.repeat(64), target: '/d' }] },
      'fail',
    ],
    ['named, but the image is not known', { remove_volumes: true }, 'unknown'],
    ['named and kept', { remove_volumes: false }, 'pass'],
    ['in memory', { remove_volumes: true, mounts: [{ type: 'tmpfs', target: '/data' }] }, 'unknown'],
  ])('%s: %3$s', (_, before, expected) => {
    expect(judged('DST-04', aPlan(ofDatabase(before)), DB)?.status).toBe(expected)
    expect(judged('DST-04', aPlan(ofDatabase(before, { actions: ['no-op'] })), DB)?.status).toBe('pass')
  })

  test('says what goes, and why', () => {
    expect(judged('DST-04', aPlan(ofDatabase({ ...unnamed, remove_volumes: true })), DB)?.seen).toBe(
      'demo-db: delete+create (image); remove_volumes=true, unnamed anonymous:/data',
    )
  })
})

describe('DST-05: images', () => {
  const IMAGE = 'docker_image.app'
  const image = (keep_locally: unknown, actions: Planned['actions']): Planned => ({
    address: IMAGE,
    type: 'docker_image',
    actions,
    before: { name: 'nginx:1.26', keep_locally },
    after: actions.includes('create') ? { name: 'nginx:1.27', keep_locally: true } : null,
    ...(actions.length > 1 ? { replace_paths: [['name']] } : {}),
  })
  test.each<[unknown, Planned['actions'], string, string]>([
    [null, ['delete', 'create'], 'fail', 'nginx:1.26: delete+create (name); keep_locally=false'],
    [false, ['create', 'delete'], 'fail', 'nginx:1.26: create+delete (name); keep_locally=false'],
    [true, ['delete', 'create'], 'pass', 'nginx:1.26: delete+create (name); keep_locally=true'],
    [false, ['delete'], 'fail', 'nginx:1.26: delete; keep_locally=false'],
    [false, ['forget'], 'pass', 'nginx:1.26: forget'],
  ])('keep_locally %j, %j: %s', (keep, actions, status, seen) => {
    expect(judged('DST-05', aPlan(image(keep, actions)), IMAGE)).toMatchObject({ status, seen })
  })
})

describe('DST-06: data replaced', () => {
  const backup = {
    daily: '02:30',
    rpo: '24 hours',
    rto: '4 hours',
    local: { keep: '30 days' },
    restoreTest: { every: '1 week' },
  }
  const site = { ...SITE, backup }
  const judge = (
    backups: readonly { role: string; at: string }[] | undefined,
    plan = aPlan(ofDatabase()),
  ) => {
    const facts = { ...FACTS, site, capabilities: ['container', 'backup'], ...(backups ? { backups } : {}) }
    return judged('DST-06', { ...plan, facts }, DB)
  }

  test.each([
    ['2026-11-22T10:00:00Z', 'pass'],
    ['2026-11-22T09:59:59Z', 'fail'],
    ['2026-11-23T10:00:00Z', 'pass'],
    ['2026-11-23T10:00:01Z', 'fail'],
    ['2026-11-22T11:30:00+02:00', 'fail'],
    ['never', 'fail'],
  ])('backed up at %s, 24 hours promised: %s', (time, expected) => {
    expect(judge([{ role: 'db', at: time }])?.status).toBe(expected)
  })

  test.each<[string, { role: string; at: string }[] | undefined, string]>([
    ['none is made', undefined, 'fail'],
    ['of another role', [{ role: 'tryton', at: '2026-11-23T09:00:00Z' }], 'fail'],
    [
      'the last one counts',
      [
        { role: 'db', at: '2026-11-23T09:00:00Z' },
        { role: 'db', at: '2026-11-01T09:00:00Z' },
      ],
      'pass',
    ],
  ])('%s: %3$s', (_, backups, expected) => {
    expect(judge(backups)?.status).toBe(expected)
  })

  test('not built yet: nothing to judge, and why', () => {
    const found = judged('DST-06', { ...aPlan(ofDatabase()), facts: FACTS }, 'site')
    expect(found?.status).toBe('not-applicable')
    expect(judged('DST-06', aPlan(ofDatabase()), 'site')?.reason).toBe(
      'no container in the plan, or no site.yaml',
    )
  })

  test('says what was seen, in both languages', () => {
    expect(judge([{ role: 'db', at: '2026-11-20T02:30:00Z' }])).toMatchObject({
      seen: 'demo-db: delete+create (image); writes demo-db-data:/var/lib/postgresql/data; last backup of db: 2026-11-20T02:30:00Z',
      want: 'a backup younger than backup.rpo (24 hours)',
      fr: {
        seen: 'demo-db: delete+create (image); writes demo-db-data:/var/lib/postgresql/data; dernière sauvegarde de db : 2026-11-20T02:30:00Z',
        want: 'une sauvegarde plus récente que backup.rpo (24 hours)',
      },
    })
  })
})
