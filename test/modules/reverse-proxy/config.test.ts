import { expect, test } from 'vitest'
import { reverseProxyConfig, type ReverseProxyOptions } from '../../../modules/reverse-proxy/config.ts'

const options: ReverseProxyOptions = {
  hostnames: ['facturation.durand.example', 'connexion.durand.example'],
  applications: [{ id: 'tryton', host: 'tryton', port: 8000, hostname: 'facturation.durand.example' }],
  elsewhere: [],
  publishedHttpsPort: 8443,
  workstations: 24,
}
const nginx = (change: Partial<ReverseProxyOptions> = {}): string =>
  reverseProxyConfig({ ...options, ...change })['nginx.conf'] ?? ''

/** Server blocks, one line each, blanks squeezed. */
const servers = (text: string): string[] =>
  [...text.matchAll(/^ {2}server \{\n([\s\S]*?)^ {2}\}/gm)].map(([, body]) =>
    (body ?? '').replace(/\s+/g, ' ').trim(),
  )

const ERRORS =
  'error_page 400 403 404 413 414 429 431 /socle/refused.html; ' +
  'error_page 500 502 503 504 /socle/unavailable.html; ' +
  'location /socle/ { internal; # Or the body that was too big would be refused again. ' +
  'client_max_body_size 0; alias /run/nginx/config/; }'

test('names the files that /start links', () => {
  expect(Object.keys(reverseProxyConfig(options))).toEqual([
    'index.html',
    'nginx.conf',
    'refused.html',
    'unavailable.html',
  ])
})

test('serves known names only, the application behind its own, information behind the others', () => {
  expect(servers(nginx())).toEqual([
    'listen 8443 ssl default_server; ssl_reject_handshake on; return 421;',
    'listen 8080 default_server; return 444;',
    'listen 8080; server_name facturation.durand.example connexion.durand.example; ' +
      'return 308 https://$host:8443$request_uri;',
    `listen 8443 ssl; http2 on; server_name facturation.durand.example; ${ERRORS} ` +
      'location / { set $application tryton; proxy_pass http://$application:8000; }',
    `listen 8443 ssl; http2 on; server_name connexion.durand.example; ${ERRORS} ` +
      'location = / { rewrite ^ /index.html last; } location = /index.html { root /run/nginx/config; } ' +
      'location / { return 404; }',
    'listen 127.0.0.1:8081; access_log off; location = /healthz { default_type text/plain; ' +
      'return 200 "ready\\n"; } location / { return 404; }',
  ])
})

test('without idle name there is no information server', () => {
  expect(servers(nginx({ hostnames: ['facturation.durand.example'] }))).toHaveLength(5)
})

test('each application has the name of its own', () => {
  const notes = { id: 'notes', host: 'notes', port: 8080, hostname: 'notes.durand.example' }
  const text = nginx({ applications: [...options.applications, notes] })
  expect(text.match(/set \$application .*;\n.*;/g)).toEqual([
    'set $application tryton;\n      proxy_pass http://$application:8000;',
    'set $application notes;\n      proxy_pass http://$application:8080;',
  ])
  expect(text).toContain(
    'server_name facturation.durand.example connexion.durand.example notes.durand.example;',
  )
})

test.each([
  { publishedHttpsPort: 443, want: 'return 308 https://$host$request_uri;' },
  { publishedHttpsPort: 8443, want: 'return 308 https://$host:8443$request_uri;' },
])('published on $publishedHttpsPort, plain HTTP is sent there', ({ publishedHttpsPort, want }) => {
  expect(nginx({ publishedHttpsPort })).toContain(want)
})

test.each([
  { workstations: 10, rate: '40r/s', burst: 200, connections: 100 },
  { workstations: 24, rate: '68r/s', burst: 340, connections: 212 },
  { workstations: 100, rate: '220r/s', burst: 1100, connections: 820 },
])('limits follow $workstations workstations', ({ workstations, rate, burst, connections }) => {
  const text = nginx({ workstations })
  expect(text).toContain(`limit_req_zone $binary_remote_addr zone=requests:2m rate=${rate};`)
  expect(text).toContain(`limit_req zone=requests burst=${burst} nodelay;`)
  expect(text).toContain(`limit_conn connections ${connections};`)
})

test.each([
  'ssl_protocols TLSv1.2 TLSv1.3;',
  'ssl_prefer_server_ciphers on;',
  'ssl_session_tickets off;',
  'ssl_session_timeout 1h;',
  'ssl_early_data off;',
  'server_tokens off;',
  'map $https $hsts { on "max-age=31536000; includeSubDomains"; }',
  'add_header Strict-Transport-Security $hsts always;',
  'add_header X-Frame-Options SAMEORIGIN always;',
  'add_header X-Content-Type-Options nosniff always;',
  'add_header Referrer-Policy same-origin always;',
  'resolver 127.0.0.11 valid=5s ipv6=off;',
  'proxy_set_header X-Request-ID $request_id;',
  'proxy_set_header X-Forwarded-For $remote_addr;',
])('sets %s', (line) => {
  expect(nginx().split('\n')).toContain(`  ${line}`)
})

test('accepts ephemeral key exchange with authenticated encryption only', () => {
  expect(/ssl_ciphers (.*);/.exec(nginx())?.[1]?.split(':')).toEqual([
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ])
})

test.each(['a b', 'x;', 'x{', '$host', '', 'é.example', 'x\nlisten 1', '*.example'])(
  'refuses %j as a host name',
  (name) => {
    expect(() => reverseProxyConfig({ ...options, hostnames: [name] })).toThrow(
      new RangeError(`not a host name: ${JSON.stringify(name)}`),
    )
  },
)

test('refuses two applications under one name', () => {
  const [tryton] = options.applications
  const applications = tryton ? [tryton, { ...tryton, id: 'notes', host: 'notes' }] : []
  expect(() => reverseProxyConfig({ ...options, applications })).toThrow(
    new RangeError('two applications share the host name facturation.durand.example'),
  )
})

test('speaks TLS to an application that has a certificate, and checks whose it is', () => {
  const [application] = options.applications
  if (!application) throw new Error('one application')
  const text = nginx({ applications: [{ ...application, tlsName: 'tryton.interne.durand.example' }] })
  expect(servers(text)[3]).toBe(
    `listen 8443 ssl; http2 on; server_name facturation.durand.example; ${ERRORS} ` +
      'location / { set $application tryton; proxy_ssl_name tryton.interne.durand.example; ' +
      'proxy_pass https://$application:8000; }',
  )
  expect(text).toContain(`
  proxy_ssl_trusted_certificate /run/nginx/secrets/ca.crt;
  proxy_ssl_verify on;
  proxy_ssl_protocols TLSv1.3;
`)
})
