import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromPlan } from '../../../policies/graph/plan.ts'
import { byDefault, known, unknown, valueOr } from '../../../policies/value.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'))

describe('a plan of Terraform 1.11 with for_each, count, a module, a data source and a sensitive variable', () => {
  const graph = fromPlan([{ name: 'foreign', json: fixture('foreign.plan.json') }])
  const at = (address: string) => {
    const node = graph.containers.find((candidate) => candidate.address === address)
    if (!node) throw new Error(`no ${address}`)
    return node
  }

  test('every instance and every module is read', () => {
    expect(graph.containers.map(({ address }) => address)).toEqual([
      'docker_container.app["a"]',
      'docker_container.app["b"]',
      'docker_container.viadata',
      'module.inner.docker_container.inner',
    ])
  })

  test('what is computed because nobody wrote it has the default of the daemon', () => {
    const node = at('docker_container.app["a"]')
    expect([node.securityOpts, node.logDriver, node.ipcMode]).toEqual([
      [],
      byDefault('json-file'),
      byDefault(''),
    ])
  })

  test('the image is followed, through a module variable and a data source too', () => {
    expect(graph.containers.map(({ image }) => image)).toEqual(Array(4).fill(known('debian:trixie-slim')))
  })

  test('networks that do not exist yet are followed, all of them', () => {
    expect(
      at('docker_container.app["a"]')
        .networks.map(({ network }) => valueOr(network, '?'))
        .sort(),
    ).toEqual(['docker_network.back[0]', 'docker_network.front'])
    expect(at('module.inner.docker_container.inner').networks.map(({ network }) => network)).toEqual([
      known('docker_network.front'),
    ])
  })

  test('volumes are followed by name and by reference', () => {
    expect(
      at('docker_container.app["a"]')
        .mounts.map(({ volume }) => volume)
        .sort(),
    ).toEqual(['docker_volume.auto', 'docker_volume.data'])
  })

  test('a sensitive value is not read', () => {
    expect(at('docker_container.app["a"]').env).toEqual([unknown('sensitive', 'env')])
  })
})

describe('changes', () => {
  test('a label added to a volume replaces it', () => {
    const { changes } = fromPlan([{ name: 'vault', json: fixture('label.plan.json') }])
    expect(
      changes.map(({ address, actions, replacePaths, name }) => ({ address, actions, replacePaths, name })),
    ).toEqual([
      {
        address: 'docker_volume.db-data',
        actions: ['delete', 'create'],
        replacePaths: ['labels'],
        name: known('h2-db-data'),
      },
    ])
  })

  test('what does not change is judged too', () => {
    const graph = fromPlan([{ name: 'site', json: fixture('no-op.plan.json') }])
    expect(graph.containers.length).toBe(3)
    expect([...new Set(graph.changes.flatMap(({ actions }) => actions))]).toEqual(['no-op'])
  })

  test('what is deleted is a change and no longer a resource', () => {
    const graph = fromPlan([
      {
        name: 's',
        json: {
          format_version: '1.2',
          resource_changes: [
            {
              address: 'docker_container.x',
              mode: 'managed',
              type: 'docker_container',
              name: 'x',
              change: { actions: ['delete'], before: { name: 'x' }, after: null },
            },
          ],
        },
      },
    ])
    expect([graph.containers, graph.changes.map(({ actions }) => actions)]).toEqual([[], [['delete']]])
  })
})

describe('doubt', () => {
  const planned = (change: object, configuration?: object) =>
    fromPlan([
      {
        name: 's',
        json: {
          format_version: '1.2',
          resource_changes: [
            {
              address: 'docker_container.x',
              mode: 'managed',
              type: 'docker_container',
              name: 'x',
              change: { actions: ['create'], ...change },
            },
          ],
          ...(configuration
            ? {
                configuration: {
                  root_module: {
                    resources: [
                      {
                        address: 'docker_container.x',
                        mode: 'managed',
                        type: 'docker_container',
                        name: 'x',
                        ...configuration,
                      },
                    ],
                  },
                },
              }
            : {}),
        },
      },
    ]).containers[0]

  test('computed and written as an expression', () => {
    const node = planned(
      { after: {}, after_unknown: { log_driver: true } },
      { expressions: { log_driver: { references: ['var.driver'] } } },
    )
    expect(node?.logDriver).toEqual(unknown('computed', 'log_driver'))
  })

  test('computed and not written', () => {
    expect(
      planned({ after: {}, after_unknown: { log_driver: true } }, { expressions: {} })?.logDriver,
    ).toEqual(byDefault('json-file'))
  })

  test('computed, and the plan has no configuration to say whether it was written', () => {
    expect(planned({ after: {}, after_unknown: { log_driver: true } })?.logDriver).toEqual(
      unknown('computed', 'log_driver'),
    )
  })

  test('one unread key of a map, the others known', () => {
    const node = planned(
      { after: { tmpfs: { '/run': 'noexec' } }, after_unknown: { tmpfs: { '/tmp': true } } },
      { expressions: { tmpfs: { references: ['var.options'] } } },
    )
    expect(node?.tmpfs).toEqual([
      { key: known('/run'), value: known('noexec') },
      { key: known('/tmp'), value: unknown('computed', 'tmpfs./tmp') },
    ])
  })

  test('of two ports, the one without an external port has one of the engine', () => {
    const node = planned(
      {
        after: { ports: [{ internal: 80, external: 8080 }, { internal: 81 }] },
        after_unknown: { ports: [{}, { external: true }] },
      },
      {
        expressions: {
          ports: [
            { internal: { constant_value: 80 }, external: { constant_value: 8080 } },
            { internal: { constant_value: 81 } },
          ],
        },
      },
    )
    expect(node?.ports.map(({ external }) => external)).toEqual([known(8080), byDefault(0)])
  })

  test('of two ports, one of which is given by a variable, nobody knows which has none', () => {
    const node = planned(
      {
        after: { ports: [{ internal: 80 }, { internal: 81 }] },
        after_unknown: { ports: [{ external: true }, { external: true }] },
      },
      {
        expressions: {
          ports: [
            { internal: { constant_value: 80 }, external: { references: ['var.port'] } },
            { internal: { constant_value: 81 } },
          ],
        },
      },
    )
    expect(node?.ports.map(({ external }) => external)).toEqual([
      unknown('computed', 'ports.external'),
      unknown('computed', 'ports.external'),
    ])
  })

  test('a choice between two networks is not followed', () => {
    const node = planned(
      { after: { networks_advanced: [{}] }, after_unknown: { networks_advanced: [{ name: true }] } },
      {
        expressions: {
          networks_advanced: [
            {
              name: {
                references: [
                  'docker_network.a.id',
                  'docker_network.a',
                  'docker_network.b.id',
                  'docker_network.b',
                  'var.c',
                ],
              },
            },
          ],
        },
      },
    )
    expect(node?.networks.map(({ network }) => network)).toEqual([
      unknown('computed', 'networks_advanced.name'),
    ])
  })
})

describe('format', () => {
  test.each(['0.2', '1.0', '1.2', '1.99'])('%s is read', (version) => {
    expect(
      fromPlan([{ name: 'p', json: { format_version: version, resource_changes: [] } }]).containers,
    ).toEqual([])
  })

  test('2.0 is refused', () => {
    expect(() => fromPlan([{ name: 'p.json', json: { format_version: '2.0' } }])).toThrow(
      'JUDGE-PLAN-VERSION: p.json is in plan format 2.0; this version reads formats 0.x and 1.x',
    )
  })

  test.each([null, [], 'x', {}])('%j is refused', (json) => {
    expect(() => fromPlan([{ name: 'p.json', json }])).toThrow(
      'JUDGE-BAD-SHAPE: p.json has no format_version; give the output of `terraform show -json`',
    )
  })
})
