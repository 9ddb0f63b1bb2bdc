import { describe, expect, test } from 'vitest'
import { reverseProxyConfig } from '../../modules/reverse-proxy/config.ts'
import { aContainer, anApplication, aProxy, aSite, at, FACTS, running } from '../../policies/examples/site.ts'
import { readNginx, serversOf, targetsOf, unreadOf } from '../../policies/doors/nginx.ts'
import type { Given } from '../../policies/rule.ts'
import { PROXY, results } from './judged.ts'

/** `status severity: what was seen`, or why nobody knows. */
function verdict(id: string, given: Given, subject = PROXY): string {
  const found = results(id, given()).find((result) => result.subject === subject)
  return found ? `${found.status} ${found.severity}: ${found.reason ?? found.seen}` : 'no verdict'
}

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
      'pass major: *: http 444; facturation.demo.example: http 308 → https; ' +
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
    ['tryton.interne.demo.example', 'pass major: :8000 https, proxy_ssl_verify=on'],
    [undefined, 'fail major: :8000 http'],
  ])('TLS-08: an application named %s', (tlsName, expected) => {
    expect(verdict('TLS-08', written(tlsName), 'conduit/proxy-tryton')).toBe(expected)
  })

  test('what a client is set to do is configured, even on the running site', () => {
    const { graph } = written()()
    const live = results('TLS-08', { ...running({}, { configFiles: graph.configFiles }), facts: FACTS })
    expect(live.map(({ subject, basis }) => `${subject} ${basis}`)).toEqual([
      'conduit/proxy-tryton configured',
      'conduit/tryton-db configured',
    ])
  })
})

describe('TLS-08: the client of the database', () => {
  const client =
    (body: Readonly<Record<string, unknown>>): Given =>
    () =>
      aSite({ containers: { tryton: anApplication(body), db: aContainer() } })

  test.each([
    [{ env: ['PGSSLMODE=verify-full'] }, 'pass major: :5432 PGSSLMODE=verify-full'],
    [{ env: ['PGSSLMODE=verify-ca'] }, 'pass major: :5432 PGSSLMODE=verify-ca'],
    [{ env: ['PGSSLMODE=require'] }, 'fail minor: :5432 PGSSLMODE=require'],
    [{ env: ['PGSSLMODE=prefer'] }, 'fail major: :5432 PGSSLMODE=prefer'],
    [{ env: [] }, 'fail major: :5432 PGSSLMODE=prefer (libpq)'],
    [{ env: ['NOT_PGSSLMODE=verify-full'] }, 'fail major: :5432 PGSSLMODE=prefer (libpq)'],
    [
      { env: ['PGSSLMODE=verify-full'], command: ['--dsn', 'host=db sslmode=disable'] },
      'fail major: :5432 PGSSLMODE=disable',
    ],
    [
      { env: ['PGSSLMODE=verify-full', 'URI=${var.uri}'] },
      'unknown major: env: a reference that cannot be followed from here',
    ],
  ])('%j: %s', (body, expected) => {
    expect(verdict('TLS-08', client(body), 'conduit/tryton-db')).toBe(expected)
  })
})
