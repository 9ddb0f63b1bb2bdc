import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Graph } from '../../../policies/graph/graph.ts'
import { fromPlan } from '../../../policies/graph/plan.ts'
import { fromSynth } from '../../../policies/graph/synth.ts'
import { known, unknown } from '../../../policies/value.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'))

type Json = Readonly<Record<string, unknown>>

describe('modules with count and for_each, one in another', () => {
  const graph = fromPlan([{ name: 'site', json: fixture('modules.plan.json') }])

  test('every instance is read', () => {
    expect(graph.containers.map(({ address }) => address)).toEqual([
      'docker_container.out',
      'module.inner[0].docker_container.in',
      'module.inner[0].module.deep["k"].docker_container.deep',
      'module.inner[1].docker_container.in',
      'module.inner[1].module.deep["k"].docker_container.deep',
      'module.keyed["a"].docker_container.in',
      'module.keyed["a"].module.deep["k"].docker_container.deep',
    ])
  })

  test('references lead to the instance beside, above, below, and to no other', () => {
    expect(graph.containers.map(({ networks }) => networks.map(({ network }) => network))).toEqual([
      [known('module.inner[1].docker_network.own'), known('module.keyed["a"].docker_network.own')],
      // `docker_network.front[count.index]`: the plan does not say how the two go together.
      [known('module.inner[0].docker_network.own'), unknown('computed', 'networks_advanced.name')],
      [known('module.inner[0].docker_network.own')],
      [known('module.inner[1].docker_network.own'), unknown('computed', 'networks_advanced.name')],
      [known('module.inner[1].docker_network.own')],
      [known('docker_network.front[0]'), known('module.keyed["a"].docker_network.own')],
      [known('module.keyed["a"].docker_network.own')],
    ])
    expect(graph.containers.flatMap(({ mounts }) => mounts.map(({ volume }) => volume))).toEqual([
      'module.inner[0].module.deep["k"].docker_volume.v',
      'module.inner[1].module.deep["k"].docker_volume.v',
      'module.keyed["a"].module.deep["k"].docker_volume.v',
    ])
  })

  test('images too, through a variable of the module', () => {
    expect(graph.containers.map(({ image }) => image)).toEqual(
      ['busybox', 'nginx:1.27', 'alpine', 'nginx:1.27', 'alpine', 'redis:7', 'alpine'].map(known),
    )
  })

  test('what is written is read from the configuration, null left out', () => {
    expect(graph.containers.slice(0, 3).map(({ written }) => written)).toEqual([
      ['image', 'name', 'networks_advanced'],
      ['image', 'log_driver', 'name', 'networks_advanced'],
      ['image', 'mounts', 'name', 'networks_advanced'],
    ])
  })
})

describe('data sources', () => {
  const synth = (container: Json, data: Json): Graph =>
    fromSynth([
      { name: 's', json: { data, resource: { docker_container: { a: { name: 'a', ...container } } } } },
    ])

  const expression = (value: unknown): unknown => {
    const [, found] = /^\$\{(.*)\}$/.exec(String(value)) ?? []
    return found === undefined
      ? { constant_value: value }
      : { references: [found, found.replace(/\.\w+$/, '')] }
  }

  /** A plan that read its data sources, as Terraform keeps them. */
  function plan(
    container: Json,
    data: readonly (readonly [address: string, values: Json, expressions: Json])[],
  ): Graph {
    const base = (address: string) => address.replace(/\[.*/, '')
    const typed = (address: string) => {
      const [, type = '', name = ''] = base(address).split('.')
      return { address, mode: 'data', type, name }
    }
    const json = {
      format_version: '1.2',
      resource_changes: [
        {
          address: 'docker_container.a',
          mode: 'managed',
          type: 'docker_container',
          name: 'a',
          change: { actions: ['no-op'], before: {}, after: { name: 'a', ...(container['after'] as Json) } },
        },
      ],
      prior_state: {
        values: {
          root_module: { resources: data.map(([address, values]) => ({ ...typed(address), values })) },
        },
      },
      configuration: {
        root_module: {
          resources: [
            {
              address: 'docker_container.a',
              mode: 'managed',
              type: 'docker_container',
              name: 'a',
              expressions: container['expressions'],
            },
            ...data.map(([address, , expressions]) => ({
              ...typed(address),
              address: base(address),
              expressions,
            })),
          ],
        },
      },
    }
    return fromPlan([{ name: 's', json }])
  }

  test.each([
    ['${data.docker_image.i.id}', 'docker_image'],
    ['${data.docker_image.i.name}', 'docker_image'],
    ['${data.docker_registry_image.i.name}', 'docker_registry_image'],
  ])('the image through %s', (image, type) => {
    const graph = synth({ image }, { [type]: { i: { name: 'nginx:1.27' } } })
    expect(graph.containers.map((node) => node.image)).toEqual([known('nginx:1.27')])
  })

  test('the digest of a registry image is not its name', () => {
    const graph = synth(
      { image: '${data.docker_registry_image.i.sha256_digest}' },
      { docker_registry_image: { i: { name: 'nginx' } } },
    )
    expect(graph.containers.map((node) => node.image)).toEqual([unknown('reference', 'image')])
  })

  test('docker_image.name asked of a registry', () => {
    const json = {
      data: { docker_registry_image: { r: { name: 'nginx:1.27' } } },
      resource: {
        docker_image: { i: { name: '${data.docker_registry_image.r.name}' } },
        docker_container: { a: { name: 'a', image: '${docker_image.i.image_id}' } },
      },
    }
    expect(fromSynth([{ name: 's', json }]).containers.map(({ image }) => image)).toEqual([
      known('nginx:1.27'),
    ])
  })

  test('a network that the file only looks up is followed, and not judged as if the file made it', () => {
    const networks_advanced = [
      { name: '${data.docker_network.n.id}' },
      { name: '${data.docker_network.n.name}' },
    ]
    const graph = synth({ image: 'x', networks_advanced }, { docker_network: { n: { name: 'shared' } } })
    expect(graph.networks).toEqual([])
    expect(graph.containers.map(({ networks }) => networks.map(({ network }) => network))).toEqual([
      [known('data.docker_network.n'), known('data.docker_network.n')],
    ])
    const planned = plan(
      {
        after: { networks_advanced: [{ name: 'f00d' }] },
        expressions: { networks_advanced: [{ name: expression('${data.docker_network.n.id}') }] },
      },
      [['data.docker_network.n', { name: 'shared', id: 'f00d' }, { name: { constant_value: 'shared' } }]],
    )
    expect([
      planned.networks,
      planned.containers.map(({ networks }) => networks.map(({ network }) => network)),
    ]).toEqual([[], [[known('data.docker_network.n')]]])
  })

  test('each instance of a data source has its own name', () => {
    const graph = plan(
      { after: { image: 'sha256:2' }, expressions: { image: expression('${data.docker_image.i[1].id}') } },
      [
        ['data.docker_image.i[0]', { name: 'nginx:1' }, { name: expression('${each.value}') }],
        ['data.docker_image.i[1]', { name: 'nginx:2' }, { name: expression('${each.value}') }],
      ],
    )
    expect(graph.containers.map(({ image }) => image)).toEqual([known('nginx:2')])
  })
})

describe('namespaces of others', () => {
  test('are told by name, however they are named', () => {
    const change = (name: string, id: string, more: Json) => ({
      address: `docker_container.${name}`,
      mode: 'managed',
      type: 'docker_container',
      name,
      change: { actions: ['no-op'], before: { id }, after: { id, name, image: 'x', ...more } },
    })
    const json = {
      format_version: '1.2',
      resource_changes: [
        change('a', 'aaa', {
          network_mode: 'container:bbb',
          pid_mode: 'container:bbb',
          ipc_mode: 'container:ccc',
        }),
        change('b', 'bbb', {}),
      ],
    }
    const [a] = fromPlan([{ name: 's', json }]).containers
    expect([a?.networkMode, a?.pidMode, a?.ipcMode]).toEqual([
      known('container:b'),
      known('container:b'),
      known('container:ccc'),
    ])
  })
})
