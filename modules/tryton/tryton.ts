import type { BillingApplication } from '../billing/application.ts'
import { OWN_START } from '../container/service.ts'
import { databaseClient } from '../postgresql/postgresql.ts'
import { hostnameOf, type ContainerApplication, type Site } from '../site/site.ts'
import { trytonConfig } from './config.ts'

const PORT = 8000

/** Tryton, the built-in billing profile: French chart of accounts, initialised on its first start. */
export function tryton(site: Site, application: ContainerApplication): BillingApplication {
  const { id, memoryMiB } = application
  const hostname = hostnameOf(site, application)
  const database = databaseClient(id)
  // Under the site's domain, which the internal authority may sign; nobody resolves it.
  const tlsName = `${id}.interne.${site.site.domain}`
  const [company] = site.site.companies
  return {
    id,
    upstream: { host: id, port: PORT, hostname, tlsName },
    database: { name: id, role: id },
    part: {
      services: [
        {
          role: id,
          zone: 'metier',
          image: { capability: 'tryton' },
          user: '10002:10002',
          ...OWN_START,
          env: database.env,
          memoryMiB: memoryMiB ?? 768,
          cpus: 1,
          pids: 100,
          shmMiB: 64,
          tmpfs: { '/tmp': { sizeMiB: 128 } },
          data: {},
          config: trytonConfig({
            company: { name: company?.name ?? site.site.name, siren: company?.siren ?? '' },
            fiscalYearEnd: site.site.fiscalYearEnd,
            timezone: site.site.timezone,
            hostname,
          }),
          readsSecrets: true,
          ownLogs: true,
          listens: [PORT],
          publishes: [],
          health: ['CMD', '/health'],
          // The first start creates the database, the modules, the chart of accounts: minutes, not seconds.
          startPeriodSeconds: 900,
          stopSeconds: 30,
          origin: 'billing.applications',
        },
      ],
      conduits: database.conduits,
      secrets: [
        ...database.secrets,
        { kind: 'password', name: `${id}/admin.password` },
        { kind: 'certificate', name: `${id}/server.crt`, key: `${id}/server.key`, hostnames: [tlsName] },
      ],
    },
  }
}
