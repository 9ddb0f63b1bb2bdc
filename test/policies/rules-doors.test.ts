import { describe, expect, test } from 'vitest'
import { reverseProxyConfig } from '../../modules/reverse-proxy/config.ts'
import type { Result } from '../../policies/assessment.ts'
import {
  answered,
  CERTIFICATE,
  configured,
  engineSays,
  shown,
  spoken,
  type Edit,
} from '../../policies/example-doors.ts'
import {
  aContainer,
  anApplication,
  aProxy,
  aSite,
  at,
  FACTS,
  running,
  SITE,
} from '../../policies/examples.ts'
import { readNginx, serversOf, targetsOf, unreadOf } from '../../policies/nginx.ts'
import { RULES } from '../../policies/registry.ts'
import { resultsOf } from '../../policies/results.ts'
import type { Given } from '../../policies/rule.ts'
import { goodsAndServicesTaxes, lawsCited } from '../../policies/sources.ts'
import type { Site } from '../../modules/site/site.ts'

const NOW = new Date('2026-11-23T10:00:00Z')
const PROXY = 'docker_container.proxy'

function results(id: string, given: Given): Result[] {
  const rule = RULES.find((candidate) => candidate.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  return resultsOf(rule, { now: NOW, options: {}, documents: {}, judged: [], waivers: [], ...given() })
}

/** `status severity: what was seen`, on one subject. */
function verdict(id: string, given: Given, subject = PROXY): string {
  const found = results(id, given).find((result) => result.subject === subject)
  return found ? `${found.status} ${found.severity}: ${found.reason ?? found.seen}` : 'no verdict'
}

const described =
  (over: Partial<Site>): Given =>
  () =>
    aSite({}, { ...FACTS, site: { ...SITE, ...over } })

describe('reading an nginx configuration', () => {
  test.each<[string, unknown]>([
    ['', []],
    ['# only { a comment', []],
    ['a b;', [{ name: 'a', args: ['b'] }]],
    [`a "x y" 'it''s';`, [{ name: 'a', args: ['x y', 'it', 's'] }]],
    ['a "say \\"no\\"";', [{ name: 'a', args: ['say "no"'] }]],
    ['a { b c; }', [{ name: 'a', args: [], block: [{ name: 'b', args: ['c'] }] }]],
    ['a ${x}y#z;', [{ name: 'a', args: ['${x}y#z'] }]],
    [
      'map $https $h { "" ""; }',
      [{ name: 'map', args: ['$https', '$h'], block: [{ name: '', args: [''] }] }],
    ],
    ['a b', undefined],
    ['a { b;', undefined],
    ['a; }', undefined],
    ['a { b }', undefined],
    [';', undefined],
    ['a "unclosed;', undefined],
  ])('%j', (text, expected) => {
    expect(readNginx(text)).toEqual(expected)
  })

  const servers = (text: string) =>
    serversOf(readNginx(`http { server { ${text} } }`) ?? []).map(({ tls, clear }) => ({ tls, clear }))

  test.each([
    ['', [{ tls: false, clear: true }]],
    ['listen 443 ssl;', [{ tls: true, clear: false }]],
    ['listen [::]:443 ssl; listen 80;', [{ tls: true, clear: true }]],
    ['listen 443 quic;', [{ tls: true, clear: false }]],
    ['listen 127.0.0.1:8081;', []],
    ['listen unix:/run/x.sock; listen [::1]:80; listen localhost:80;', []],
  ])('a server that says %j', (text, expected) => {
    expect(servers(text)).toEqual(expected)
  })

  test('what is written elsewhere is told', () => {
    const text = 'http { include /etc/nginx/mime.types; include conf.d/*; ssl_conf_command A b; } stream { }'
    expect(unreadOf(readNginx(text) ?? [])).toEqual(['include conf.d/*', 'ssl_conf_command A', 'stream'])
  })

  test.each([
    ['proxy_pass http://app:8000;', ['http app 8000']],
    ['proxy_pass https://app;', ['https app 443']],
    ['set $h app; proxy_pass https://$h:8000/x;', ['https app 8000']],
    ['set $h other; set $h app; proxy_pass http://${h}:1;', ['http app 1']],
    ['proxy_pass http://$h:1;', ['http $h 1']],
    ['fastcgi_pass app:9000;', ['fastcgi app 9000']],
  ])('%s goes to', (text, expected) => {
    const tree = readNginx(`http { server { location / { ${text} } } }`) ?? []
    expect(targetsOf(tree).map(({ scheme, host, port }) => `${scheme} ${host} ${port}`)).toEqual(expected)
  })
})

describe('the door as Socle writes it', () => {
  const written =
    (tlsName?: string): Given =>
    () => {
      const site = aSite({
        containers: {
          proxy: aProxy(),
          tryton: anApplication({ env: ['PGSSLMODE=verify-full'] }),
          db: aContainer(),
        },
      })
      const text =
        reverseProxyConfig({
          hostnames: ['facturation.demo.example', 'connexion.demo.example'],
          applications: [
            {
              id: 'tryton',
              host: 'tryton',
              port: 8000,
              hostname: 'facturation.demo.example',
              ...(tlsName === undefined ? {} : { tlsName }),
            },
          ],
          elsewhere: [],
          publishedHttpsPort: 8443,
          workstations: 24,
        })['nginx.conf'] ?? ''
      return { ...site, graph: { ...site.graph, configFiles: [{ role: 'proxy', name: 'nginx.conf', text }] } }
    }

  test.each([
    ['TLS-01', 'pass blocking: ssl_protocols TLSv1.2 TLSv1.3'],
    ['TLS-02', 'pass major: 6 suites; server order'],
    ['TLS-03', 'no verdict'],
    ['TLS-06', 'pass minor: compression=false; early_data=false; tickets=0 s'],
    [
      'TLS-07',
      'pass major: default: http 444; facturation.demo.example: http 308 → https; ' +
        'connexion.demo.example: http 308 → https; facturation.demo.example: HSTS max-age=31536000; ' +
        'connexion.demo.example: HSTS max-age=31536000',
    ],
    [
      'WEB-01',
      'fail minor: facturation.demo.example: CSP base-uri, frame-ancestors; ' +
        'connexion.demo.example: CSP base-uri, frame-ancestors',
    ],
  ])('%s: %s', (id, expected) => {
    expect(verdict(id, written('tryton.interne.demo.example'))).toBe(expected)
    expect(verdict(id, () => at('plan', written('tryton.interne.demo.example')()))).toBe(expected)
  })

  test.each([
    ['tryton.interne.demo.example', 'pass major: :8000 https, certificate verified'],
    [undefined, 'fail major: :8000 http'],
  ])('TLS-08: an application named %s', (tlsName, expected) => {
    expect(verdict('TLS-08', written(tlsName), 'conduit/proxy-tryton')).toBe(expected)
  })

  test('what a client is set to do is configured, even on the running site', () => {
    const { graph } = written()()
    const live = results('TLS-08', () => ({
      ...running({}, { configFiles: graph.configFiles }),
      facts: FACTS,
    }))
    expect(live.map(({ subject, basis }) => `${subject} ${basis}`)).toEqual([
      'conduit/proxy-tryton configured',
      'conduit/tryton-db configured',
    ])
  })
})

describe('a door as configured', () => {
  const edited = (id: string, ...edits: Edit[]) => verdict(id, configured(...edits))

  test.each<[string, Edit, string]>([
    [
      'TLS-01',
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.3;'],
      'pass blocking: ssl_protocols TLSv1.3',
    ],
    [
      'TLS-01',
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.2;'],
      'fail blocking: ssl_protocols TLSv1.2',
    ],
    [
      'TLS-01',
      ['ssl_early_data off;', 'include /etc/nginx/snippets/tls.conf;'],
      'unknown blocking: include /etc/nginx/snippets/tls.conf: not visible at this level',
    ],
    ['TLS-01', ['http {', 'http { server {'], 'unknown blocking: nginx.conf: not visible at this level'],
    [
      'TLS-01',
      ['ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols SSLv3;'],
      'fail blocking: ssl_protocols SSLv3',
    ],
    ['TLS-02', ['ECDHE-ECDSA-CHACHA20-POLY1305', 'AES256-GCM-SHA384'], 'fail major: AES256-GCM-SHA384'],
    [
      'TLS-02',
      ['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-CCM8'],
      'fail major: ECDHE-ECDSA-AES128-CCM8',
    ],
    [
      'TLS-02',
      ['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-CCM'],
      'pass major: 2 suites; server order',
    ],
    ['TLS-02', ['ECDHE-ECDSA-CHACHA20-POLY1305', '!aNULL:@STRENGTH'], 'pass major: 1 suites; server order'],
    ['TLS-02', ['ssl_prefer_server_ciphers on;', ''], 'fail major: client order'],
    [
      'TLS-02',
      ['ECDHE-ECDSA-CHACHA20-POLY1305', 'HIGH'],
      'unknown major: ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:HIGH: a reference that cannot be followed from here',
    ],
    [
      'TLS-06',
      ['ssl_session_tickets off;', ''],
      'pass minor: compression=false; early_data=false; tickets=3600 s',
    ],
    [
      'TLS-07',
      ['return 308 https://$host:8443$request_uri;', 'return 308 http://$host$request_uri;'],
      'fail major: facturation.demo.example: http 308',
    ],
    [
      'TLS-07',
      [
        'return 308 https://$host:8443$request_uri;',
        'location /.well-known/acme-challenge/ { root /srv; } location / { return 301 https://$host; }',
      ],
      'pass major: facturation.demo.example: http 301 → https; facturation.demo.example: HSTS max-age=31536000',
    ],
    [
      'TLS-07',
      ['max-age=31536000', 'max-age=31535999'],
      'fail major: facturation.demo.example: HSTS max-age=31535999',
    ],
    [
      'WEB-01',
      ['same-origin', 'unsafe-url'],
      'fail minor: facturation.demo.example: Referrer-Policy unsafe-url',
    ],
    [
      'WEB-01',
      ["default-src 'self';", "default-src 'self' 'unsafe-eval';"],
      'fail minor: facturation.demo.example: CSP default-src, frame-ancestors, unsafe-eval',
    ],
    ['WEB-01', ['samesite=lax', 'samesite=none'], 'unknown minor: Set-Cookie: not visible at this level'],
  ])('%s, %j: %s', (id, edit, expected) => {
    expect(edited(id, edit)).toBe(expected)
  })

  test('ephemeral keys without curves are the variant that the guide tolerates', () => {
    const [result] = results(
      'TLS-02',
      configured(['ECDHE-ECDSA-CHACHA20-POLY1305', 'DHE-RSA-AES256-GCM-SHA384']),
    )
    expect([result?.status, result?.variant]).toEqual(['pass', true])
  })

  test('only a door is asked: a site says which', () => {
    const given = configured()()
    const facts = { ...FACTS, publishers: ['other'] }
    expect(results('TLS-01', () => ({ ...given, facts })).map(({ status }) => status)).toEqual([
      'not-applicable',
    ])
  })
})

describe('a door as it answers', () => {
  const rsa = (keyBits: number) => shown({ keyType: 'rsa', keyBits, signature: 'sha256WithRSAEncryption' })
  const in2031 =
    (given: Given): Given =>
    () => ({ ...given(), now: new Date('2031-01-01T00:00:00Z') })

  test.each<[string, Given, string]>([
    ['TLS-01', spoken({ refused: ['TLSv1.1'] }), 'unknown blocking: TLSv1: not visible at this level'],
    ['TLS-02', spoken({}), 'pass major: 2 suites; server order'],
    ['TLS-02', spoken({ offered: ['TLSv1.3'], refused: ['TLSv1.2'] }), 'pass major: TLSv1.3'],
    ['TLS-02', spoken({ ciphers: undefined }), 'unknown major: weak suites: not visible at this level'],
    ['TLS-02', spoken({ serverOrder: false }), 'fail major: client order'],
    ['TLS-02', spoken({ serverOrder: undefined }), 'unknown major: server order: not visible at this level'],
    ['TLS-03', shown(), 'pass blocking: ec 256, ecdsa-with-SHA256'],
    ['TLS-03', rsa(2047), 'fail blocking: rsa 2047, sha256WithRSAEncryption'],
    ['TLS-03', rsa(2048), 'fail minor: rsa 2048, sha256WithRSAEncryption'],
    ['TLS-03', rsa(3071), 'fail minor: rsa 3071, sha256WithRSAEncryption'],
    ['TLS-03', rsa(3072), 'pass blocking: rsa 3072, sha256WithRSAEncryption'],
    ['TLS-03', in2031(rsa(2048)), 'fail blocking: rsa 2048, sha256WithRSAEncryption'],
    ['TLS-03', shown({ signature: 'sha1WithRSAEncryption' }), 'fail blocking: ec 256, sha1WithRSAEncryption'],
    ['TLS-03', shown({ keyType: 'dsa', keyBits: 4096 }), 'fail blocking: dsa 4096, ecdsa-with-SHA256'],
    ['TLS-04', shown({ names: ['*.example'] }), 'fail major: facturation.demo.example: SAN *.example'],
    ['TLS-04', shown({ usages: [] }), 'fail major: facturation.demo.example: EKU -'],
    [
      'TLS-04',
      shown({ notBefore: '2026-11-24T00:00:00Z' }),
      'fail major: facturation.demo.example: 2026-11-24 → 2027-11-30',
    ],
    [
      'TLS-04',
      spoken({}, { certificate: undefined }),
      'unknown major: certificate: not visible at this level',
    ],
    ['TLS-05', spoken({}, { certificate: CERTIFICATE }), 'pass minor: only one termination probed'],
    [
      'TLS-05',
      spoken({}, { subject: 'docker_container.login' }),
      'fail minor: the same as docker_container.login',
    ],
    [
      'TLS-06',
      spoken({ ticketSeconds: 86_400 }),
      'pass minor: compression=false; early_data=false; tickets=86400 s',
    ],
    ['TLS-06', spoken({ ticketSeconds: 86_401 }), 'fail minor: tickets=86401 s'],
    ['TLS-06', spoken({ earlyData: undefined }), 'unknown minor: 0-RTT: not visible at this level'],
    ['TLS-07', answered(null), 'unknown major: https: not visible at this level'],
    ['TLS-07', answered({}, { status: 200, headers: {} }), 'fail major: facturation.demo.example: http 200'],
    [
      'TLS-07',
      answered({ headers: { 'strict-transport-security': 'includeSubDomains; max-age="31536000"' } }),
      'pass major: facturation.demo.example: HSTS max-age=31536000; facturation.demo.example: http 308 → https',
    ],
    [
      'WEB-01',
      answered({ cookies: ['my-secure=; SameSite=Lax; HttpOnly', 'b=; Secure; HttpOnly; SameSite=Strict'] }),
      'fail minor: facturation.demo.example: cookies my-secure',
    ],
    ['WEB-01', () => running(), 'unknown minor: probe: not visible at this level'],
  ])('%s: case %#', (id, given, expected) => {
    expect(verdict(id, given)).toBe(expected)
  })
})

describe('TLS-04: the longest lifetime', () => {
  const lasting = (notBefore: string, days: number, isPublic: boolean): Given => {
    const notAfter = new Date(Date.parse(notBefore) + days * 86_400_000).toISOString()
    return () => ({
      ...shown({ notBefore: new Date(notBefore).toISOString(), notAfter, isPublic })(),
      now: new Date(Date.parse(notBefore) + 3_600_000),
    })
  }

  test.each([
    ['2026-11-01', 825, false, 'pass'],
    ['2026-11-01', 826, false, 'fail'],
    ['2029-06-01', 825, false, 'pass'],
    ['2026-03-14', 398, true, 'pass'],
    ['2026-03-15', 200, true, 'pass'],
    ['2026-03-15', 201, true, 'fail'],
    ['2027-03-14', 200, true, 'pass'],
    ['2027-03-15', 100, true, 'pass'],
    ['2027-03-15', 101, true, 'fail'],
    ['2029-03-15', 47, true, 'pass'],
    ['2029-03-15', 48, true, 'fail'],
    ['2026-11-01', 15, false, 'fail'],
    ['2026-11-01', 16, false, 'pass'],
  ])('from %s, %i days, public %s: %s', (from, days, isPublic, expected) => {
    expect(results('TLS-04', lasting(from, days, isPublic)).map(({ status }) => status)).toEqual([expected])
  })
})

describe('TLS-08: the client of the database', () => {
  const client =
    (body: object): Given =>
    () =>
      aSite({ containers: { tryton: anApplication(body), db: aContainer() } })

  test.each([
    [{ env: ['PGSSLMODE=verify-full'] }, 'pass major: :5432 PGSSLMODE=verify-full'],
    [{ env: ['PGSSLMODE=verify-ca'] }, 'pass major: :5432 PGSSLMODE=verify-ca'],
    [{ env: ['PGSSLMODE=require'] }, 'fail minor: :5432 PGSSLMODE=require'],
    [{ env: ['PGSSLMODE=prefer'] }, 'fail major: :5432 PGSSLMODE=prefer'],
    [{ env: [] }, 'fail major: :5432 PGSSLMODE unset'],
    [{ env: ['NOT_PGSSLMODE=verify-full'] }, 'fail major: :5432 PGSSLMODE unset'],
    [
      { env: ['PGSSLMODE=verify-full'], command: ['--dsn', 'host=db sslmode=disable'] },
      'fail major: :5432 PGSSLMODE=disable',
    ],
    [
      { env: ['PGSSLMODE=verify-full', 'URI=${var.uri}'] },
      'unknown major: var.uri: a reference that cannot be followed from here',
    ],
  ])('%j: %s', (body, expected) => {
    expect(verdict('TLS-08', client(body), 'conduit/tryton-db')).toBe(expected)
  })
})

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
    [hosted('https://10.0.0.1:2376'), 'fail blocking: docker=https://10.0.0.1:2376'],
    [engineSays(), 'pass blocking: docker=unix:///var/run/docker.sock; no open API reported'],
    [engineSays({ endpoint: 'tcp://127.0.0.1:2375' }), 'fail blocking: docker=tcp://127.0.0.1:2375'],
    [
      engineSays({ warnings: ['WARNING: No swap limit support'] }),
      'pass blocking: docker=unix:///var/run/docker.sock; no open API reported',
    ],
    [
      engineSays({
        warnings: ['[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.'],
      }),
      'fail blocking: API on the network without TLS',
    ],
    [() => running(), 'unknown blocking: docker info: not visible at this level'],
  ])('case %#', (given, expected) => {
    expect(verdict('ADM-01', given, 'hosts.main')).toBe(expected)
  })

  test('nobody said which host: the engine is that of the site', () => {
    const { facts: _, ...foreign } = engineSays({ endpoint: 'tcp://10.0.0.1:2376' })()
    expect(verdict('ADM-01', () => foreign, 'site')).toBe('fail blocking: docker=tcp://10.0.0.1:2376')
    expect(verdict('ADM-04', () => foreign, 'site')).toBe('pass major: net.ipv4.ip_forward=0')
  })

  test('ADM-04 fails on the subject that its derogation names', () => {
    expect(verdict('ADM-04', engineSays({ ipForward: true }), 'site')).toBe(
      'fail major: net.ipv4.ip_forward=1',
    )
  })

  test('a file of nobody we know shows no host', () => {
    const { facts: _, ...foreign } = running()
    expect(results('ADM-04', () => foreign).map(({ status, fr }) => [status, fr?.reason])).toEqual([
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
    ['root', {}, 'fail major: site.yaml: identifier of a function'],
    ['compta-2', {}, 'fail major: site.yaml: identifier of a function'],
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
    ['CH', 'fail major: site.yaml: declared CH'],
    ['GB', 'fail major: site.yaml: declared GB'],
  ])('FAC-02, an archive in %s', (location, expected) => {
    expect(verdict('FAC-02', described({ archive: { years: 10, location } }), 'archive')).toBe(expected)
  })

  test('a place that is only declared is no observation', () => {
    const [archive] = results('FAC-02', described({}))
    expect([archive?.basis, archive?.fr?.seen]).toEqual(['declared', 'site.yaml : déclaré FR'])
  })

  test.each([
    ['2026-11-23', NOW, 'pass'],
    ['2026-11-24', NOW, 'fail'],
    [undefined, NOW, 'fail'],
    [undefined, new Date('2026-08-31T23:59:59Z'), 'not-applicable'],
  ])('FAC-05, seen on %s: %#', (listed, now, expected) => {
    const { exchange, ...site } = SITE
    if (!exchange) throw new Error('the example exchanges')
    const platform = { ...exchange.platform, listed: listed ?? '' }
    const whole = listed === undefined ? site : { ...site, exchange: { ...exchange, platform } }
    const given = () => ({ ...aSite({}, { ...FACTS, site: whole }), now })
    expect(results('FAC-05', given).map(({ status }) => status)).toEqual([expected])
  })

  test('FAC-04 names the status that nobody takes up', () => {
    expect(verdict('FAC-04', described({}), 'exchange')).toBe('fail major: site.yaml: 210 → comptable (0)')
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
  const on = (day: string) => results('GOV-01', () => ({ ...aSite(), now: new Date(`${day}T23:00:00Z`) }))

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

describe('controls that no machine judges yet', () => {
  test.each([
    ['ADM-02', 'host-firewall'],
    ['ADM-03', 'host-firewall'],
    ['ADM-06', 'identity'],
    ['ADM-08', undefined],
    ['ADM-10', 'access'],
    ['AUT-01', 'identity'],
    ['AUT-02', 'identity'],
    ['AUT-03', 'identity'],
    ['AUT-04', 'identity'],
    ['AUT-05', 'identity'],
    ['REM-02', 'remote-desktop'],
    ['REM-03', undefined],
    ['REM-04', undefined],
    ['FAC-01', 'archive'],
    ['FAC-03', 'archive'],
    ['GOV-02', undefined],
  ])('%s waits for %s', (id, awaits) => {
    const rule = RULES.find((candidate) => candidate.id === id)
    expect([rule?.kind, rule?.awaits]).toEqual(['manual', awaits])
    expect(results(id, () => aSite()).map(({ status, pending }) => [status, pending])).toEqual([
      ['not-applicable', awaits === undefined ? 'document' : 'capability'],
    ])
  })
})
