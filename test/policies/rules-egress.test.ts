import { describe, expect, test } from 'vitest'
import { aContainer, aProxy, aSite, FACTS, SITE, type Parts } from '../../policies/examples/site.ts'
import { RULES } from '../../policies/registry.ts'
import {
  conduit,
  DB,
  described,
  exchanging,
  PROXY,
  results,
  status,
  strange,
  verdict,
  type Body,
} from './judged.ts'

describe('EGR-01: ways out', () => {
  const OPTION = 'com.docker.network.bridge.enable_ip_masquerade'
  const edge = (body: object) =>
    verdict(
      'EGR-01',
      strange({
        networks: { 'proxy-edge': { name: 'demo-proxy-edge', ...body } },
        containers: { proxy: aProxy({ networks_advanced: [{ name: 'demo-proxy-edge' }] }) },
      }),
      PROXY,
    ).replace('docker_network.proxy-edge ', '')
  const seen = (masquerade: string, driver = 'bridge') =>
    `internal=false driver=${driver} enable_ip_masquerade=${masquerade}`
  test.each([
    [{ internal: true }, 'pass: internal=true'],
    [{}, `fail: ${seen('true')}`],
    [{ options: { [OPTION]: 'false' } }, `pass: ${seen('false')}`],
    [{ options: { [OPTION]: false } }, `pass: ${seen('false')}`],
    [{ options: { [OPTION]: '0' } }, `pass: ${seen('0')}`],
    [{ options: { [OPTION]: 'no' } }, `fail: ${seen('no')}`],
    [{ options: { [OPTION]: 'true' } }, `fail: ${seen('true')}`],
    [{ options: { [OPTION]: '${var.masquerade}' } }, `unknown: ${seen('?')}`],
    [{ options: '${var.options}' }, `unknown: ${seen('?')}`],
    [{ internal: '${var.internal}' }, 'unknown: internal=? driver=bridge enable_ip_masquerade=true'],
    [{ driver: 'macvlan', options: { [OPTION]: 'false' } }, `fail: ${seen('false', 'macvlan')}`],
    [{ driver: 'overlay' }, `fail: ${seen('true', 'overlay')}`],
    [
      { options: { [OPTION]: 'false' }, ipv6: true, ipam_config: [{ subnet: '2001:db8:1::/64' }] },
      `fail: ${seen('false')} 2001:db8:1::/64`,
    ],
    [
      { options: { [OPTION]: 'false' }, ipv6: true, ipam_config: [{ subnet: 'fd00::/64' }] },
      `pass: ${seen('false')}`,
    ],
    [
      { options: { [OPTION]: 'false' }, ipam_config: [{ subnet: '203.0.113.0/24' }] },
      `fail: ${seen('false')} 203.0.113.0/24`,
    ],
    [
      { options: { [OPTION]: 'false' }, ipam_config: [{ subnet: '${var.range}' }] },
      `unknown: ${seen('false')}`,
    ],
  ])('the network of the proxy: %j', (body, expected) => {
    expect(edge(body)).toBe(expected)
  })

  test.each([
    ['no network', { network_mode: 'none', networks_advanced: [] }, 'pass: no network'],
    ['the host', { network_mode: 'host', networks_advanced: [] }, 'fail: network_mode=host'],
    ['the default bridge', { networks_advanced: [] }, 'fail: bridge'],
    ['the default bridge by name', { networks_advanced: [{ name: 'bridge' }] }, 'fail: bridge'],
    ['declared elsewhere', { networks_advanced: [{ name: 'shared' }] }, 'unknown: shared'],
    ['a variable', { networks_advanced: [{ name: '${var.network}' }] }, 'unknown: ?'],
    ['an unknown mode', { network_mode: '${var.mode}' }, 'unknown: ?'],
    [
      'the namespace of nobody we know',
      { network_mode: 'container:0e3c68c569b1', networks_advanced: [] },
      'unknown: ?',
    ],
    [
      'the namespace of the proxy, which is on a network that masquerades',
      { network_mode: 'container:demo-proxy', networks_advanced: [] },
      'fail: docker_network.open internal=false driver=bridge enable_ip_masquerade=true',
    ],
    ['a public resolver', { dns: ['192.168.20.53', '9.9.9.9'] }, 'fail: dns=9.9.9.9'],
    [
      'a resolver of the company',
      { dns: ['192.168.20.53'] },
      'pass: docker_network.tryton-db internal=true; dns=192.168.20.53',
    ],
  ])('the database on %s', (_name, body, expected) => {
    const parts: Parts = {
      networks: { open: { name: 'open' } },
      containers: { proxy: aProxy({ networks_advanced: [{ name: 'open' }] }), db: aContainer(body) },
    }
    expect(verdict('EGR-01', strange(parts), DB)).toBe(expected)
  })

  test('workstations are a finding of every described site, and of no other', () => {
    expect(verdict('EGR-01', aSite(), 'postes')).toBe('fail: site.yaml: no proxy is imposed on workstations')
    expect(verdict('EGR-01', strange(), 'postes')).toBe('no verdict')
  })

  test('the outgoing proxy goes out once this version builds it', () => {
    const egress = aProxy({
      name: 'demo-egress',
      ports: [],
      networks_advanced: [{ name: 'out' }],
      labels: [{ label: 'socle.role', value: 'egress' }],
    })
    const site = (capabilities: string[]) =>
      aSite(
        { networks: { out: { name: 'out' } }, containers: { egress } },
        { ...FACTS, capabilities, zones: { ...FACTS.zones, egress: 'dmz' } },
      )
    expect(status('EGR-01', site(['container', 'egress']), 'docker_container.egress')).toBe('pass')
    expect(status('EGR-01', site(['container']), 'docker_container.egress')).toBe('fail')
  })
})

describe('EGR-02: destinations of the exchange', () => {
  test.each([
    ['api.pa.example', 443, 'pass'],
    ['203.0.113.7', 443, 'pass'],
    ['203.0.113.0/24', 443, 'pass'],
    ['203.0.113.0/32', 443, 'pass'],
    ['2001:db8::/120', 443, 'pass'],
    ['203.0.112.0/23', 443, 'fail'],
    ['2001:db8::/64', 443, 'fail'],
    ['0.0.0.0/0', 443, 'fail'],
    ['*.pa.example', 443, 'fail'],
    ['pa', 443, 'fail'],
    ['api.pa.example', 0, 'fail'],
  ])('%s:%s: %s', (host, port, expected) => {
    expect(status('EGR-02', exchanging(host, port), 'exchange.endpoints[0]')).toBe(expected)
  })
})

describe('EGR-03: the public portal', () => {
  const told = (body: Body) => verdict('EGR-03', strange({ containers: { db: aContainer(body) } }), DB)
  test.each([
    [{ env: ['TZ=UTC'] }, 'pass: no address of the portal'],
    [{ env: ['A=https://facturation.chorus-pro.gouv.fr/x'] }, 'fail: facturation.chorus-pro.gouv.fr'],
    [{ env: ['A=HTTPS://FACTURATION.CHORUS-PRO.GOUV.FR.'] }, 'fail: facturation.chorus-pro.gouv.fr'],
    [{ command: ['--api=sandbox-api.piste.gouv.fr:443'] }, 'fail: sandbox-api.piste.gouv.fr'],
    [{ entrypoint: ['curl', 'https://piste.gouv.fr'] }, 'fail: piste.gouv.fr'],
    [{ env: ['A=portail.chorus-pro.gouv.fr'] }, 'pass: no address of the portal'],
    [{ env: ['A=piste.gouv.fr.evil.example'] }, 'pass: no address of the portal'],
    [{ env: ['A=alpiniste.gouv.fr'] }, 'pass: no address of the portal'],
    [{ env: ['${var.line}'] }, 'unknown: env=?'],
    [{ env: ['${var.line}', 'A=api.piste.gouv.fr'] }, 'fail: api.piste.gouv.fr'],
  ])('%j', (body, expected) => {
    expect(told(body)).toBe(expected)
  })

  test('in the generated configuration of its role', () => {
    const given = aSite()
    const configFiles = [{ role: 'db', name: 'x.conf', text: 'upstream api.piste.gouv.fr;' }]
    const site = { ...given, graph: { ...given.graph, configFiles } }
    expect(verdict('EGR-03', site, DB)).toBe('fail: api.piste.gouv.fr')
    expect(verdict('EGR-03', site, PROXY)).toBe('pass: no address of the portal')
  })
})

describe('EGR-04: from echange', () => {
  const exchange = (networks: readonly string[], conduits = FACTS.conduits) => {
    const labels = [{ label: 'socle.role', value: 'exchange' }]
    const networks_advanced = networks.map((name) => ({ name }))
    const body = aContainer({ name: 'demo-exchange', labels, networks_advanced })
    const zones = { ...FACTS.zones, exchange: 'echange' }
    return verdict(
      'EGR-04',
      aSite({ containers: { db: aContainer(), exchange: body } }, { ...FACTS, conduits, zones }),
      'docker_container.exchange',
    )
  }
  const toDb = [conduit('exchange', 'db', 5432)]
  test.each([
    [['demo-proxy-edge'], [], 'pass: to stockage: nothing'],
    [['demo-tryton-db'], [], 'fail: to stockage: db'],
    [['demo-proxy-edge'], toDb, 'fail: to stockage: exchange→db:5432/tcp'],
    [['demo-tryton-db'], toDb, 'fail: to stockage: exchange→db:5432/tcp, db'],
    [['demo-tryton-db'], [conduit('db', 'exchange', 22)], 'fail: to stockage: db'],
    [['demo-proxy-edge', '${var.network}'], [], 'unknown: db perhaps'],
  ])('on %j', (networks, conduits, expected) => {
    expect(exchange(networks, conduits)).toBe(expected)
  })
})

describe('EGR-06: mail', () => {
  const relay = { relay: 'smtp.msp.example', port: 587, from: 'a@demo.example', alerts: 'b@demo.example' }
  const flow = (host: string, port: number) =>
    described({ mail: relay, integrations: SITE.integrations.map((each) => ({ ...each, host, port })) })
  test.each([
    ['smtp.msp.example', 587, 'pass'],
    ['smtp.msp.example', 25, 'fail'],
    ['other.example', 587, 'fail'],
    ['other.example', 465, 'fail'],
    ['other.example', 2525, 'pass'],
  ])('an integration with %s:%s: %s', (host, port, expected) => {
    expect(status('EGR-06', flow(host, port), 'integrations[0]')).toBe(expected)
  })

  test('a conduit is never the relay', () => {
    const conduits = [...FACTS.conduits, conduit('tryton', 'db', 25)]
    expect(verdict('EGR-06', aSite({}, { ...FACTS, conduits }), 'conduits')).toBe('fail: tryton→db:25/tcp')
  })
})

test.each(['NET-05', 'NET-07', 'NET-08', 'NET-11', 'EGR-02', 'EGR-04'])(
  '%s judges nothing of a file that no site.yaml describes',
  (id) => {
    expect(results(id, strange()).map(({ subject, status: found }) => [subject, found])).toEqual([
      ['site', 'not-applicable'],
    ])
  },
)

test('controls ask for a document, and say what they wait for', () => {
  const controls = RULES.filter(({ id, kind }) => kind === 'manual' && /^(NET|EGR|BCK|LOG)/.test(id))
  expect(controls.map(({ id, severity, awaits }) => `${id} ${severity} ${awaits ?? '-'}`)).toEqual([
    'BCK-01 blocking backup',
    'BCK-02 blocking backup',
    'BCK-03 blocking backup',
    'BCK-04 major backup',
    'BCK-05 major backup',
    'BCK-06 blocking backup',
    'BCK-07 major backup',
    'EGR-05 major egress',
    'LOG-01 blocking logs',
    'LOG-02 major logs',
    'LOG-03 major logs',
    'LOG-04 major logs',
    'LOG-05 minor logs',
    'NET-09 major -',
    'NET-10 minor -',
    'NET-12 minor host-firewall',
    'NET-13 major -',
    'NET-14 minor diagram',
  ])
})
