import { describe, expect, test } from 'vitest'
import { aContainer, anApplication, aProxy, FACTS, graphOf, type Parts } from '../../policies/examples.ts'
import { reachability } from '../../policies/reachability.ts'

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
})
