import { describe, expect, test } from 'vitest'
import { graphOf, aContainer } from '../../../policies/examples/site.ts'
import type { ContainerNode, Graph } from '../../../policies/graph/graph.ts'
import { fromSynth } from '../../../policies/graph/synth.ts'
import { byDefault, known, unknown } from '../../../policies/value.ts'

const only = (graph: Graph): ContainerNode => {
  const [node] = graph.containers
  if (!node || graph.containers.length !== 1) throw new Error('one container was expected')
  return node
}

const one = (body: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
  only(
    fromSynth([
      {
        name: 'site',
        json: { resource: { docker_container: { app: { name: 'app', image: 'i', ...body } }, ...more } },
      },
    ]),
  )

describe('provider defaults', () => {
  const node = one({ ports: { internal: 80 } })

  test.each([
    ['network_mode', node.networkMode, byDefault('bridge')],
    ['read_only', node.readOnly, byDefault(false)],
    ['privileged', node.privileged, byDefault(false)],
    ['restart', node.restart, byDefault('no')],
    ['remove_volumes', node.removeVolumes, byDefault(true)],
    ['must_run', node.mustRun, byDefault(true)],
    ['log_driver', node.logDriver, byDefault('json-file')],
    ['user', node.user, byDefault('')],
    ['ports.ip', node.ports[0]?.ip, byDefault('0.0.0.0')],
    ['ports.protocol', node.ports[0]?.protocol, byDefault('tcp')],
    ['ports.external', node.ports[0]?.external, byDefault(0)],
    ['pids_limit', node.pidsLimit, unknown('not-collected', 'pids_limit')],
  ])('%s', (_name, leaf, expected) => {
    expect(leaf).toEqual(expected)
  })
})

describe('values', () => {
  test('a block may be an object or an array of objects', () => {
    expect(one({ capabilities: { drop: ['all'] } }).capDrop).toEqual([known('ALL')])
    expect(one({ capabilities: [{ drop: ['CAP_all'] }] }).capDrop).toEqual([known('ALL')])
  })

  test('devices are given by path, as graphics cards, and asked of a driver', () => {
    const devices = (body: object) => one({ ...body }).devices
    expect(devices({})).toEqual([])
    expect(devices({ gpus: '' })).toEqual([])
    expect(devices({ devices: { host_path: '/dev/kvm' }, gpus: 'all' })).toEqual([
      known('/dev/kvm'),
      known('gpus=all'),
    ])
    expect(devices({ gpus: '${var.gpus}' })).toEqual([unknown('reference', 'gpus')])
    expect(
      devices({ device_requests: [{ count: -1 }, { device_ids: ['0', '1'] }, { count: '${var.count}' }] }),
    ).toEqual([known('gpus=all'), known('gpus=device=0,1'), unknown('reference', 'device_requests')])
  })

  test('what bears a name that is not read is followed all the same', () => {
    const node = one(
      { networks_advanced: { name: '${docker_network.n.name}' } },
      { docker_network: { n: { name: '${var.name}' } } },
    )
    expect(node.networks.map(({ network }) => network)).toEqual([known('docker_network.n')])
  })

  test('strings are read as numbers and booleans, as Terraform does', () => {
    const node = one({ memory: '512', read_only: 'true' })
    expect([node.memory, node.readOnly]).toEqual([known(512), known(true)])
  })

  test('a value of the wrong kind is in doubt, never a default', () => {
    expect(one({ memory: 'lots' }).memory).toEqual(unknown('reference', 'memory'))
  })

  test('a variable is in doubt, whatever its default', () => {
    expect(one({ user: '${var.user}' }).user).toEqual(unknown('reference', 'user'))
  })

  test('cpus from quota and period', () => {
    expect(one({ cpu_quota: 50000 }).cpus).toEqual(byDefault(0.5))
    expect(one({ cpu_quota: 150000, cpu_period: 50000 }).cpus).toEqual(known(3))
  })

  test('blocks made by `dynamic` are there, and nobody knows which', () => {
    expect(
      one({ dynamic: { ports: [{ for_each: '${var.p}', content: {} }] } }).ports.map(({ ip }) => ip),
    ).toEqual([unknown('reference', 'ports.ip')])
  })

  test('keys of prototypes are not values', () => {
    expect(one({ user: '${constructor}', name: '${local.toString}' }).user).toEqual(
      unknown('reference', 'user'),
    )
  })
})

describe('references', () => {
  test('every network is followed, by id, by name and in words', () => {
    const node = one(
      {
        networks_advanced: [
          { name: '${docker_network.a.id}' },
          { name: '${docker_network.b.name}' },
          { name: 'net-c' },
          { name: 'elsewhere' },
        ],
      },
      { docker_network: { a: { name: 'net-a' }, b: { name: 'net-b' }, c: { name: 'net-c' } } },
    )
    expect(node.networks.map(({ network }) => network)).toEqual([
      known('docker_network.a'),
      known('docker_network.b'),
      known('docker_network.c'),
      known('elsewhere'),
    ])
  })

  test('of two networks only one is in doubt', () => {
    const node = one({ networks_advanced: [{ name: 'a' }, { name: '${var.b}' }] })
    expect(node.networks.map(({ network }) => network)).toEqual([
      known('a'),
      unknown('reference', 'networks_advanced.name'),
    ])
  })

  test('network_mode that names a network attaches it', () => {
    expect(one({ network_mode: 'net-a' }, { docker_network: { a: { name: 'net-a' } } }).networks).toEqual([
      { network: known('docker_network.a'), aliases: [] },
    ])
  })

  test.each([
    'docker_image.app.image_id',
    'docker_image.app.id',
    'docker_image.app.name',
    'docker_image.app.repo_digest',
  ])('the image through %s', (reference) => {
    expect(
      one({ image: `\${${reference}}` }, { docker_image: { app: { name: 'nginx:1.27' } } }).image,
    ).toEqual(known('nginx:1.27'))
  })

  test('the image through a data source', () => {
    const graph = fromSynth([
      {
        name: 'site',
        json: {
          data: { docker_image: { app: { name: 'nginx:1.27' } } },
          resource: { docker_container: { app: { name: 'app', image: '${data.docker_image.app.id}' } } },
        },
      },
    ])
    expect(only(graph).image).toEqual(known('nginx:1.27'))
  })

  test('a container and its volume in two stacks', () => {
    const graph = fromSynth([
      { name: 'vault', json: { resource: { docker_volume: { 'db-data': { name: 'demo-db-data' } } } } },
      {
        name: 'site',
        json: {
          resource: {
            docker_container: {
              db: aContainer({ mounts: [{ type: 'volume', source: 'demo-db-data', target: '/d' }] }),
            },
          },
        },
      },
    ])
    expect(only(graph).mounts.map(({ volume }) => volume)).toEqual(['docker_volume.db-data'])
    expect(graph.volumes.map(({ stack }) => stack)).toEqual(['vault'])
  })

  test('a local that is a constant', () => {
    const json = {
      locals: { who: '10001:10001' },
      resource: { docker_container: { app: { name: 'a', image: 'i', user: '${local.who}' } } },
    }
    expect(only(fromSynth([{ name: 's', json }])).user).toEqual(known('10001:10001'))
  })

  test('references in a circle end', () => {
    const json = {
      locals: { a: '${local.b}', b: '${local.a}' },
      resource: { docker_container: { app: { name: 'a', image: 'i', user: '${local.a}' } } },
    }
    expect(only(fromSynth([{ name: 's', json }])).user).toEqual(unknown('reference', 'user'))
  })
})

describe('count and for_each', () => {
  const addresses = (body: Readonly<Record<string, unknown>>) =>
    fromSynth([
      { name: 's', json: { resource: { docker_container: { app: { name: 'x', image: 'i', ...body } } } } },
    ]).containers.map(({ address, name }) => [address, name])

  test('a literal count', () => {
    expect(addresses({ count: 2, name: 'app-${count.index}' })).toEqual([
      ['docker_container.app[0]', known('app-0')],
      ['docker_container.app[1]', known('app-1')],
    ])
    expect(addresses({ count: 0 })).toEqual([])
  })

  test('a literal for_each', () => {
    expect(addresses({ for_each: { a: { n: 'x' } }, name: '${each.key}-${each.value.n}' })).toEqual([
      ['docker_container.app["a"]', known('a-x')],
    ])
  })

  test('a count nobody can read is one container in doubt', () => {
    expect(addresses({ count: '${var.n}', name: 'app-${count.index}' })).toEqual([
      ['docker_container.app', unknown('reference', 'name')],
    ])
  })
})

test('what no rule reads is listed', () => {
  const { others } = fromSynth([
    {
      name: 's',
      json: {
        resource: { docker_plugin: { x: {} }, random_id: { y: {} } },
        data: { http: { z: {} } },
        module: { m: { source: './m' } },
      },
    },
  ])
  expect(others).toEqual(['docker_plugin.x', 'module.m', 'random_id.y'])
})

test('one address in two stacks is refused', () => {
  const json = { resource: { docker_volume: { v: { name: 'v' } } } }
  expect(() =>
    fromSynth([
      { name: 'a', json },
      { name: 'b', json },
    ]),
  ).toThrow('JUDGE-DUPLICATE-ADDRESS: docker_volume.v is in a and in b; judge them apart')
})

test('the example site is whole', () => {
  const graph = graphOf()
  expect(graph.containers.map(({ address }) => address)).toEqual([
    'docker_container.db',
    'docker_container.proxy',
    'docker_container.tryton',
  ])
})
