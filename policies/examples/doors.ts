import { aSite, running } from './site.ts'
import type { CertificateObservation, HttpObservation, TlsObservation } from '../graph/graph.ts'
import type { Given } from '../rule.ts'

/** The door of the example site, in the words of the generated file. */
export const NGINX = `
http {
  include /etc/nginx/mime.types;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305;
  ssl_prefer_server_ciphers on;
  ssl_session_tickets off;
  ssl_session_timeout 1h;
  ssl_early_data off;
  map $https $hsts { on "max-age=31536000; includeSubDomains"; }
  add_header Strict-Transport-Security $hsts always;
  add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'self'" always;
  add_header Referrer-Policy same-origin always;
  proxy_cookie_flags ~ secure httponly samesite=lax;
  proxy_ssl_verify on;
  server {
    listen 8443 ssl default_server;
    ssl_reject_handshake on;
    return 421;
  }
  server {
    listen 8080;
    server_name facturation.demo.example;
    return 308 https://$host:8443$request_uri;
  }
  server {
    listen 8443 ssl;
    server_name facturation.demo.example;
    location / {
      set $application tryton;
      proxy_pass https://$application:8000;
    }
  }
  server { listen 127.0.0.1:8081; location / { return 404; } }
}
`

/** A text of the example and what replaces it. */
export type Edit = readonly [from: string, to: string]

/** The example site with its door configured, and what was changed in it. */
export const configured =
  (...changes: readonly Edit[]): Given =>
  () => {
    const site = aSite()
    const text = changes.reduce((before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`the example holds no ${from}`)
      return before.replace(from, () => to)
    }, NGINX)
    return { ...site, graph: { ...site.graph, configFiles: [{ role: 'proxy', name: 'nginx.conf', text }] } }
  }

const DOOR = 'docker_container.proxy'

const TLS: TlsObservation = {
  subject: DOOR,
  address: '127.0.0.1:8443',
  offered: ['TLSv1.3', 'TLSv1.2'],
  refused: ['TLSv1.1', 'TLSv1'],
  ciphers: {
    accepted: ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
    refused: ['ECDHE-ECDSA-AES256-SHA', 'AES256-GCM-SHA384', 'AES128-SHA'],
  },
  serverOrder: true,
  ticketSeconds: 0,
  compression: false,
  earlyData: false,
}

export const CERTIFICATE: CertificateObservation = {
  hostname: 'facturation.demo.example',
  notBefore: '2026-11-01T00:00:00Z',
  notAfter: '2027-11-30T00:00:00Z',
  names: ['facturation.demo.example'],
  usages: ['1.3.6.1.5.5.7.3.1'],
  keyType: 'ec',
  keyBits: 256,
  signature: 'ecdsa-with-SHA256',
  fingerprint256: 'AA:01',
  chained: true,
  isPublic: false,
}

/** The example site as it runs, with one handshake by what is given: each replaces a part of a good one. */
export const spoken =
  (...seen: readonly Partial<TlsObservation>[]): Given =>
  () =>
    running({}, { observations: { tls: seen.map((one) => ({ ...TLS, certificate: CERTIFICATE, ...one })) } })

/** The same, with the certificate that it shows. */
export const shown = (over: Partial<CertificateObservation> = {}): Given =>
  spoken({ certificate: { ...CERTIFICATE, ...over } })

const HTTPS: HttpObservation = {
  subject: DOOR,
  address: '127.0.0.1:8443',
  hostname: 'facturation.demo.example',
  scheme: 'https',
  status: 200,
  headers: {
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'content-security-policy': "default-src 'self'; frame-ancestors 'self'",
    'referrer-policy': 'same-origin',
  },
  cookies: ['session=; Secure; HttpOnly; SameSite=Lax'],
}

const HTTP: HttpObservation = {
  ...HTTPS,
  address: '127.0.0.1:8080',
  scheme: 'http',
  status: 308,
  headers: { location: 'https://facturation.demo.example:8443/' },
  cookies: [],
}

/** The example site as it runs, with the answers of its two ports. */
export const answered =
  (https: Partial<HttpObservation> | null = {}, http: Partial<HttpObservation> | null = {}): Given =>
  () =>
    running(
      {},
      {
        observations: {
          tls: [],
          http: [...(https ? [{ ...HTTPS, ...https }] : []), ...(http ? [{ ...HTTP, ...http }] : [])],
        },
      },
    )
