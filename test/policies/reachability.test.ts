import { describe, expect, test } from 'vitest'
import { aContainer, anApplication, aProxy, FACTS, graphOf, type Parts } from '../../policies/examples.ts'
import type { Graph } from '../../policies/graph/graph.ts'
import { membersOf, reachability, roleOf, shareNetwork, zoneOf } from '../../policies/reachability.ts'
import { neighboursOf, standingOf } from '../../policies/standing.ts'
import { known } from '../../policies/value.ts'

const rows = (parts: Parts = {}, facts: typeof FACTS | undefined = FACTS) =>
  reachability(graphOf(parts), facts).map(
    ({ from, to, port, declared, computed }) => `${from}→${to}:${port ?? '*'} ${declared} ${computed}`,
  )

describe('reachability', () => {
  test('of the example site, each ordered pair on the ports that are listened to', () => {
    expect(rows()).toEqual([
      'db→proxy:* closed closed',
      'db→tryton:8000 closed open',
      'proxy→db:5432 closed closed',
      'proxy→tryton:8000 open open',
      'tryton→db:5432 open open',
      'tryton→proxy:* closed open',
    ])
  })

  test('without facts, what the networks allow and nothing more', () => {
    expect(reachability(graphOf()).map(({ port, declared }) => [port, declared])).toEqual(
      Array(6).fill([null, 'unknown']),
    )
  })

  test('a network in doubt may be any', () => {
    const proxy = aProxy({ networks_advanced: [{ name: '${var.network}' }] })
    expect(
      rows({ containers: { proxy, db: aContainer(), tryton: anApplication() } }).filter((row) =>
        row.startsWith('proxy→db'),
      ),
    ).toEqual(['proxy→db:5432 closed unknown'])
  })

  test.each([
    ['both on the default bridge', { networks_advanced: [] }, { networks_advanced: [] }, 'open'],
    [
      'both on the host',
      { network_mode: 'host', networks_advanced: [] },
      { network_mode: 'host', networks_advanced: [] },
      'open',
    ],
    [
      'one in the namespace of the other',
      { network_mode: 'container:demo-db', networks_advanced: [] },
      {},
      'open',
    ],
    [
      'one without any network',
      { network_mode: 'none', networks_advanced: [] },
      { networks_advanced: [] },
      'closed',
    ],
  ])('%s', (_name, proxy, db, expected) => {
    const found = rows({ containers: { proxy: aProxy(proxy), db: aContainer(db) } }).filter((row) =>
      row.startsWith('proxy→db'),
    )
    expect(found).toEqual([`proxy→db:5432 closed ${expected}`])
  })

  test.each([
    ['the host, and a network of its own', { network_mode: 'host', networks_advanced: [] }, {}, 'open'],
    [
      'the host, and no network at all',
      { network_mode: 'host', networks_advanced: [] },
      { network_mode: 'none', networks_advanced: [] },
      'closed',
    ],
    [
      'the default bridge by two of its names',
      { networks_advanced: [{ name: 'bridge' }] },
      { networks_advanced: [], network_mode: 'default' },
      'open',
    ],
    ['the default bridge, and a network', { networks_advanced: [{ name: 'bridge' }] }, {}, 'closed'],
    [
      'a network that the graph does not hold, by its name',
      { networks_advanced: [{ name: 'shared' }] },
      { networks_advanced: [{ name: 'shared' }] },
      'open',
    ],
    ['by reference, and by Docker name', { networks_advanced: [{ name: 'demo-tryton-db' }] }, {}, 'open'],
    [
      'one of two networks unknown, beside a common one',
      { networks_advanced: [{ name: '${var.network}' }, { name: 'demo-tryton-db' }] },
      {},
      'open',
    ],
    [
      'one of two networks unknown',
      { networks_advanced: [{ name: '${var.network}' }, { name: 'demo-proxy-edge' }] },
      {},
      'unknown',
    ],
    [
      'an unknown network, beside no network at all',
      { networks_advanced: [{ name: '${var.network}' }] },
      { network_mode: 'none', networks_advanced: [] },
      'closed',
    ],
    [
      'an unknown mode',
      { network_mode: '${var.mode}' },
      { network_mode: 'none', networks_advanced: [] },
      'unknown',
    ],
    ['the namespace of nobody the graph knows', { network_mode: 'container:0e3c68c569b1' }, {}, 'unknown'],
    [
      'the namespaces of each other, which no engine starts',
      { network_mode: 'container:demo-db' },
      { network_mode: 'container:demo-proxy' },
      'open',
    ],
  ])('%s', (_name, proxy, db, expected) => {
    const found = rows({ containers: { proxy: aProxy(proxy), db: aContainer(db) } })
    expect(found.filter((row) => row.startsWith('proxy→db'))).toEqual([`proxy→db:5432 closed ${expected}`])
    expect(found.filter((row) => row.startsWith('db→proxy'))).toEqual([`db→proxy:* closed ${expected}`])
  })

  test('what joins a namespace is where its owner is, however far', () => {
    const joins = (role: string, target: string) =>
      aContainer({
        name: `demo-${role}`,
        network_mode: `container:demo-${target}`,
        networks_advanced: [],
        labels: [{ label: 'socle.role', value: role }],
      })
    const containers = {
      a: joins('a', 'b'),
      b: joins('b', 'tryton'),
      tryton: anApplication(),
      db: aContainer(),
      proxy: aProxy({ networks_advanced: [{ name: 'demo-proxy-edge' }] }),
    }
    expect(rows({ containers }).filter((row) => row.startsWith('a→'))).toEqual([
      'a→b:* closed open',
      'a→db:5432 closed open',
      'a→proxy:* closed closed',
      'a→tryton:8000 closed open',
    ])
    const graph = graphOf({ containers })
    expect([...standingOf(at(graph, 'a'), graph).on]).toEqual([
      'docker_network.proxy-tryton',
      'docker_network.tryton-db',
    ])
  })

  test('a network whose name is unknown may be the one that is named', () => {
    const networks = { 'tryton-db': { name: '${var.name}', internal: true } }
    const proxy = aProxy({ networks_advanced: [{ name: 'demo-tryton-db' }] })
    expect(
      rows({ networks, containers: { proxy, db: aContainer() } }).filter((row) => row.startsWith('proxy→db')),
    ).toEqual(['proxy→db:5432 closed unknown'])
  })
})

const at = (graph: Graph, name: string) =>
  graph.containers.find(({ address }) => address === `docker_container.${name}`) ?? expect.fail(name)

describe('membersOf', () => {
  const members = (graph: Graph, network: string) => {
    const found = graph.networks.find(({ address }) => address === `docker_network.${network}`)
    const { sure, doubtful } = membersOf(found ?? expect.fail(network), graph)
    return { sure: sure.map(roleOf), doubtful: doubtful.map(roleOf) }
  }

  test('by reference, by Docker name, by mode, and through a namespace', () => {
    const graph = graphOf({
      containers: {
        db: aContainer(),
        proxy: aProxy({ network_mode: 'demo-tryton-db' }),
        tryton: anApplication({ network_mode: 'container:demo-db', networks_advanced: [] }),
      },
    })
    expect(members(graph, 'tryton-db')).toEqual({ sure: ['db', 'proxy', 'tryton'], doubtful: [] })
    expect(members(graph, 'proxy-edge')).toEqual({ sure: ['proxy'], doubtful: [] })
  })

  test('a doubt about one network is none about another that is sure', () => {
    const proxy = aProxy({ networks_advanced: [{ name: '${var.network}' }, { name: 'demo-proxy-edge' }] })
    const graph = graphOf({ containers: { proxy, db: aContainer() } })
    expect(members(graph, 'proxy-edge')).toEqual({ sure: ['proxy'], doubtful: [] })
    expect(members(graph, 'tryton-db')).toEqual({ sure: ['db'], doubtful: ['proxy'] })
  })
})

test('neighbours are those with whom a network is shared, and no others', () => {
  const graph = graphOf()
  for (const node of graph.containers) {
    const { sure, doubtful } = neighboursOf(node, graph)
    const shared = graph.containers.filter((other) => other !== node && isOpen(shareNetwork(node, other)))
    expect(sure.map(roleOf).sort()).toEqual(shared.map(roleOf).sort())
    expect(doubtful).toEqual([])
  }
})

const isOpen = (truth: ReturnType<typeof shareNetwork>): boolean => truth.kind !== 'unknown' && truth.value

test('the zone of a role is not for whoever claims it', () => {
  const db = at(graphOf(), 'db')
  expect(zoneOf(db, FACTS)).toBe('stockage')
  expect(zoneOf({ ...db, address: 'docker_container/demo-db' }, FACTS)).toBeUndefined()
  const unheard = { key: known('socle.role'), value: known('toString') }
  expect(zoneOf({ ...db, labels: [unheard] }, FACTS)).toBeUndefined()
})

describe('a large site', () => {
  const large = (containers: number, networks: number): Graph => {
    const {
      containers: [model],
      networks: [link],
    } = graphOf({ containers: { db: aContainer() } })
    if (!model || !link) return expect.fail()
    const on = (index: number) => ({ network: known(`docker_network.n${index % networks}`), aliases: [] })
    return {
      ...graphOf(),
      networks: Array.from({ length: networks }, (_, index) => ({
        ...link,
        address: `docker_network.n${index}`,
        name: known(`demo-n${index}`),
      })),
      containers: Array.from({ length: containers }, (_, index) => ({
        ...model,
        address: `docker_container.c${index}`,
        name: known(`demo-c${index}`),
        labels: [],
        networks: [on(index), on(index + 1)],
      })),
    }
  }

  test('each of 2000 containers on 2 of 400 networks meets the 14 others of these, and no pair is lost', () => {
    const graph = large(2000, 400)
    expect(new Set(graph.containers.map((node) => neighboursOf(node, graph).sure.length))).toEqual(
      new Set([14]),
    )
    expect(new Set(graph.networks.map((network) => membersOf(network, graph).sure.length))).toEqual(
      new Set([10]),
    )
    const few = reachability(large(60, 12))
    expect(few.length).toBe(60 * 59)
    expect(few.filter(({ computed }) => computed === 'open').length).toBe(60 * 14)
  })
})
