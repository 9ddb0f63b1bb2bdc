import { describe, expect, test } from 'vitest'
import type { Site } from '../../modules/site/site.ts'
import { aProxy, aSite, FACTS, running, SITE } from '../../policies/examples/site.ts'
import { engineSays } from '../../policies/examples/live.ts'
import { RULES } from '../../policies/registry.ts'
import type { Given } from '../../policies/rule.ts'
import { goodsAndServicesTaxes, lawsCited } from '../../policies/sources.ts'
import { PROXY, results } from './judged.ts'

const NOW = new Date('2026-11-23T10:00:00Z')

/** `status severity: what was seen`, or why nobody knows. */
function verdict(id: string, given: Given, subject = PROXY): string {
  const found = results(id, given()).find((result) => result.subject === subject)
  return found ? `${found.status} ${found.severity}: ${found.reason ?? found.seen}` : 'no verdict'
}

const engine =
  (...said: Parameters<typeof engineSays>): Given =>
  () =>
    running({}, engineSays(...said))

const described =
  (over: Partial<Site>): Given =>
  () =>
    aSite({}, { ...FACTS, site: { ...SITE, ...over } })

describe('ports', () => {
  const published =
    (port: object): Given =>
    () =>
      aSite({ containers: { proxy: aProxy({ ports: [{ ip: '127.0.0.1', protocol: 'tcp', ...port }] }) } })

  test.each([
    [{ internal: 8443, external: 443 }, 'pass', 'pass', 'pass'],
    [{ internal: 22, external: 2222 }, 'fail', 'pass', 'pass'],
    [{ internal: 8080, external: 22 }, 'fail', 'pass', 'pass'],
    [{ internal: 23, external: 23 }, 'fail', 'fail', 'pass'],
    [{ internal: 3389, external: 13389, protocol: 'udp' }, 'fail', 'pass', 'fail'],
    [{ internal: 2376, external: 2376 }, 'fail', 'pass', 'pass'],
    [{ internal: 2375, external: 0 }, 'fail', 'fail', 'pass'],
    [{ internal: 514, external: 514 }, 'pass', 'fail', 'pass'],
    [{ internal: 514, external: 514, protocol: 'udp' }, 'pass', 'pass', 'pass'],
    [{ internal: 161, external: 161, protocol: 'udp' }, 'pass', 'fail', 'pass'],
    [{ internal: 9443, external: 9443 }, 'fail', 'pass', 'pass'],
    [{ internal: '${var.p}', external: 3389 }, 'fail', 'unknown', 'fail'],
    [{ internal: '${var.p}', external: 443 }, 'unknown', 'unknown', 'unknown'],
  ])('%j: ADM-01 %s, ADM-05 %s, REM-01 %s', (port, ...expected) => {
    const seen = ['ADM-01', 'ADM-05', 'REM-01'].map((id) => verdict(id, published(port)).split(' ')[0])
    expect(seen).toEqual(expected)
  })

  test('a service is named beside its port', () => {
    expect(verdict('ADM-01', published({ internal: 5432, external: 15432 }))).toBe(
      'fail blocking: 127.0.0.1:15432→5432/tcp (PostgreSQL)',
    )
  })

  test('on the host, nobody wrote down which ports', () => {
    const given = () => aSite({ containers: { proxy: aProxy({ network_mode: 'host', ports: [] }) } })
    expect(verdict('ADM-01', given)).toBe('unknown blocking: network_mode=host: not visible at this level')
  })
})

describe('ADM-01: engines', () => {
  const hosted = (docker: string) =>
    described({
      hosts: { main: { docker, location: 'FR' }, remote: { docker: 'ssh://s@r.example', location: 'FR' } },
    })

  test.each<[Given, string]>([
    [hosted('unix:///var/run/docker.sock'), 'pass blocking: docker=unix:///var/run/docker.sock'],
    [hosted('ssh://socle@10.0.0.1:2222'), 'pass blocking: docker=ssh://socle@10.0.0.1:2222'],
    [hosted('tcp://10.0.0.1:2376'), 'fail blocking: docker=tcp://10.0.0.1:2376'],
    [engine(), 'pass blocking: docker=unix:///var/run/docker.sock; no open API reported'],
    [engine({ endpoint: 'tcp://127.0.0.1:2375' }), 'fail blocking: docker=tcp://127.0.0.1:2375'],
    [
      engine({ warnings: ['WARNING: No swap limit support'] }),
      'pass blocking: docker=unix:///var/run/docker.sock; no open API reported',
    ],
    [
      engine({
        warnings: ['[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.'],
      }),
      'fail blocking: API on the network without TLS',
    ],
    [() => running(), 'unknown blocking: docker info: not visible at this level'],
  ])('case %#', (given, expected) => {
    expect(verdict('ADM-01', given, 'hosts.main')).toBe(expected)
  })

  test('nobody said which host: the engine is that of the site', () => {
    const { facts: _, ...foreign } = engine({ endpoint: 'tcp://10.0.0.1:2376' })()
    expect(verdict('ADM-01', () => foreign, 'site')).toBe('fail blocking: docker=tcp://10.0.0.1:2376')
    expect(verdict('ADM-04', () => foreign, 'site')).toBe('fail major: net.ipv4.ip_forward=1')
  })

  test('ADM-04 fails on the subject that its derogation names', () => {
    expect(verdict('ADM-04', engine(), 'site')).toBe('fail major: net.ipv4.ip_forward=1')
  })

  test('a file of nobody we know shows no host', () => {
    const { facts: _, ...foreign } = running()
    expect(results('ADM-04', foreign).map(({ status, fr }) => [status, fr?.reason])).toEqual([
      ['not-applicable', "rien ne montre l'hôte"],
    ])
  })
})

describe('what site.yaml says', () => {
  const person = (id: string, over: object): Given =>
    described({
      people: {
        ...SITE.people,
        [id]: { name: 'X', email: `${id}@x.example`, roles: ['facturation'], ...over },
      },
    })

  test.each<[string, object, string]>([
    [
      'p.garnier',
      {},
      'pass major: site.yaml: roles=facturation; site.yaml: an address of its own; site.yaml: identifier of a person',
    ],
    ['p.garnier', { roles: ['admin', 'direction'] }, 'fail major: site.yaml: roles=admin, direction'],
    ['p.garnier', { email: 'M.Leroy@demo.example' }, 'fail major: site.yaml: the same address as m.leroy'],
    ['root', {}, 'fail minor: site.yaml: identifier of a function'],
    ['compta-2', {}, 'fail minor: site.yaml: identifier of a function'],
    [
      'c.admin',
      {},
      'pass major: site.yaml: roles=facturation; site.yaml: an address of its own; site.yaml: identifier of a person',
    ],
  ])('ADM-07, %s %j: %s', (id, over, expected) => {
    expect(verdict('ADM-07', person(id, over), `people.${id}`)).toBe(expected)
  })

  const access = (until: string, zone: string, service: string) =>
    described({ access: [{ id: 'editor', company: 'E', via: 'bastion', to: [{ zone, service }], until }] })

  test.each([
    ['2027-11-24', 'metier', 'tryton', 'pass'],
    ['2027-11-25', 'metier', 'tryton', 'fail'],
    ['2020-01-01', 'metier', 'tryton', 'pass'],
    ['2027-01-01', 'dmz', 'tryton', 'fail'],
    ['2027-01-01', 'echange', 'exchange', 'pass'],
    ['2027-01-01', 'metier', 'exchange', 'fail'],
    ['2027-01-01', 'sauvegarde', 'backup', 'fail'],
    ['2027-01-01', 'metier', 'constructor', 'fail'],
    ['some day', 'metier', 'tryton', 'fail'],
  ])('ADM-09 until %s to %s/%s: %s', (until, zone, service, expected) => {
    expect(verdict('ADM-09', access(until, zone, service), 'access.editor').split(' ')[0]).toBe(expected)
  })

  test.each([
    ['FR', 'pass major: site.yaml: declared FR'],
    ['DE', 'pass major: site.yaml: declared DE'],
    ['GP', 'pass major: site.yaml: declared GP'],
    ['GB', 'fail major: site.yaml: declared GB'],
  ])('FAC-02, an archive in %s', (location, expected) => {
    expect(verdict('FAC-02', described({ archive: { years: 10, location } }), 'archive')).toBe(expected)
  })

  test('a place that is only declared is no observation', () => {
    const [archive] = results('FAC-02', described({})())
    expect([archive?.basis, archive?.fr?.seen]).toEqual(['declared', 'site.yaml : déclaré FR'])
  })

  test.each([
    ['2026-11-23', NOW, 'pass major'],
    ['2026-11-24', NOW, 'fail major'],
    [undefined, NOW, 'fail minor'],
    [undefined, new Date('2026-08-31T23:59:59Z'), 'not-applicable major'],
  ])('FAC-05, seen on %s: %#', (listed, now, expected) => {
    const { exchange, ...site } = SITE
    if (!exchange) throw new Error('the example exchanges')
    const platform = { ...exchange.platform, listed: listed ?? '' }
    const whole = listed === undefined ? site : { ...site, exchange: { ...exchange, platform } }
    const given = { ...aSite({}, { ...FACTS, site: whole }), now }
    expect(results('FAC-05', given).map(({ status, severity }) => `${status} ${severity}`)).toEqual([
      expected,
    ])
  })

  test('FAC-04 names the status that nobody takes up', () => {
    const { 'c.petit': _, ...people } = SITE.people
    expect(verdict('FAC-04', described({ people }), 'exchange')).toBe(
      'fail major: site.yaml: 210 → comptable (0)',
    )
  })

  test.each([
    ['FTP', 21, 'fail blocking: site.yaml: 192.168.20.15:21 (FTP)'],
    ['SFTP', 22, 'pass blocking: site.yaml: 192.168.20.15:22'],
  ])('ADM-05, an integration over %s', (_protocol, port, expected) => {
    const integrations = SITE.integrations.map((each) => ({ ...each, port }))
    expect(verdict('ADM-05', described({ integrations }), 'integrations[0]')).toBe(expected)
  })
})

describe('GOV-01', () => {
  const on = (day: string) => results('GOV-01', { ...aSite(), now: new Date(`${day}T23:00:00Z`) })

  test('reads every article that a rule cites', () => {
    const cited = RULES.flatMap(({ sources }) => sources)
      .filter(({ validFrom }) => validFrom !== undefined)
      .map(({ guide, number, validFrom }) => `${guide} ${number} ${validFrom}`)
    const known = lawsCited().map(({ guide, number, validFrom }) => `${guide} ${number} ${validFrom}`)
    expect(known).toEqual([...new Set(cited)].sort())
  })

  test('the VAT articles leave the CGI on 1 January 2027', () => {
    const failing = (day: string) =>
      on(day)
        .filter(({ status }) => status === 'fail')
        .map(({ subject, seen }) => `${subject}: ${seen}`)
    expect(failing('2026-12-31')).toEqual([])
    expect(failing('2027-01-01')).toEqual([
      'law/CGI 289 VII: 2026-11-23 → 2026-12-31',
      'law/CGI 289 bis: 2026-02-21 → 2026-12-31',
      'law/CGI ann. IV 41 septies G: 2026-11-23 → 2026-12-31',
    ])
  })

  test('an open end stays open', () => {
    expect(goodsAndServicesTaxes('', 'S').validTo).toBe('')
    expect(on('2040-01-01').find(({ subject }) => subject === 'law/CIBS')?.status).toBe('pass')
  })
})
