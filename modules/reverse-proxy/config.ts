import { informationPage, refusedPage, unavailablePage, type Elsewhere } from './pages.ts'

export interface ProxiedApplication {
  readonly id: string
  /** Alias of its container on the conduit. */
  readonly host: string
  readonly port: number
  /** Name in its certificate, which the internal authority signed; absent: it is spoken to in clear. */
  readonly tlsName?: string
  /** Name under which people reach it; no two applications share one. */
  readonly hostname: string
}

export interface ReverseProxyOptions {
  /** Every name the certificate holds; one without application shows the information page. */
  readonly hostnames: readonly string[]
  readonly applications: readonly ProxiedApplication[]
  readonly elsewhere: readonly Elsewhere[]
  /** Port that people see; the container itself listens on 8443. */
  readonly publishedHttpsPort: number
  /** Rate limits follow: a whole client may come from one translated address. */
  readonly workstations: number
}

/**
 * Files of `$SOCLE_CONFIG` of the proxy, by name. `/start` links that folder and the secrets' to fixed paths of
 * /run/nginx, so that no revision is written here.
 * @throws RangeError when a host name or alias holds anything but letters, digits, dots and hyphens, or when two
 * applications want the same host name: site.yaml is refused before that, this is the last guard.
 */
export function reverseProxyConfig(options: ReverseProxyOptions): Record<string, string> {
  const { applications, hostnames, elsewhere } = options
  for (const name of [
    ...hostnames,
    ...applications.flatMap(({ host, hostname, tlsName = host }) => [host, hostname, tlsName]),
  ])
    closed(name)
  const taken = applications.map(({ hostname }) => hostname)
  const twice = taken.find((hostname, index) => taken.indexOf(hostname) !== index)
  if (twice !== undefined) throw new RangeError(`two applications share the host name ${twice}`)
  return {
    'index.html': informationPage(elsewhere),
    'nginx.conf': nginx(options),
    'refused.html': refusedPage(),
    'unavailable.html': unavailablePage(),
  }
}

function closed(name: string): void {
  if (!/^[A-Za-z0-9.-]+$/.test(name)) throw new RangeError(`not a host name: ${JSON.stringify(name)}`)
}

function nginx({ hostnames, applications, publishedHttpsPort, workstations }: ReverseProxyOptions): string {
  const authority = publishedHttpsPort === 443 ? '$host' : `$host:${publishedHttpsPort}`
  const idle = hostnames.filter((name) => !applications.some(({ hostname }) => hostname === name))
  const known = [...new Set([...hostnames, ...applications.map(({ hostname }) => hostname)])]
  return [
    PROCESS,
    'http {',
    ...indent([
      FILES,
      LOG,
      TLS,
      HEADERS,
      limits(workstations),
      upstream(authority),
      STRANGERS,
      redirection(known, authority),
      ...applications.map(applicationServer),
      ...(idle.length > 0 ? [informationServer(idle)] : []),
      HEALTH,
    ]),
    '}',
    '',
  ].join('\n')
}

const indent = (blocks: readonly string[]): string[] =>
  blocks.map((block) => block.trim().replace(/^(?=.)/gm, '  ') + '\n')

const PROCESS = `daemon off;
pid /run/nginx/nginx.pid;
error_log stderr warn;
worker_processes 2;
worker_shutdown_timeout 5s;
events { worker_connections 1024; }`

const FILES = `
include /etc/nginx/mime.types;
default_type application/octet-stream;
client_body_temp_path /run/nginx/body;
proxy_temp_path /run/nginx/proxy;
fastcgi_temp_path /run/nginx/fastcgi;
uwsgi_temp_path /run/nginx/uwsgi;
scgi_temp_path /run/nginx/scgi;
proxy_max_temp_file_size 0;`

/** One JSON object a line, in UTC; a query may hold a key, so only the path is kept. */
const LOG = `
map $request_uri $path { "~^(?<before>[^?]*)" $before; }
log_format access escape=json '{"time":"$time_iso8601","id":"$request_id","from":"$remote_addr","host":"$host",'
  '"method":"$request_method","path":"$path","status":$status,"seconds":$request_time,"bytes":$body_bytes_sent,'
  '"tls":"$ssl_protocol","upstream":"$upstream_addr","upstreamSeconds":"$upstream_response_time"}';
access_log /dev/stdout access;`

/** ANSSI, guide TLS v1.2: R3, R4 (1.3 and 1.2 alone), R6 to R10 (ECDHE, AEAD), R13, R20 and R21, R23. */
const TLS = `
ssl_certificate /run/nginx/secrets/tls.crt;
ssl_certificate_key /run/nginx/secrets/tls.key;
ssl_protocols TLSv1.2 TLSv1.3;
ssl_ciphers ${[
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':')};
ssl_prefer_server_ciphers on;
ssl_ecdh_curve prime256v1:secp384r1:X25519;
ssl_session_tickets off;
ssl_session_cache shared:tls:2m;
ssl_session_timeout 1h;
ssl_early_data off;`

/** ANSSI-PA-009 v2.0: R2 (HSTS, over TLS only: RFC 6797, 7.2), R17, R18, R21. An application may be stricter. */
const HEADERS = `
server_tokens off;
map $https $hsts { on "max-age=31536000; includeSubDomains"; }
add_header Strict-Transport-Security $hsts always;
add_header Content-Security-Policy "frame-ancestors 'self'; base-uri 'self'" always;
add_header X-Frame-Options SAMEORIGIN always;
add_header X-Content-Type-Options nosniff always;
add_header Referrer-Policy same-origin always;
proxy_hide_header Strict-Transport-Security;
proxy_hide_header X-Frame-Options;
proxy_hide_header X-Content-Type-Options;
proxy_hide_header Referrer-Policy;
proxy_hide_header X-Powered-By;`

const limits = (workstations: number): string => `
client_header_timeout 10s;
client_body_timeout 15s;
send_timeout 30s;
keepalive_timeout 65s;
reset_timedout_connection on;
large_client_header_buffers 4 16k;
client_max_body_size 16m;
limit_req_zone $binary_remote_addr zone=requests:2m rate=${20 + 2 * workstations}r/s;
limit_conn_zone $binary_remote_addr zone=connections:2m;
limit_req zone=requests burst=${100 + 10 * workstations} nodelay;
limit_conn connections ${20 + 8 * workstations};
limit_req_status 429;
limit_conn_status 429;`

/** The name is resolved at each use, five seconds old at most: an application may be away, or come back elsewhere. */
const upstream = (authority: string): string => `
resolver 127.0.0.11 valid=5s ipv6=off;
resolver_timeout 3s;
map $http_upgrade $connection_upgrade { default upgrade; "" ""; }
proxy_http_version 1.1;
proxy_set_header Host ${authority};
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $connection_upgrade;
proxy_set_header X-Request-ID $request_id;
proxy_set_header X-Forwarded-For $remote_addr;
proxy_set_header X-Forwarded-Proto https;
proxy_set_header X-Forwarded-Host ${authority};
proxy_ssl_trusted_certificate /run/nginx/secrets/ca.crt;
proxy_ssl_verify on;
proxy_ssl_protocols TLSv1.3;
proxy_connect_timeout 2s;
proxy_send_timeout 60s;
proxy_read_timeout 330s;`

/** Who asks for another name learns nothing: no certificate, no page. */
const STRANGERS = `
server {
  listen 8443 ssl default_server;
  ssl_reject_handshake on;
  return 421;
}
server {
  listen 8080 default_server;
  return 444;
}`

const redirection = (hostnames: readonly string[], authority: string): string => `
server {
  listen 8080;
  server_name ${hostnames.join(' ')};
  return 308 https://${authority}$request_uri;
}`

const ERROR_PAGES = `error_page 400 403 404 413 414 429 431 /socle/refused.html;
  error_page 500 502 503 504 /socle/unavailable.html;
  location /socle/ {
    internal;
    # Or the body that was too big would be refused again.
    client_max_body_size 0;
    alias /run/nginx/config/;
  }`

const applicationServer = ({ host, port, hostname, tlsName }: ProxiedApplication): string => `
server {
  listen 8443 ssl;
  http2 on;
  server_name ${hostname};
  ${ERROR_PAGES}
  location / {
    set $application ${host};
    ${tlsName === undefined ? '' : `proxy_ssl_name ${tlsName};\n    `}proxy_pass ${tlsName === undefined ? 'http' : 'https'}://$application:${port};
  }
}`

const informationServer = (hostnames: readonly string[]): string => `
server {
  listen 8443 ssl;
  http2 on;
  server_name ${hostnames.join(' ')};
  ${ERROR_PAGES}
  location = / { rewrite ^ /index.html last; }
  location = /index.html { root /run/nginx/config; }
  location / { return 404; }
}`

const HEALTH = `
server {
  listen 127.0.0.1:8081;
  access_log off;
  location = /healthz {
    default_type text/plain;
    return 200 "ready\\n";
  }
  location / { return 404; }
}`
