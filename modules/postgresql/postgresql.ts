import type { Part } from '../architecture.ts'
import type { BillingApplication } from '../billing/application.ts'
import { OWN_START } from '../container/service.ts'
import { authorityCertificate } from '../secrets/authority.ts'
import type { Site } from '../site/site.ts'
import { postgresqlConfig } from './config.ts'

export const DATABASE_ROLE = 'db'
export const DATABASE_PORT = 5432
const USER = '10001:10001'

/** One PostgreSQL server for all applications that ask for a database: a database and a login role each. */
export function postgresql(site: Site, applications: readonly BillingApplication[]): Part {
  const databases = applications.flatMap(({ database }) => (database ? [database] : []))
  if (databases.length === 0) return { services: [], conduits: [], secrets: [] }
  const memoryMiB = site.site.workstations > 50 ? 2048 : 1024
  return {
    services: [
      {
        role: DATABASE_ROLE,
        zone: 'stockage',
        image: { capability: 'postgresql' },
        user: USER,
        ...OWN_START,
        env: {},
        memoryMiB,
        cpus: 1,
        pids: 200,
        shmMiB: 256,
        tmpfs: { '/tmp': { sizeMiB: 64 }, '/run/postgresql': { sizeMiB: 4, uid: 10001 } },
        data: { data: '/var/lib/postgresql/data' },
        config: postgresqlConfig({ databases, memoryMiB, maxConnections: 60 }),
        readsSecrets: true,
        ownLogs: true,
        listens: [DATABASE_PORT],
        publishes: [],
        health: ['CMD', '/health'],
        startPeriodSeconds: 120,
        stopSeconds: 60,
        origin: 'billing.applications',
      },
    ],
    conduits: [],
    secrets: [
      authorityCertificate(DATABASE_ROLE),
      { kind: 'certificate', name: 'db/server.crt', key: 'db/server.key', hostnames: [DATABASE_ROLE] },
      ...databases.map(({ name }) => ({ kind: 'password', name: databasePassword(name) }) as const),
    ],
  }
}

/** What an application that has a database holds of it: its password file, and how libpq finds everything. */
export function databaseClient(
  id: string,
): Pick<Part, 'conduits' | 'secrets'> & { env: Record<string, string> } {
  return {
    conduits: [
      {
        from: id,
        to: DATABASE_ROLE,
        port: DATABASE_PORT,
        protocol: 'tcp',
        reason: { fr: `base de données de ${id}`, en: `database of ${id}` },
      },
    ],
    secrets: [
      authorityCertificate(id),
      {
        kind: 'pgpass',
        name: `${id}/pgpass`,
        from: databasePassword(id),
        host: DATABASE_ROLE,
        port: DATABASE_PORT,
        database: '*',
        user: id,
      },
    ],
    env: {
      PGHOST: DATABASE_ROLE,
      PGPORT: String(DATABASE_PORT),
      PGDATABASE: id,
      PGUSER: id,
      PGPASSFILE: '$SOCLE_SECRETS/pgpass',
      // Encrypted is not enough: the client checks that it speaks to this very server.
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '$SOCLE_SECRETS/ca.crt',
    },
  }
}

const databasePassword = (id: string): string => `${DATABASE_ROLE}/${id}.password`
