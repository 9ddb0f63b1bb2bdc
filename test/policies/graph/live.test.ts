import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detect, sortInspection } from '../../../policies/graph/detect.ts'
import { fromLive, type LiveOptions } from '../../../policies/graph/live.ts'
import { fromSynth } from '../../../policies/graph/synth.ts'
import { entry } from '../../../policies/graph/graph.ts'
import { known } from '../../../policies/value.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'))
const live = (name: string, options: LiveOptions = {}) => fromLive(sortInspection(fixture(name)), options)

describe('containers of an engine', () => {
  const graph = live('live.inspect.json', { siteId: 'h2' })
  const db = graph.containers.find(({ address }) => address === 'docker_container.db')

  test('have Terraform addresses', () => {
    expect(
      [graph.containers, graph.networks, graph.volumes].map((nodes) => nodes.map(({ address }) => address)),
    ).toEqual([
      ['docker_container.db', 'docker_container.proxy', 'docker_container.tryton'],
      ['docker_network.proxy-edge', 'docker_network.proxy-tryton', 'docker_network.tryton-db'],
      ['docker_volume.db-data'],
    ])
  })

  test('are read in the units of the provider', () => {
    expect(
      db && [
        db.memory,
        db.memorySwap,
        db.cpus,
        db.pidsLimit,
        db.user,
        db.readOnly,
        db.capDrop,
        db.networkMode,
      ],
    ).toEqual([
      known(64),
      known(64),
      known(1),
      known(200),
      known('10001:10001'),
      known(true),
      [known('ALL')],
      known('bridge'),
    ])
  })

  test('show networks without the aliases of the engine', () => {
    expect(db?.networks).toEqual([{ network: known('docker_network.tryton-db'), aliases: [known('db')] }])
  })

  test('show mounts, ports, logs and health', () => {
    const proxy = graph.containers.find(({ address }) => address === 'docker_container.proxy')
    expect(
      db?.mounts.map(({ type, volume, target, readOnly }) => ({ type, volume, target, readOnly })),
    ).toEqual([
      {
        type: known('volume'),
        volume: 'docker_volume.db-data',
        target: known('/var/lib/postgresql/data'),
        readOnly: known(false),
      },
    ])
    expect(proxy?.ports).toEqual([
      { ip: known('127.0.0.1'), external: known(38443), internal: known(8443), protocol: known('tcp') },
    ])
    expect(db && entry(db.logOpts, 'max-size')).toEqual(known('10m'))
    expect([db?.runtime?.status, db?.runtime?.health]).toEqual(['running', 'healthy'])
  })
})

describe('subjects', () => {
  const container = (name: string, labels: Record<string, string> = {}, networks: string[] = []) => ({
    Id: name,
    Name: `/${name}`,
    State: { Status: 'running' },
    HostConfig: {},
    Config: { Labels: labels },
    NetworkSettings: { Networks: Object.fromEntries(networks.map((network) => [network, {}])) },
  })
  const subjects = (containers: unknown[], options: LiveOptions) =>
    fromLive({ containers, networks: [] }, options).containers.map(({ address }) => address)

  test('a copied label does not make a second database', () => {
    const labels = { 'socle.site': 'demo', 'socle.role': 'db' }
    expect(subjects([container('demo-db', labels), container('copy', labels)], { siteId: 'demo' })).toEqual([
      'docker_container.db',
      'docker_container/copy',
    ])
  })

  test('the prefix of the site, and whoever is on its networks, are its business; the rest is not', () => {
    const containers = [
      container('demo-tool'),
      container('other'),
      container('guest', {}, ['demo-tryton-db']),
    ]
    expect(subjects(containers, { siteId: 'demo' })).toEqual([
      'docker_container/demo-tool',
      'docker_container/guest',
    ])
  })

  test('a site whose id begins alike is another site', () => {
    const containers = [
      container('demo-db', { 'socle.site': 'demo', 'socle.role': 'db' }, ['demo-tryton-db']),
      container('demo-two-db', { 'socle.site': 'demo-two', 'socle.role': 'db' }, ['demo-two-tryton-db']),
    ]
    const networks = ['demo-tryton-db', 'demo-two-tryton-db'].map((Name) => ({
      Name,
      Driver: 'bridge',
      IPAM: {},
    }))
    const graph = fromLive({ containers, networks }, { siteId: 'demo' })
    expect([graph.containers, graph.networks].map((nodes) => nodes.map(({ address }) => address))).toEqual([
      ['docker_container.db'],
      ['docker_network.tryton-db'],
    ])
  })

  test('what nobody declared keeps its Docker name', () => {
    const declared = fromSynth([
      { name: 's', json: { resource: { docker_network: { a: { name: 'demo-a' } } } } },
    ])
    const networks = ['demo-a', 'demo-b', 'bridge'].map((Name) => ({ Name, Driver: 'bridge', IPAM: {} }))
    expect(
      fromLive({ containers: [], networks }, { siteId: 'demo', declared }).networks.map(
        ({ address }) => address,
      ),
    ).toEqual(['docker_network.a', 'docker_network/demo-b'])
  })

  test('without a site everything is read, under its Docker name', () => {
    expect(subjects([container('web'), container('db')], {})).toEqual([
      'docker_container/db',
      'docker_container/web',
    ])
  })
})

test('whoever is attached and was not inspected is a stranger', () => {
  const graph = fromLive({
    containers: [],
    networks: [{ Name: 'n', Driver: 'bridge', IPAM: {}, Containers: { x: { Name: 'ghost' } } }],
  })
  expect(graph.networks.map(({ strangers }) => strangers)).toEqual([['ghost']])
})

test('who joins the namespace of another joins it by name', () => {
  const raw = (Id: string, Name: string, HostConfig: object) => ({
    Id,
    Name,
    State: {},
    HostConfig,
    Config: {},
  })
  const { containers } = fromLive({
    containers: [
      raw('aaa', '/a', { NetworkMode: 'container:bbb', PidMode: 'container:bbb', IpcMode: 'container:ccc' }),
      raw('bbb', '/b', { NetworkMode: 'bridge' }),
    ],
    networks: [],
  })
  expect(containers.map(({ networkMode, pidMode, ipcMode }) => [networkMode, pidMode, ipcMode])).toEqual([
    [known('container:b'), known('container:b'), known('container:ccc')],
    [known('bridge'), known(''), known('')],
  ])
})

test('inspections of every kind, mixed', () => {
  const graph = fromLive(
    sortInspection([
      {
        Name: 'data',
        Driver: 'local',
        Mountpoint: '/x',
        Options: { type: 'none', o: 'bind', device: '/var/run' },
        Labels: null,
      },
      {
        Id: 'sha256:1',
        RepoTags: ['nginx:1.27'],
        RepoDigests: ['nginx@sha256:2'],
        RootFS: {},
        Config: { Env: ['A=b'] },
        Created: '2026-11-01T00:00:00Z',
      },
      { Name: 'net', Driver: 'bridge', IPAM: { Config: [{ Subnet: '10.0.0.0/24' }] }, Internal: true },
      {
        Id: 'aaa',
        Name: '/web',
        State: {},
        HostConfig: {},
        Config: {},
        Mounts: [{ Type: 'volume', Name: 'data', Destination: '/d', RW: true }],
      },
    ]),
  )
  expect(
    graph.containers.map(({ address, mounts }) => [address, mounts.map(({ hostPath }) => hostPath)]),
  ).toEqual([['docker_container/web', [known('/run')]]])
  expect(graph.networks.map(({ address, internal, subnets }) => [address, internal, subnets])).toEqual([
    ['docker_network/net', known(true), [known('10.0.0.0/24')]],
  ])
  expect(graph.volumes.map(({ address }) => address)).toEqual(['docker_volume/data'])
  expect(graph.images).toEqual([
    {
      address: 'docker_image/nginx:1.27',
      stack: 'live',
      name: known('nginx:1.27'),
      built: false,
      env: [known('A=b')],
      names: ['sha256:1', 'nginx:1.27', 'nginx@sha256:2'],
      created: known('2026-11-01T00:00:00Z'),
      keepLocally: known(true),
    },
  ])
  expect([...graph.containers, ...graph.networks, ...graph.volumes].map(({ written }) => written)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

describe('detect', () => {
  test.each([
    ['live.inspect.json', 'inspection'],
    ['create.plan.json', 'plan'],
    ['site.tf.json', 'configuration'],
  ])('%s is %s', (name, kind) => {
    expect(detect(fixture(name))).toBe(kind)
  })

  test.each([
    [[], 'inspection'],
    [{}, 'configuration'],
    [{ services: {} }, 'compose'],
    [{ services: null, name: 'x' }, 'compose'],
  ])('%j holds nothing, as a file of kind %s', (json, kind) => {
    expect(detect(json)).toBe(kind)
  })

  test.each([null, 'x', 3, [{}], { kind: 'Deployment', spec: {} }])('%j is none', (json) => {
    expect(() => detect(json)).toThrow(
      'JUDGE-UNKNOWN-FORMAT: this is none of Terraform JSON configuration (*.tf.json), a plan (`terraform show -json`), `docker inspect` output and a Compose file',
    )
  })

  test('the inspection of a service of a swarm is refused by its name', () => {
    const service = { ID: 'x', Version: { Index: 1 }, Spec: { Name: 'web', TaskTemplate: {} }, Endpoint: {} }
    expect(() => detect([service])).toThrow(
      'JUDGE-UNKNOWN-FORMAT: this is the inspection of a swarm object; give that of the containers it runs (`docker inspect`)',
    )
  })
})
