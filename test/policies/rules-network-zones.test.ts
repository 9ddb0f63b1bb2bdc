import { describe, expect, test } from 'vitest'
import { addressed } from '../../policies/examples/networks.ts'
import {
  aContainer,
  anApplication,
  aProxy,
  aSite,
  at,
  FACTS,
  SITE,
  type Parts,
} from '../../policies/examples/site.ts'
import type { SiteFacts } from '../../policies/facts.ts'
import {
  described,
  integrating,
  publishing,
  results,
  status,
  strange,
  verdict,
  withLan,
  type Lan,
} from './judged.ts'

describe('NET-01: addresses of the networks', () => {
  const EDGE = 'docker_network.proxy-edge'
  test.each([
    ['10.60.0.0/28', 'pass: 10.60.0.0/28; zones: dmz'],
    ['10.60.0.0/27', 'fail: 10.60.0.0/27 ∩ docker_network.proxy-tryton 10.60.0.16/28'],
    [
      '10.60.0.0/20',
      'fail: 10.60.0.0/20 ∩ docker_network.proxy-tryton 10.60.0.16/28, docker_network.tryton-db 10.60.0.32/28',
    ],
    ['192.168.0.0/16', `fail: 192.168.0.0/16 ∩ ${lans('admin', 'invites', 'postes', 'serveurs')}`],
    ['192.168.10.128/25', `fail: 192.168.10.128/25 ∩ ${lans('postes')}`],
    ['192.168.11.0/24', 'pass: 192.168.11.0/24; zones: dmz'],
    ['fd00:60::/64', 'pass: fd00:60::/64; zones: dmz'],
    ['nonsense', 'fail: nonsense'],
    ['${var.edge}', 'unknown: ?'],
  ])('%s', (subnet, expected) => {
    expect(verdict('NET-01', aSite(addressed(subnet)), EDGE)).toBe(expected)
  })

  function lans(...names: string[]): string {
    return names.map((name) => `network.lan.${name} ${SITE.network.lan[name]?.cidr ?? ''}`).join(', ')
  }

  test('what the engine chooses is known when it runs', () => {
    expect(verdict('NET-01', aSite(), EDGE)).toBe('unknown: addresses chosen by the engine')
    expect(verdict('NET-01', at('live', aSite(addressed('172.18.0.0/16'))), EDGE)).toBe(
      'pass: 172.18.0.0/16; zones: dmz',
    )
  })

  test('the engine keeps its choices apart by itself: without a description nothing is in doubt', () => {
    expect(verdict('NET-01', strange(), EDGE)).toBe('pass: addresses chosen by the engine')
    expect(results('NET-01', strange()).map(({ subject }) => subject)).toEqual([
      EDGE,
      'docker_network.proxy-tryton',
      'docker_network.tryton-db',
    ])
  })

  test('both ranges of a network count', () => {
    const both = { name: 'n', ipam_config: [{ subnet: 'fd00::/64' }, { subnet: '10.60.0.32/28' }] }
    expect(
      verdict('NET-01', aSite({ networks: { ...addressed().networks, both } }), 'docker_network.both'),
    ).toBe('fail: 10.60.0.32/28 ∩ docker_network.tryton-db 10.60.0.32/28')
  })
})

describe('NET-01: VLANs of the client', () => {
  const lan = (postes: Partial<Lan[string]>, others: Lan = {}): Lan => ({
    postes: { cidr: '192.168.10.0/24', trust: 'users', ...postes },
    ...others,
  })
  const labo = (over: Partial<Lan[string]>): Lan => ({
    labo: { cidr: '10.9.0.0/24', vlan: 9, trust: 'users', ...over },
  })
  test.each([
    ['numbered', lan({ vlan: 10 }), 'pass: site.yaml: 192.168.10.0/24; site.yaml: vlan=10'],
    ['without a number', lan({}, labo({})), 'pass: site.yaml: 192.168.10.0/24; site.yaml: vlan=-'],
    [
      'of another number',
      lan({ vlan: 10 }, labo({})),
      'pass: site.yaml: 192.168.10.0/24; site.yaml: vlan=10',
    ],
    ['of the same number', lan({ vlan: 9 }, labo({})), 'fail: site.yaml: vlan=9 (labo)'],
    [
      'around another',
      lan({}, labo({ cidr: '192.168.0.0/16' })),
      'fail: site.yaml: 192.168.10.0/24 ∩ network.lan.labo 192.168.0.0/16',
    ],
    ['that is no network', lan({ cidr: '192.168.10.0' }), 'fail: site.yaml: 192.168.10.0'],
  ])('%s', (_name, lans, expected) => {
    expect(verdict('NET-01', withLan(lans), 'network.lan.postes')).toBe(expected)
  })

  test('nobody saw the switch: what is said of a VLAN rests on the description at every level', () => {
    const bases = results('NET-01', at('live', aSite(addressed()))).map(
      ({ subject, basis }) => `${subject} ${basis}`,
    )
    expect(bases).toEqual([
      'docker_network.proxy-edge observed',
      'docker_network.proxy-tryton observed',
      'docker_network.tryton-db observed',
      'network.lan.admin declared',
      'network.lan.invites declared',
      'network.lan.postes declared',
      'network.lan.serveurs declared',
    ])
  })
})

describe('NET-01: who is on a network', () => {
  const on = (...names: string[]) => ({ networks_advanced: names.map((name) => ({ name })) })
  const together = (parts: Parts, facts: SiteFacts = FACTS) =>
    verdict('NET-01', aSite({ ...addressed(), ...parts }, facts), 'docker_network.tryton-db')

  test.each([
    [
      'two ends of a conduit, by reference and by Docker name',
      { tryton: anApplication(on('demo-tryton-db')), db: aContainer() },
      'pass: 10.60.0.32/28; zones: metier, stockage',
    ],
    ['one end alone', { db: aContainer() }, 'pass: 10.60.0.32/28; zones: stockage'],
    [
      'a third of one of the two zones',
      {
        tryton: anApplication(),
        db: aContainer(),
        copy: anApplication({ ...on('demo-tryton-db'), name: 'demo-copy' }),
      },
      'fail: zones: metier, stockage',
    ],
    [
      'the proxy by network_mode',
      { proxy: aProxy({ network_mode: 'demo-tryton-db' }), db: aContainer() },
      'fail: zones: dmz, stockage',
    ],
    [
      'the proxy in the namespace of the database',
      { proxy: aProxy({ network_mode: 'container:demo-db', networks_advanced: [] }), db: aContainer() },
      'fail: zones: dmz, stockage',
    ],
    [
      'somebody who has no zone',
      { db: aContainer(), tool: aContainer({ name: 'tool', labels: [] }) },
      'fail: zones: ?, stockage',
    ],
    [
      'perhaps a third',
      { tryton: anApplication(), db: aContainer(), proxy: aProxy(on('${var.network}')) },
      'unknown: zones: metier, stockage',
    ],
  ])('%s', (_name, containers, expected) => {
    expect(together({ containers })).toBe(expected)
  })

  test('a stranger of the engine has no zone', () => {
    const given = aSite({ ...addressed(), containers: { db: aContainer() } })
    const networks = given.graph.networks.map((network) =>
      network.address === 'docker_network.tryton-db' ? { ...network, strangers: ['intruder'] } : network,
    )
    const live = at('live', { ...given, graph: { ...given.graph, networks } })
    expect(verdict('NET-01', live, 'docker_network.tryton-db')).toBe('fail: zones: ?, stockage')
  })
})

describe('NET-08: guests', () => {
  const GUESTS = 'network.lan.invites'
  const invites = { cidr: '192.168.30.0/24', vlan: 30, trust: 'guests' as const }
  const { postes = invites, serveurs = invites } = SITE.network.lan
  const guests = (over: Partial<Lan[string]>) =>
    withLan({ postes, serveurs, invites: { ...invites, ...over } })
  test.each([
    ['their own', guests({}), 'pass'],
    ['the VLAN of the PCs', guests({ vlan: 10 }), 'fail'],
    ['no VLAN number', withLan({ invites: { cidr: '192.168.30.0/24', trust: 'guests' } }), 'fail'],
    ['addresses of the PCs', guests({ cidr: '192.168.10.128/25' }), 'fail'],
    ['addresses around all', guests({ cidr: '192.168.0.0/16' }), 'fail'],
    ['addresses of the containers', guests({ cidr: '10.60.8.0/24' }), 'fail'],
    ['no network', guests({ cidr: 'nonsense' }), 'fail'],
    [
      'the host among them',
      described({ hosts: { main: { ...SITE.hosts.main, address: '192.168.30.1' } } }),
      'fail',
    ],
    [
      'a remote engine among them',
      described({ hosts: { ...SITE.hosts, remote: { docker: 'ssh://a@192.168.30.9:22', location: 'FR' } } }),
      'fail',
    ],
    [
      'the proxy described among them',
      described({ proxy: { ...SITE.proxy, publish: { address: '192.168.30.2', https: 443, http: 80 } } }),
      'fail',
    ],
    [
      'the proxy published among them',
      aSite({ ...addressed(), ...publishing({ ip: '192.168.30.2' }) }),
      'fail',
    ],
    ['a port on every address', aSite({ ...addressed(), ...publishing({ ip: '' }) }), 'fail'],
    ['a time server among them', described({ network: { ...SITE.network, time: ['192.168.30.4'] } }), 'fail'],
    ['a flow to them', integrating({ to: 'invites' }), 'fail'],
    ['a flow to an address of theirs', integrating({ host: '192.168.30.7' }), 'fail'],
    ['an address unknown', aSite({ ...addressed(), ...publishing({ ip: '${var.ip}' }) }), 'unknown'],
    ['a range unknown', aSite(addressed('${var.edge}')), 'unknown'],
  ])('%s: %s', (_name, given, expected) => {
    expect(status('NET-08', given, GUESTS)).toBe(expected)
  })

  test('no guests, nothing to judge', () => {
    expect(verdict('NET-08', withLan({ postes }), 'site')).toBe('not-applicable: ')
    expect(results('NET-08', withLan({ postes }))[0]?.reason).toBe('no network of guests in site.yaml')
  })
})

describe('NET-11: firewalls on two machines', () => {
  test.each([
    [{}, 'fail: dmz on host main, inside on main'],
    [{ zones: { proxy: 'dmz' } }, 'fail: dmz on host main, inside on no other'],
    [{ hostOf: { db: 'remote' } }, 'fail: dmz on host main, inside on main, remote'],
    [{ hostOf: { proxy: 'edge' } }, 'pass: dmz on host edge, inside on main'],
    [{ zones: { tryton: 'metier' } }, 'not-applicable: '],
  ])('%j', (facts, expected) => {
    expect(verdict('NET-11', aSite({}, { ...FACTS, ...facts }), 'site')).toBe(expected)
  })
})
