import { withText } from '../change.ts'
import type { Kill, Mutation } from '../mutation.ts'
import type { World } from '../world.ts'

const DOOR = 'docker_container.proxy'

type Edit = readonly [what: string, from: string | RegExp, to: string, ...kills: Kill[]]

/** The generated configuration of the door, directive by directive. */
const EDITS: readonly Edit[] = [
  ['ssl_protocols + TLSv1.1', /ssl_protocols [^;]*/, 'ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3', 'TLS-01'],
  ['ssl_protocols + TLSv1', /ssl_protocols [^;]*/, 'ssl_protocols TLSv1 TLSv1.2 TLSv1.3', 'TLS-01'],
  ['ssl_protocols + SSLv3', /ssl_protocols [^;]*/, 'ssl_protocols SSLv3 TLSv1.2 TLSv1.3', 'TLS-01'],
  ['ssl_protocols without TLSv1.3', /ssl_protocols [^;]*/, 'ssl_protocols TLSv1.2', 'TLS-01'],
  ['ssl_protocols removed', /ssl_protocols [^;]*;/, '', 'TLS-01?'],
  ['ssl_ciphers + AES256-SHA', /ssl_ciphers /, 'ssl_ciphers AES256-SHA:', 'TLS-02'],
  ['ssl_ciphers + RSA key exchange', /ssl_ciphers /, 'ssl_ciphers AES256-GCM-SHA384:', 'TLS-02'],
  ['ssl_ciphers + CBC', /ssl_ciphers /, 'ssl_ciphers ECDHE-RSA-AES256-SHA384:', 'TLS-02'],
  ['ssl_ciphers + RC4', /ssl_ciphers /, 'ssl_ciphers ECDHE-RSA-RC4-SHA:', 'TLS-02'],
  ['ssl_ciphers + 3DES', /ssl_ciphers /, 'ssl_ciphers DES-CBC3-SHA:', 'TLS-02'],
  ['ssl_ciphers HIGH', /ssl_ciphers [^;]*/, 'ssl_ciphers HIGH', 'TLS-02?'],
  ['ssl_ciphers removed', /ssl_ciphers [^;]*;/, '', 'TLS-02'],
  [
    'ssl_prefer_server_ciphers off',
    /ssl_prefer_server_ciphers on/,
    'ssl_prefer_server_ciphers off',
    'TLS-02',
  ],
  ['ssl_prefer_server_ciphers removed', /ssl_prefer_server_ciphers on;/, '', 'TLS-02'],
  [
    'tickets of two days',
    /ssl_session_tickets off;([\s\S]*?)ssl_session_timeout 1h;/,
    'ssl_session_tickets on;\nssl_session_timeout 2d;',
    'TLS-06',
  ],
  ['ssl_early_data on', /ssl_early_data off/, 'ssl_early_data on', 'TLS-06'],
  ['HSTS of an hour', /max-age=31536000/, 'max-age=3600', 'TLS-07'],
  ['HSTS removed', /add_header Strict-Transport-Security [^;]*;/, '', 'TLS-07'],
  ['pages in clear', /return 308 https:[^;]*;/, 'root /srv/www;', 'TLS-07'],
  ['redirection in clear', /return 308 https:/, 'return 308 http:', 'TLS-07'],
  [
    'an include that nobody reads',
    /(?=server \{)/,
    'include /etc/nginx/conf.d/*.conf;\n',
    'TLS-01?',
    'TLS-02?',
    'TLS-06?',
    'TLS-07?',
  ],
  ['a brace too many', /(?=server \{)/, '}\n', 'TLS-01?', 'TLS-02?', 'TLS-06?', 'TLS-07?'],
  ['a private key', /$/, '\n# -----BEGIN PRIVATE KEY-----\n', 'ADM-12@config/proxy/nginx.conf'],
  ['an age key', /$/, '\n# AGE-SECRET-KEY-1QQQQ\n', 'ADM-12@config/proxy/nginx.conf'],
  ['an address of the portal', /$/, '\n# https://api.piste.gouv.fr/\n', 'EGR-03'],
]

const LINKS: readonly Edit[] = [
  ['proxy_pass in clear', /proxy_pass https:/, 'proxy_pass http:', 'TLS-08@conduit/proxy-tryton'],
  ['proxy_ssl_verify off', /proxy_ssl_verify on/, 'proxy_ssl_verify off', 'TLS-08@conduit/proxy-tryton'],
  ['proxy_ssl_verify removed', /proxy_ssl_verify on;/, '', 'TLS-08@conduit/proxy-tryton'],
  ['proxy_pass removed', /proxy_pass [^;]*;/, 'return 404;', 'TLS-08@conduit/proxy-tryton?'],
]

/** Only where a page says all that WEB-01 asks of it. */
const PAGES: readonly Edit[] = [
  ['CSP removed', /add_header Content-Security-Policy [^;]*;[^;]*;/, '', 'WEB-01'],
  ['CSP without frame-ancestors', /; frame-ancestors 'self'/, '', 'WEB-01'],
  ['CSP without default-src', /default-src 'self'; /, '', 'WEB-01'],
  ["CSP + 'unsafe-inline'", /default-src 'self'/, "default-src 'self' 'unsafe-inline'", 'WEB-01'],
  ["CSP + 'unsafe-eval'", /default-src 'self'/, "default-src 'self' 'unsafe-eval'", 'WEB-01'],
  ['Referrer-Policy unsafe-url', /Referrer-Policy same-origin/, 'Referrer-Policy unsafe-url', 'WEB-01'],
  ['Referrer-Policy removed', /add_header Referrer-Policy [^;]*;/, '', 'WEB-01'],
  ['cookies without Secure', /secure httponly/, 'httponly', 'WEB-01?'],
  ['cookies without SameSite', / samesite=lax/, '', 'WEB-01?'],
  ['cookies as the application sets them', /proxy_cookie_flags [^;]*;/, '', 'WEB-01?'],
]

/** Each edit that finds something to change. What runs is judged by what it answers. */
export function configurationFlips(world: World): Mutation[] {
  if (world.level === 'live') return []
  const texts = world.configFiles.filter(({ name }) => name === 'nginx.conf').map(({ text }) => text)
  const tight = texts.some((text) => /default-src 'self'.*\n(.*\n)*.*proxy_cookie_flags/.test(text))
  const linked = world.facts.conduits.some(({ from }) => from === 'proxy')
  return [...EDITS, ...(linked ? LINKS : []), ...(tight ? PAGES : [])]
    .filter(([, from]) => texts.some((text) => text.search(from) >= 0))
    .map(([what, from, to, ...kills]) => ({
      subject: 'config/proxy/nginx.conf',
      what,
      how: 'weakened',
      kills: kills.map((kill) => (kill.includes('@') ? kill : kill.replace(/^([A-Z]+-\d+)/, `$1@${DOOR}`))),
      apply: (before) => withText(before, from, to),
    }))
}
