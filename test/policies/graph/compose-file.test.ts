import { describe, expect, test } from 'vitest'
import { fromCompose, readYaml } from '../../../policies/graph/compose.ts'
import type { Graph } from '../../../policies/graph/graph.ts'
import { byDefault, known, unknown, valueOr } from '../../../policies/value.ts'
import { composed, containerOf } from './compose-of.ts'

const UNREAD = (about: string) => unknown('reference', about)

const networksOf = (graph: Graph, name: string) =>
  containerOf(graph, name).networks.map(({ network }) => network)

describe('a file', () => {
  const graph = composed(`
name: boutique
version: "3.9"
x-common: &common
  restart: unless-stopped
  cap_drop: [ALL]
services:
  web:
    <<: *common
    image: nginx:1.27
    init: true
    networks: { front: { aliases: [www] }, back: }
    deploy: { replicas: 2, resources: { limits: { memory: 64m } } }
  db:
    <<: [*common, { image: postgres:17, restart: "no" }]
    networks: [back]
networks:
  front:
    enable_ipv6: true
    driver_opts: { com.docker.network.bridge.enable_ip_masquerade: "false" }
    ipam: { config: [{ subnet: 10.60.0.0/28 }] }
  back: { internal: true, attachable: true, name: backend }
volumes:
  data: { driver: local, labels: [keep=yes] }
`)

  test('is as many nodes, at level synth, with their place in it', () => {
    const nodes = [...graph.containers, ...graph.networks, ...graph.volumes]
    expect(nodes.map(({ address, stack, where }) => [address, stack, where])).toEqual([
      ['docker_container.db', 'compose.yaml', 'compose.yaml:14:3'],
      ['docker_container.web', 'compose.yaml', 'compose.yaml:8:3'],
      ['docker_network.back', 'compose.yaml', 'compose.yaml:22:3'],
      ['docker_network.front', 'compose.yaml', 'compose.yaml:18:3'],
      ['docker_volume.data', 'compose.yaml', 'compose.yaml:24:3'],
    ])
  })

  test('merges what `<<` names, the first over the next and the written over all', () => {
    expect([containerOf(graph, 'db').restart, containerOf(graph, 'db').capDrop]).toEqual([
      known('unless-stopped'),
      [known('ALL')],
    ])
  })

  test('says which attributes were written, in the words of the rules', () => {
    expect(containerOf(graph, 'web').written).toEqual([
      'capabilities',
      'deploy',
      'image',
      'init',
      'memory',
      'networks_advanced',
      'restart',
    ])
    expect(graph.networks.map(({ written }) => written)).toEqual([
      ['attachable', 'internal', 'name'],
      ['ipam_config', 'ipv6', 'options'],
    ])
    expect(graph.volumes.map(({ written }) => written)).toEqual([['driver', 'labels']])
  })

  test('attaches services under their own name too', () => {
    expect(containerOf(graph, 'web').networks).toEqual([
      { network: known('docker_network.front'), aliases: [known('web'), known('www')] },
      { network: known('docker_network.back'), aliases: [known('web')] },
    ])
  })

  test('describes its networks', () => {
    expect(
      graph.networks.map(({ name, internal, ipv6, attachable, subnets, options }) => ({
        name,
        internal,
        ipv6,
        attachable,
        subnets,
        options,
      })),
    ).toEqual([
      {
        name: known('backend'),
        internal: known(true),
        ipv6: byDefault(false),
        attachable: known(true),
        subnets: [],
        options: [],
      },
      {
        name: byDefault('boutique_front'),
        internal: byDefault(false),
        ipv6: known(true),
        attachable: byDefault(false),
        subnets: [known('10.60.0.0/28')],
        options: [{ key: known('com.docker.network.bridge.enable_ip_masquerade'), value: known('false') }],
      },
    ])
  })
})

describe('networks', () => {
  test('a service that names none is on the default one, which is not internal', () => {
    const graph = composed('services: { a: { image: x }, b: { image: x, networks: {} } }')
    expect(networksOf(graph, 'a')).toEqual([known('docker_network.default')])
    expect(networksOf(graph, 'b')).toEqual([known('docker_network.default')])
    expect(
      graph.networks.map(({ address, name, internal, written }) => ({ address, name, internal, written })),
    ).toEqual([
      {
        address: 'docker_network.default',
        name: byDefault('shop_default'),
        internal: byDefault(false),
        written: [],
      },
    ])
  })

  test('the default one may be declared', () => {
    const graph = composed('services: { a: { image: x } }\nnetworks: { default: { internal: true } }')
    expect(graph.networks.map(({ internal }) => internal)).toEqual([known(true)])
  })

  test('nobody on the default one: it is not made', () => {
    const graph = composed(
      'services: { a: { image: x, networks: [n] }, b: { image: x, network_mode: none } }\nnetworks: { n: }',
    )
    expect(graph.networks.map(({ address }) => address)).toEqual(['docker_network.n'])
    expect(networksOf(graph, 'b')).toEqual([])
  })

  test('an external one keeps its name and is no node', () => {
    const graph = composed(
      'services: { a: { image: x, networks: [n, m, o] } }\nnetworks: { n: { external: true }, m: { external: true, name: web }, o: { external: { name: old } } }',
    )
    expect(networksOf(graph, 'a')).toEqual([known('n'), known('web'), known('old')])
    expect(graph.networks).toEqual([])
  })

  test('one that is not declared is in doubt', () => {
    expect(networksOf(composed('services: { a: { image: x, networks: [n] } }'), 'a')).toEqual([
      UNREAD('networks_advanced.name'),
    ])
  })

  test.each([
    ['host', known('host'), []],
    ['bridge', known('bridge'), []],
    ['none', known('none'), []],
    ['"container:other"', known('container:other'), []],
    ['"service:db"', known('container:shop-db-1'), []],
    ['"service:named"', known('container:its-name'), []],
    ['"service:absent"', UNREAD('network_mode'), [UNREAD('network_mode')]],
    ['"${MODE}"', UNREAD('network_mode'), [UNREAD('network_mode')]],
  ])('network_mode: %s', (mode, expected, attached) => {
    const graph = composed(
      `services: { a: { image: x, network_mode: ${mode} }, db: { image: x }, named: { image: x, container_name: its-name } }`,
    )
    expect([containerOf(graph, 'a').networkMode, networksOf(graph, 'a')]).toEqual([expected, attached])
  })

  test('names begin with that of the project: the file’s, else the folder’s, else nobody knows', () => {
    const names = (text: string, folder?: string) => {
      const { data } = readYaml(text)
      const { networks } = fromCompose({ name: 'c', json: data }, folder === undefined ? {} : { folder })
      return networks.map(({ name }) => name)
    }
    const file = 'services: { a: { image: x } }'
    expect(names(`name: "\${P:-mine}"\n${file}`, 'f')).toEqual([byDefault('mine_default')])
    expect(names(file, '-My Shop_2')).toEqual([byDefault('myshop_2_default')])
    expect(names(file)).toEqual([unknown('computed', 'name')])
    expect(names(`name: "\${P}"\n${file}`, 'f')).toEqual([unknown('computed', 'name')])
  })
})

describe('images', () => {
  test('what is built in place is an image of its own', () => {
    const graph = composed(
      'services: { a: { build: { context: . } }, b: { build: ., image: "shop/b:1" }, c: { image: x } }',
    )
    expect(
      graph.images.map(({ address, name, built, keepLocally }) => ({ address, name, built, keepLocally })),
    ).toEqual([
      {
        address: 'docker_image.a',
        name: unknown('computed', 'name'),
        built: true,
        keepLocally: byDefault(true),
      },
      { address: 'docker_image.b', name: known('shop/b:1'), built: true, keepLocally: byDefault(true) },
    ])
  })

  test('a service of a plugin runs in no container', () => {
    const graph = composed('services: { a: { provider: { type: model } }, b: { image: x } }')
    expect([graph.containers.map(({ address }) => address), graph.others]).toEqual([
      ['docker_container.b'],
      ['service.a'],
    ])
  })
})

describe('secrets and configurations', () => {
  test('only a content in the file is in clear', () => {
    const graph = composed(`
services: { a: { image: x } }
secrets: { f: { file: ./f }, e: { environment: E }, out: { external: true } }
configs: { c: { content: "password=hunter2" }, v: { content: "\${V}" }, n: { file: ./n, name: nginx } }
`)
    expect(
      graph.secrets.map(({ address, type, name, inClear }) => ({ address, type, name, inClear })),
    ).toEqual([
      { address: 'docker_config.c', type: 'docker_config', name: byDefault('shop_c'), inClear: known(true) },
      { address: 'docker_config.n', type: 'docker_config', name: known('nginx'), inClear: known(false) },
      {
        address: 'docker_config.v',
        type: 'docker_config',
        name: byDefault('shop_v'),
        inClear: UNREAD('data'),
      },
      { address: 'docker_secret.e', type: 'docker_secret', name: byDefault('shop_e'), inClear: known(false) },
      { address: 'docker_secret.f', type: 'docker_secret', name: byDefault('shop_f'), inClear: known(false) },
    ])
    expect(JSON.stringify(graph)).not.toContain('hunter2')
  })
})

test('an empty file of services is an empty graph', () => {
  expect(composed('services:').containers.map(({ name }) => valueOr(name, '?'))).toEqual([])
})
