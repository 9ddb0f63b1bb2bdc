import { hostnameOf, type ContainerApplication, type Site } from '../site/site.ts'
import { databaseClient } from '../postgresql/postgresql.ts'
import type { BillingApplication } from './application.ts'

type ImageApplication = Extract<ContainerApplication, { image: string }>

/**
 * Any application, by image digest: the same hardening, conduits and door as the built-in one. It finds its database
 * through libpq's own variables, the password in the file that PGPASSFILE names and, bare, in `db.password`.
 */
export function imageApplication(site: Site, application: ImageApplication): BillingApplication {
  const { id, port } = application
  const database = application.database ? databaseClient(id) : undefined
  return {
    id,
    upstream: { host: id, port, hostname: hostnameOf(site, application) },
    ...(database ? { database: { name: id, role: id } } : {}),
    part: {
      services: [
        {
          role: id,
          zone: 'metier',
          image: { reference: application.image },
          user: application.user,
          env: { ...application.env, ...database?.env },
          memoryMiB: application.memoryMiB,
          cpus: 1,
          pids: 200,
          shmMiB: 64,
          tmpfs: { '/run': { sizeMiB: 16 }, '/tmp': { sizeMiB: 128 } },
          data: Object.fromEntries(
            application.data.map((path, index) => [index === 0 ? 'data' : `data-${index + 1}`, path]),
          ),
          config: {},
          readsSecrets: database !== undefined,
          ownLogs: false,
          listens: [port],
          publishes: [],
          health: healthCommand(application),
          startPeriodSeconds: 120,
          stopSeconds: 30,
          origin: 'billing.applications',
        },
      ],
      conduits: database?.conduits ?? [],
      secrets: database
        ? [...database.secrets, { kind: 'copy', name: `${id}/db.password`, from: `db/${id}.password` }]
        : [],
    },
  }
}

/** Without a command of its own, the page is asked for with curl, which the image must then hold. */
function healthCommand({ health, port }: ImageApplication): string[] {
  if (health.command) return ['CMD', ...health.command]
  return [
    'CMD',
    'curl',
    '--fail',
    '--silent',
    '--show-error',
    '--max-time',
    '4',
    '--output',
    '/dev/null',
    `http://127.0.0.1:${port}${health.path}`,
  ]
}
