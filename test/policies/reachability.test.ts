import { describe, expect, test } from 'vitest'
import {
  aContainer,
  anApplication,
  aProxy,
  FACTS,
  graphOf,
  type Parts,
} from '../../policies/examples/site.ts'
import { reachability, zoneOf } from '../../policies/topology/reachability.ts'
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
      'the namespace of one that has no network',
      { network_mode: 'container:demo-db', networks_advanced: [] },
      { network_mode: 'none', networks_advanced: [] },
      'open',
    ],
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
  })

  test('a network whose name is unknown may be the one that is named', () => {
    const networks = { 'tryton-db': { name: '${var.name}', internal: true } }
    const proxy = aProxy({ networks_advanced: [{ name: 'demo-tryton-db' }] })
    expect(
      rows({ networks, containers: { proxy, db: aContainer() } }).filter((row) => row.startsWith('proxy→db')),
    ).toEqual(['proxy→db:5432 closed unknown'])
  })
})

test('the zone of a role is not for whoever claims it', () => {
  const [db = expect.fail()] = graphOf({ containers: { db: aContainer() } }).containers
  expect(zoneOf(db, FACTS)).toBe('stockage')
  expect(zoneOf({ ...db, address: 'docker_container/demo-db' }, FACTS)).toBeUndefined()
  const unheard = { key: known('socle.role'), value: known('toString') }
  expect(zoneOf({ ...db, labels: [unheard] }, FACTS)).toBeUndefined()
})
