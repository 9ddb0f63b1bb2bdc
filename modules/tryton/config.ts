export interface TrytonOptions {
  readonly company: { readonly name: string; readonly siren: string }
  /** Last day of the fiscal year, `MM-DD`. */
  readonly fiscalYearEnd: string
  /** IANA name, for Tryton's "today"; the machine itself runs in UTC. */
  readonly timezone: string
  /** Name under which users reach the application, for the links it writes. */
  readonly hostname: string
}

const lines = (...text: readonly string[]): string => text.join('\n') + '\n'

/**
 * Files of `$SOCLE_CONFIG` of Tryton, by name. What the client wrote (the company's name, host names) travels
 * as JSON only: none of it reaches an ini file or Python source.
 */
export function trytonConfig(options: TrytonOptions): Record<string, string> {
  const { company, fiscalYearEnd, timezone, hostname } = options
  const site = { company: { name: company.name, siren: company.siren }, fiscalYearEnd, timezone, hostname }
  return {
    'gunicorn.conf.py': GUNICORN,
    'logging.conf': LOGGING,
    'passlib.conf': PASSLIB,
    'site.json': JSON.stringify(site, null, 2) + '\n',
    'trytond.conf': TRYTOND,
  }
}

/** The database is where libpq's own variables say; `clean_timeout = 0` keeps the caches of the workers one. */
const TRYTOND = lines(
  '[database]',
  'uri = postgresql:///',
  'language = fr',
  '',
  '[cache]',
  'clean_timeout = 0',
  '',
  '[web]',
  'root = /usr/share/tryton-sao/www',
  'num_proxies = 1',
  '',
  '[request]',
  'max_size = 1048576',
  'max_size_authenticated = 16777216',
  '',
  '[session]',
  '# A working day, then the password again.',
  'max_age = 43200',
  'max_attempt = 5',
  '',
  '[password]',
  'length = 12',
  '',
  '[attachment]',
  '# In the database: one backup holds everything.',
  'filestore = False',
)

/** Two processes of four threads: enough for a hundred workstations, and one survives a slow request. */
const GUNICORN = lines(
  'import os',
  'import ssl',
  "bind = '0.0.0.0:8000'",
  "certfile = os.environ['SOCLE_SECRETS'] + '/server.crt'",
  "keyfile = os.environ['SOCLE_SECRETS'] + '/server.key'",
  'def ssl_context(config, default):',
  '    context = default()',
  '    context.minimum_version = ssl.TLSVersion.TLSv1_3',
  '    return context',
  'workers = 2',
  'threads = 4',
  "worker_class = 'gthread'",
  "worker_tmp_dir = '/tmp'",
  'graceful_timeout = 30',
  'timeout = 120',
  'keepalive = 75',
  '# Only the proxy shares a network with it.',
  "forwarded_allow_ips = '*'",
)

/** Who did what is `trytond.protocols.dispatcher`: one line per call with its user and address. */
const LOGGING = lines(
  '[loggers]',
  'keys = root, socle, calls, security, gunicorn',
  '[handlers]',
  'keys = stderr',
  '[formatters]',
  'keys = line',
  '[logger_root]',
  'level = WARNING',
  'handlers = stderr',
  ...logger('socle', 'socle'),
  ...logger('calls', 'trytond.protocols.dispatcher'),
  ...logger('security', 'trytond.security'),
  ...logger('gunicorn', 'gunicorn.error'),
  '[handler_stderr]',
  'class = StreamHandler',
  'args = (sys.stderr,)',
  'formatter = line',
  '[formatter_line]',
  'class = socle.logs.Formatter',
  'format = %(asctime)s UTC [%(process)d] %(levelname)s %(name)s: %(message)s',
)

function logger(key: string, name: string): string[] {
  return [`[logger_${key}]`, 'level = INFO', 'handlers =', `qualname = ${name}`]
}

/** OWASP's Argon2id for small memory: eight logins at once must fit beside the application. */
const PASSLIB = lines(
  '[passlib]',
  'schemes = argon2',
  'argon2__type = ID',
  'argon2__memory_cost = 19456',
  'argon2__rounds = 2',
  'argon2__parallelism = 1',
)
