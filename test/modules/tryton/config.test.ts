import { expect, test } from 'vitest'
import { trytonConfig } from '../../../modules/tryton/config.ts'

const options = {
  company: { name: 'Cabinet Durand & Fils', siren: '732829320' },
  fiscalYearEnd: '12-31',
  timezone: 'Europe/Paris',
  hostname: 'facturation.durand.example',
}
const files = trytonConfig(options)

test('names the files that /start reads', () => {
  expect(Object.keys(files)).toEqual([
    'gunicorn.conf.py',
    'logging.conf',
    'passlib.conf',
    'site.json',
    'trytond.conf',
  ])
})

test('describes the site as JSON', () => {
  expect(JSON.parse(files['site.json'] ?? '')).toEqual(options)
})

test('keeps one database, one cache, bounded sessions and requests', () => {
  expect(files['trytond.conf']).toBe(`[database]
uri = postgresql:///
language = fr

[cache]
clean_timeout = 0

[web]
root = /usr/share/tryton-sao/www
num_proxies = 1

[request]
max_size = 1048576
max_size_authenticated = 16777216

[session]
# A working day, then the password again.
max_age = 43200
max_attempt = 5

[password]
length = 12

[attachment]
# In the database: one backup holds everything.
filestore = False
`)
})

test('serves with two processes of four threads', () => {
  expect(files['gunicorn.conf.py']).toBe(`import os
import ssl
bind = '0.0.0.0:8000'
certfile = os.environ['SOCLE_SECRETS'] + '/server.crt'
keyfile = os.environ['SOCLE_SECRETS'] + '/server.key'
def ssl_context(config, default):
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context
workers = 2
threads = 4
worker_class = 'gthread'
worker_tmp_dir = '/tmp'
graceful_timeout = 30
timeout = 120
keepalive = 75
# Only the proxy shares a network with it.
forwarded_allow_ips = '*'
`)
})

test('hashes passwords with Argon2id in 19 MiB', () => {
  expect(files['passlib.conf']).toBe(`[passlib]
schemes = argon2
argon2__type = ID
argon2__memory_cost = 19456
argon2__rounds = 2
argon2__parallelism = 1
`)
})

test('logs each call and each login', () => {
  expect((files['logging.conf'] ?? '').match(/^qualname = .*$/gm)).toEqual([
    'qualname = socle',
    'qualname = trytond.protocols.dispatcher',
    'qualname = trytond.security',
    'qualname = gunicorn.error',
  ])
})

test.each([
  '"], "x": ["',
  '${file("/etc/passwd")}',
  '%(asctime)s',
  '\n[web]\nroot = /',
  'é\u0000\u2028',
  "'''",
])('free text %j reaches site.json alone, whole', (name) => {
  const hostile = trytonConfig({ ...options, company: { name, siren: '732829320' } })
  expect((JSON.parse(hostile['site.json'] ?? '') as typeof options).company.name).toBe(name)
  expect({ ...hostile, 'site.json': '' }).toEqual({ ...files, 'site.json': '' })
})

test('writes lines through the formatter that leaves arguments out (a call may carry a password)', () => {
  expect(files['logging.conf']).toContain('[formatter_line]\nclass = socle.logs.Formatter\n')
})
