import { describe, expect, test } from 'vitest'
import {
  aContainer,
  anApplication,
  aProxy,
  aSite,
  at,
  FACTS,
  type Parts,
} from '../../policies/examples/site.ts'
import {
  conduit,
  DB,
  exchanging,
  PROXY,
  publishing,
  results,
  status,
  strange,
  verdict,
  type Body,
} from './judged.ts'

describe('NET-03 beside NET-04: a port of the proxy', () => {
  test.each([
    ['127.0.0.1', 8443, 'pass', 'pass'],
    ['192.168.20.10', 22, 'pass', 'pass'],
    ['0.0.0.0', 443, 'pass', 'fail'],
    ['0.0.0.0', 80, 'pass', 'fail'],
    [undefined, 443, 'pass', 'fail'],
    ['', 443, 'pass', 'fail'],
    ['[::]', 443, 'pass', 'fail'],
    ['0.0.0.0', 8443, 'fail', 'fail'],
    ['::', 8080, 'fail', 'fail'],
    ['::ffff:0.0.0.0', 22, 'fail', 'fail'],
    ['0', 25, 'fail', 'fail'],
    [undefined, undefined, 'fail', 'fail'],
    ['${var.ip}', 443, 'pass', 'unknown'],
    ['${var.ip}', 8443, 'unknown', 'unknown'],
    ['0.0.0.0', '${var.port}', 'unknown', 'fail'],
    ['0.0.0.0', '8000-8010', 'unknown', 'fail'],
    ['127.0.0.1', '8000-8010', 'pass', 'pass'],
  ])('%j:%j: NET-03 %s, NET-04 %s', (ip, external, any, written) => {
    const given = aSite(publishing({ ip, external }))
    expect([status('NET-03', given, PROXY), status('NET-04', given, PROXY)]).toEqual([any, written])
  })

  test('of a range, each port counts', () => {
    const ports = [443, 444].map((external) => ({ internal: 8443, external }))
    expect(verdict('NET-03', aSite({ containers: { proxy: aProxy({ ports }) } }), PROXY)).toBe(
      'fail: 0.0.0.0:444→8443/tcp',
    )
  })

  test.each([
    [
      'the application, on the port of the web',
      anApplication({ ports: { internal: 8000, external: 443 } }),
      'fail',
    ],
    ['every port of the image', anApplication({ publish_all_ports: true }), 'fail'],
    ['on the host', anApplication({ network_mode: 'host', networks_advanced: [] }), 'fail'],
    ['perhaps on the host', anApplication({ network_mode: '${var.mode}' }), 'unknown'],
    [
      'in a namespace that nobody knows',
      anApplication({ network_mode: 'container:0e3c68c569b1' }),
      'unknown',
    ],
    ['nothing published', anApplication(), 'pass'],
  ])('%s: %s', (_name, tryton, expected) => {
    expect(status('NET-03', aSite({ containers: { tryton } }), 'docker_container.tryton')).toBe(expected)
  })

  test.each([
    ['a label of the dmz', [{ label: 'socle.zone', value: 'dmz' }], 'pass'],
    ['a label of another zone', [{ label: 'socle.zone', value: 'metier' }], 'fail'],
    ['no label', [], 'unknown'],
  ])('0.0.0.0:443 in a file of nobody we know, with %s: %s', (_name, labels, expected) => {
    expect(status('NET-03', strange(publishing({}, { labels })), PROXY)).toBe(expected)
  })
})

describe('NET-03: flows', () => {
  test.each([
    ['sftp.pa.example', 22, 'pass: site.yaml: sftp.pa.example:22'],
    ['*.pa.example', 22, 'fail: site.yaml: *.pa.example:22'],
    ['203.0.113.0/24', 22, 'fail: site.yaml: 203.0.113.0/24:22'],
    ['::', 443, 'fail: site.yaml: :::443'],
    ['sftp.pa.example', 0, 'fail: site.yaml: sftp.pa.example:0'],
    ['sftp.pa.example', 65536, 'fail: site.yaml: sftp.pa.example:65536'],
  ])('%s:%s', (host, port, expected) => {
    expect(verdict('NET-03', exchanging(host, port), 'exchange.endpoints[0]')).toBe(expected)
  })

  test('a conduit has two roles of the site and a port', () => {
    const conduits = [
      conduit('proxy', '*', 8000),
      conduit('tryton', 'db', 0),
      conduit('proxy', 'tryton', 8000),
    ]
    const given = aSite({}, { ...FACTS, conduits })
    expect(
      results('NET-03', given)
        .filter(({ subject }) => subject.startsWith('conduits.'))
        .map(({ subject, status: found, seen, basis }) => [subject, found, seen, basis]),
    ).toEqual([
      ['conduits.proxy-*', 'fail', 'proxy→*:8000/tcp', 'configured'],
      ['conduits.tryton-db', 'fail', 'tryton→db:0/tcp', 'configured'],
      ['conduits.proxy-tryton', 'pass', 'proxy→tryton:8000/tcp', 'configured'],
    ])
  })
})

describe('NET-05: from the dmz', () => {
  const three = (proxy: Body): Parts => ({
    containers: { proxy: aProxy(proxy), tryton: anApplication(), db: aContainer() },
  })
  const on = (...names: string[]) => three({ networks_advanced: names.map((name) => ({ name })) })
  test.each([
    ['as built', three({}), FACTS, 'pass: conduits: proxy→tryton:8000/tcp (metier); reaches: tryton'],
    [
      'nothing inside',
      on('demo-proxy-edge'),
      { ...FACTS, conduits: [] },
      'pass: conduits: none; reaches: nothing',
    ],
    ['the network of the database', on('demo-tryton-db'), FACTS, 'fail: reaches: db'],
    ['no conduit for what it reaches', three({}), { ...FACTS, conduits: [] }, 'fail: reaches: tryton'],
    [
      'the way back of a conduit is none',
      three({}),
      { ...FACTS, conduits: [conduit('tryton', 'proxy', 8443)] },
      'fail: reaches: tryton',
    ],
    [
      'a declared conduit to stockage',
      three({}),
      { ...FACTS, conduits: [...FACTS.conduits, conduit('proxy', 'db', 5432)] },
      'fail: conduits: proxy→db:5432/tcp (stockage)',
    ],
    [
      'a declared conduit to stockage, and the network for it',
      on('demo-tryton-db'),
      { ...FACTS, conduits: [conduit('proxy', 'db', 5432)] },
      'fail: conduits: proxy→db:5432/tcp (stockage); reaches: db, tryton',
    ],
    [
      'a declared conduit to a role without a zone',
      three({}),
      { ...FACTS, conduits: [...FACTS.conduits, conduit('proxy', 'ghost', 80)] },
      'fail: conduits: proxy→ghost:80/tcp (?)',
    ],
    ['the default bridge of both, by alias', bridged('default', 'bridge'), FACTS, 'fail: reaches: db'],
    ['the host', three({ network_mode: 'host', networks_advanced: [] }), FACTS, 'fail: reaches: db'],
    [
      'the namespace of the database',
      three({ network_mode: 'container:demo-db', networks_advanced: [] }),
      FACTS,
      'fail: reaches: db',
    ],
    [
      'one of two networks unknown',
      on('demo-proxy-edge', '${var.network}'),
      FACTS,
      'unknown: reaches db perhaps',
    ],
    [
      'a network that may be that of the database',
      { ...on('demo-other'), networks: { 'tryton-db': { name: '${var.name}', internal: true } } },
      FACTS,
      'unknown: reaches db perhaps',
    ],
  ])('%s', (_name, parts, facts, expected) => {
    expect(verdict('NET-05', aSite(parts, facts), PROXY)).toBe(expected)
  })

  test('a stranger of the engine on one of its networks', () => {
    const given = aSite()
    const networks = given.graph.networks.map((each) => ({ ...each, strangers: ['intruder'] }))
    expect(verdict('NET-05', at('live', { ...given, graph: { ...given.graph, networks } }), PROXY)).toBe(
      'fail: reaches: intruder',
    )
  })

  function bridged(proxy: string, db: string): Parts {
    return {
      containers: {
        proxy: aProxy({ networks_advanced: [{ name: proxy }] }),
        db: aContainer({ networks_advanced: [], network_mode: db }),
      },
    }
  }
})

describe('NET-06: the database', () => {
  test('a live container that only claims the role of the application is none of its clients', () => {
    const given = aSite()
    const tryton = given.graph.containers.find(({ address }) => address === 'docker_container.tryton')
    const impostor = tryton && { ...tryton, address: 'docker_container/evil' }
    const containers = [...given.graph.containers, ...(impostor ? [impostor] : [])]
    const live = at('live', { ...given, graph: { ...given.graph, containers } })
    expect(verdict('NET-06', live, DB)).toBe('fail: tryton reaches it')
    expect(status('NET-02', live, 'docker_network.tryton-db')).toBe('fail')
  })

  test('through the namespace of its application', () => {
    const proxy = aProxy({ network_mode: 'container:demo-tryton', networks_advanced: [] })
    const given = aSite({ containers: { proxy, tryton: anApplication(), db: aContainer() } })
    expect(verdict('NET-06', given, DB)).toBe('fail: proxy reaches it')
  })
})

describe('NET-07: what workstations find on the host', () => {
  const seenOn = (ip: string) =>
    verdict('NET-07', aSite(publishing({ ip })), PROXY).replace('; nothing without publication', '')
  test.each([
    ['127.0.0.1', 'pass: 127.0.0.1:443→8443/tcp (the host alone)'],
    ['192.168.10.5', 'pass: 192.168.10.5:443→8443/tcp (postes)'],
    ['192.168.20.10', 'pass: 192.168.20.10:443→8443/tcp (serveurs)'],
    ['::ffff:192.168.20.10', 'pass: ::ffff:192.168.20.10:443→8443/tcp (serveurs)'],
    ['10.1.1.1', 'pass: 10.1.1.1:443→8443/tcp (no described network)'],
    ['0.0.0.0', 'pass: 0.0.0.0:443→8443/tcp (every network)'],
    ['192.168.99.10', 'fail: 192.168.99.10:443→8443/tcp (admin)'],
    ['${var.ip}', 'unknown: ?:443→8443/tcp (?)'],
  ])('the proxy on %s', (ip, expected) => {
    expect(seenOn(ip)).toBe(expected)
  })

  const ofDatabase = (body: Body, networks: NonNullable<Parts['networks']> = {}) =>
    verdict('NET-07', aSite({ networks, containers: { db: aContainer(body) } }), DB)
  const lan = (driver: string) => ({ lan: { name: 'lan', driver } })
  const onLan = { networks_advanced: [{ name: 'lan' }] }
  test.each([
    [{}, {}, 'pass: nothing without publication'],
    [
      { ports: { internal: 5432, ip: '127.0.0.1' } },
      {},
      'pass: 127.0.0.1:0→5432/tcp (the host alone); nothing without publication',
    ],
    [{ ports: { internal: 5432, ip: '192.168.20.10' } }, {}, 'fail: 192.168.20.10:0→5432/tcp (serveurs)'],
    [{ ports: { internal: 5432 } }, {}, 'fail: 0.0.0.0:0→5432/tcp (every network)'],
    [{ ports: { internal: 5432, ip: '${var.ip}' } }, {}, 'unknown: ?:0→5432/tcp (?)'],
    [{ publish_all_ports: true }, {}, 'fail: publish_all_ports=true'],
    [{ network_mode: 'host', networks_advanced: [] }, {}, 'fail: network_mode=host'],
    [onLan, lan('macvlan'), 'fail: docker_network.lan driver=macvlan'],
    [onLan, lan('ipvlan'), 'fail: docker_network.lan driver=ipvlan'],
    [onLan, lan('bridge'), 'pass: nothing without publication'],
    [onLan, lan('${var.driver}'), 'unknown: docker_network.lan driver=?'],
    [{ networks_advanced: [{ name: '${var.network}' }] }, {}, 'unknown: ?'],
  ])('the database: %j %j', (body, networks, expected) => {
    expect(ofDatabase(body, networks)).toBe(expected)
  })
})
