import type { Part } from '../architecture.ts'
import type { BillingApplication } from '../billing/application.ts'
import { OWN_START } from '../container/service.ts'
import { authorityCertificate } from '../secrets/authority.ts'
import type { Site } from '../site/site.ts'
import { reverseProxyConfig } from './config.ts'

export const PROXY_ROLE = 'proxy'
export const HTTPS_PORT = 8443
export const HTTP_PORT = 8080

/** The one door of the site: ends TLS, forwards to the applications, publishes on the address of site.yaml alone. */
export function reverseProxy(site: Site, applications: readonly BillingApplication[]): Part {
  const { hostnames, publish } = site.proxy
  const upstreams = applications.flatMap(({ id, upstream }) => (upstream ? [{ id, ...upstream }] : []))
  const names = [
    ...new Set([
      hostnames.billing,
      ...(hostnames.login ? [hostnames.login] : []),
      ...upstreams.map(({ hostname }) => hostname),
    ]),
  ]
  return {
    services: [
      {
        role: PROXY_ROLE,
        zone: 'dmz',
        image: { capability: 'reverse-proxy' },
        user: '10003:10003',
        ...OWN_START,
        env: {},
        memoryMiB: 128,
        cpus: 1,
        pids: 50,
        shmMiB: 16,
        tmpfs: { '/run/nginx': { sizeMiB: 64, uid: 10003 }, '/tmp': { sizeMiB: 32 } },
        data: {},
        config: reverseProxyConfig({
          hostnames: names,
          applications: upstreams,
          elsewhere: applications.flatMap(({ elsewhere }) => (elsewhere ? [elsewhere] : [])),
          publishedHttpsPort: publish.https,
          workstations: site.site.workstations,
        }),
        readsSecrets: true,
        ownLogs: true,
        listens: [HTTPS_PORT, HTTP_PORT],
        publishes: [
          { address: publish.address, external: publish.https, internal: HTTPS_PORT },
          { address: publish.address, external: publish.http, internal: HTTP_PORT },
        ],
        health: ['CMD', '/health'],
        startPeriodSeconds: 30,
        stopSeconds: 15,
        // nginx finishes the requests it holds.
        stopSignal: 'SIGQUIT',
        origin: 'proxy',
      },
    ],
    conduits: upstreams.map(({ id, port }) => ({
      from: PROXY_ROLE,
      to: id,
      port,
      protocol: 'tcp',
      reason: { fr: `accès des personnes à ${id}`, en: `people's access to ${id}` },
    })),
    secrets: [
      authorityCertificate(PROXY_ROLE),
      { kind: 'certificate', name: 'proxy/tls.crt', key: 'proxy/tls.key', hostnames: names },
    ],
  }
}
