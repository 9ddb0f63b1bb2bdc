import { expect, test } from 'vitest'
import { postgresqlConfig } from '../../../modules/postgresql/config.ts'

const files = postgresqlConfig({
  databases: [
    { name: 'tryton', role: 'tryton' },
    { name: 'notes', role: 'notes' },
  ],
  memoryMiB: 1024,
  maxConnections: 60,
})

test('names the files that /start reads', () => {
  expect(Object.keys(files)).toEqual(['databases.json', 'pg_hba.conf', 'postgresql.conf'])
})

test('lists each database with its role', () => {
  expect(JSON.parse(files['databases.json'] ?? '')).toEqual([
    { name: 'tryton', role: 'tryton' },
    { name: 'notes', role: 'notes' },
  ])
})

test('lets each role reach its own database over TLS from a conduit, the superuser only the socket', () => {
  expect(files['pg_hba.conf']).toBe(
    `local      all  postgres  peer
hostssl    "tryton"  "tryton"  samenet  scram-sha-256
hostssl    "notes"  "notes"  samenet  scram-sha-256
hostnossl  all  all  all  reject
host       all  all  all  reject
`,
  )
})

test('without database nobody comes over a network', () => {
  const { 'pg_hba.conf': hba } = postgresqlConfig({ databases: [], memoryMiB: 1024, maxConnections: 60 })
  expect(hba).toBe(
    `local      all  postgres  peer
hostnossl  all  all  all  reject
host       all  all  all  reject
`,
  )
})

test.each([
  'max_connections = 60',
  'ssl = on',
  "ssl_min_protocol_version = 'TLSv1.3'",
  "password_encryption = 'scram-sha-256'",
  'jit = off',
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
])('sets %s', (line) => {
  expect(files['postgresql.conf']?.split('\n')).toContain(line)
})

test.each([
  {
    memoryMiB: 512,
    want: ['shared_buffers = 128MB', 'effective_cache_size = 256MB', 'maintenance_work_mem = 32MB'],
  },
  {
    memoryMiB: 1024,
    want: ['shared_buffers = 256MB', 'effective_cache_size = 512MB', 'maintenance_work_mem = 64MB'],
  },
  {
    memoryMiB: 2048,
    want: ['shared_buffers = 512MB', 'effective_cache_size = 1024MB', 'maintenance_work_mem = 128MB'],
  },
])('takes its buffers from a limit of $memoryMiB MiB', ({ memoryMiB, want }) => {
  const text = postgresqlConfig({ databases: [], memoryMiB, maxConnections: 60 })['postgresql.conf'] ?? ''
  expect(
    text.split('\n').filter((line) => /^(shared_buffers|effective_cache|maintenance_work)/.test(line)),
  ).toEqual(want)
})
