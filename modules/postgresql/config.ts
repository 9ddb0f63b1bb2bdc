/** A database of the server and the one role that reaches it. */
export interface DatabaseSpec {
  readonly name: string
  readonly role: string
}

export interface PostgresqlOptions {
  readonly databases: readonly DatabaseSpec[]
  /** Memory limit of the container, MiB: the server takes its buffers from it. */
  readonly memoryMiB: number
  readonly maxConnections: number
}

const lines = (...text: readonly string[]): string => text.join('\n') + '\n'

/**
 * Files of `$SOCLE_CONFIG` of the database server, by name. Names and roles are ids of the site's closed
 * vocabulary, never free text. Certificate paths are given on the command line by `/start`, since they hold the
 * revision of the secrets.
 */
export function postgresqlConfig(options: PostgresqlOptions): Record<string, string> {
  return {
    'databases.json':
      JSON.stringify(
        options.databases.map(({ name, role }) => ({ name, role })),
        null,
        2,
      ) + '\n',
    'pg_hba.conf': hba(options.databases),
    'postgresql.conf': settings(options),
  }
}

/**
 * Who may connect: each role to its own database, over TLS, from a network the server itself is on (a conduit);
 * the superuser never over a network.
 */
function hba(databases: readonly DatabaseSpec[]): string {
  return lines(
    'local      all  postgres  peer',
    ...databases.map(({ name, role }) => `hostssl    "${name}"  "${role}"  samenet  scram-sha-256`),
    'hostnossl  all  all  all  reject',
    'host       all  all  all  reject',
  )
}

function settings({ memoryMiB, maxConnections }: PostgresqlOptions): string {
  return lines(
    "listen_addresses = '*'",
    'port = 5432',
    "unix_socket_directories = '/run/postgresql'",
    'unix_socket_permissions = 0700',
    `max_connections = ${maxConnections}`,
    '',
    '# Both ends are ours: TLS 1.3 only (ANSSI, guide TLS v1.2, R3).',
    'ssl = on',
    "ssl_min_protocol_version = 'TLSv1.3'",
    "password_encryption = 'scram-sha-256'",
    '',
    `shared_buffers = ${Math.floor(memoryMiB / 4)}MB`,
    `effective_cache_size = ${Math.floor(memoryMiB / 2)}MB`,
    `maintenance_work_mem = ${Math.floor(memoryMiB / 16)}MB`,
    'work_mem = 4MB',
    'max_wal_size = 512MB',
    'jit = off',
    '',
    '# Who came, what changed the structure, what was slow; no bound value (personal data).',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "log_destination = 'stderr'",
    'logging_collector = off',
    "log_line_prefix = '%m [%p] %q%u@%d %h '",
    'log_connections = on',
    'log_disconnections = on',
    "log_statement = 'ddl'",
    'log_min_duration_statement = 1s',
    'log_parameter_max_length = 0',
    'log_parameter_max_length_on_error = 0',
    'log_lock_waits = on',
    'log_checkpoints = off',
  )
}
