import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromPlan } from '../../../policies/graph/plan.ts'
import { known, unknown } from '../../../policies/value.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'))

describe('what stood before a change', () => {
  const before = (address: string, type: string, values: object, more: object = {}) => ({
    address,
    mode: 'managed',
    type,
    name: 'x',
    ...more,
    change: { actions: ['delete'], before: values, after: null },
  })
  const changesOf = (...resource_changes: object[]) =>
    fromPlan([{ name: 's', json: { format_version: '1.2', resource_changes } }]).changes

  test('a container with its mounts, those that it inherits included', () => {
    const [change] = changesOf(
      before('docker_container.x', 'docker_container', {
        name: 'x',
        image: 'sha256:1',
        destroy_grace_seconds: 30,
        remove_volumes: true,
        mounts: [{ type: 'volume', source: 'demo-data', target: '/d' }],
        volumes: [{ from_container: 'y', host_path: '', volume_name: '' }],
      }),
      before('docker_container.y', 'docker_container', {
        name: 'y',
        image: 'z',
        volumes: [{ host_path: '/srv', container_path: '/s', volume_name: '', from_container: '' }],
      }),
      before('docker_volume.v', 'docker_volume', { name: 'demo-data' }),
    )
    const { container, image } = change ?? {}
    expect([
      container?.image,
      container?.destroyGrace,
      container?.removeVolumes,
      image,
      container?.written,
    ]).toEqual([known('sha256:1'), known(30), known(true), undefined, undefined])
    expect(
      container?.mounts.map(({ source, volume, inheritedFrom }) => ({ source, volume, inheritedFrom })),
    ).toEqual([
      { source: known('demo-data'), volume: 'docker_volume.v', inheritedFrom: undefined },
      { source: known('/srv'), volume: undefined, inheritedFrom: 'docker_container.y' },
    ])
  })

  test('an image', () => {
    const [change] = changesOf(
      before('docker_image.x', 'docker_image', { name: 'nginx:1', keep_locally: true }),
    )
    expect([change?.container, change?.image?.name, change?.image?.keepLocally]).toEqual([
      undefined,
      known('nginx:1'),
      known(true),
    ])
  })

  test('what a failed replacement left, beside what replaced it', () => {
    const changes = changesOf(
      before('docker_container.x', 'docker_container', { name: 'new', image: 'b' }),
      before('docker_container.x', 'docker_container', { name: 'old', image: 'a' }, { deposed: 'f00d' }),
    )
    expect(changes.map(({ name, container }) => [name, container?.image])).toEqual([
      [known('new'), known('b')],
      [known('old'), known('a')],
    ])
  })

  test('nothing, of what is created', () => {
    const { changes } = fromPlan([{ name: 'site', json: fixture('create.plan.json') }])
    expect(changes.map(({ container, image }) => [container, image])).toEqual(
      changes.map(() => [undefined, undefined]),
    )
  })

  test('what Terraform hides stays hidden', () => {
    const json = {
      format_version: '1.2',
      resource_changes: [
        {
          address: 'docker_container.x',
          mode: 'managed',
          type: 'docker_container',
          name: 'x',
          change: {
            actions: ['delete'],
            before: { name: 'x', image: 'i', env: ['PASSWORD=hunter2'] },
            before_sensitive: { env: true },
            after: null,
          },
        },
      ],
    }
    const graph = fromPlan([{ name: 's', json }])
    expect(graph.changes.map(({ container }) => container?.env)).toEqual([[unknown('sensitive', 'env')]])
    expect(JSON.stringify(graph)).not.toContain('hunter2')
  })
})
