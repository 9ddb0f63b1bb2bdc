import { NGINX } from '../../policies/examples/doors.ts'
import { addressed } from '../../policies/examples/networks.ts'
import {
  aContainer,
  anApplication,
  aProxy,
  FACTS,
  SITE,
  terraformJson,
} from '../../policies/examples/site.ts'
import type { SiteFacts } from '../../policies/index.ts'
import { put } from './change.ts'
import type { Described, Json } from './world.ts'

/**
 * The site of the rules' own examples, in the plain Docker words of a client, made whole: with what the example sites
 * of the project do not have yet (zone echange, a second host, Swarm secrets, images by name).
 */
export const demo = (): Described => ({
  stacks: [{ name: 'site', json: described() }],
  facts: FACTS_OF_DEMO,
  configFiles: [{ role: 'proxy', name: 'nginx.conf', text: NGINX }],
})

/** An image of its own for each role, as ids are. */
const imageOf = (role: string): string => `sha256:${Buffer.from(role).toString('hex').padEnd(64, '0')}`

const own = (role: string): Json => ({
  image: imageOf(role),
  labels: [
    { label: 'socle.role', value: role },
    { label: 'socle.site', value: 'demo' },
    { label: 'socle.pids-limit', value: '200' },
  ],
})

function described(): Json {
  const link = { name: 'demo-exchange-tryton', internal: true, ipam_config: [{ subnet: '10.60.0.48/28' }] }
  const networks = { ...addressed().networks, 'exchange-tryton': link }
  const on = (...names: string[]) => ({
    networks_advanced: names.map((name) => ({ name: `\${docker_network.${name}.id}`, aliases: ['own'] })),
  })
  const containers = {
    db: aContainer(own('db')),
    exchange: anApplication({ name: 'demo-exchange', ...own('exchange'), ...on('exchange-tryton') }),
    proxy: aProxy(own('proxy')),
    tryton: anApplication({
      ...own('tryton'),
      ...on('proxy-tryton', 'tryton-db', 'exchange-tryton'),
      env: ['TZ=UTC', 'PGSSLMODE=verify-full'],
    }),
  }
  const images = { app: { name: `nginx@sha256:${'a'.repeat(64)}`, keep_locally: true } }
  const swarm = {
    docker_secret: { billing: { name: 'demo-billing' } },
    docker_config: { billing: { name: 'demo-c' } },
  }
  const json = terraformJson({ containers, networks, images })
  return put(json, 'resource', { ...(json['resource'] as Json), ...swarm })
}

const ROLES = ['db', 'exchange', 'proxy', 'tryton']

const FACTS_OF_DEMO: SiteFacts = {
  ...FACTS,
  site: {
    ...SITE,
    people: {
      ...SITE.people,
      'c.petit': { name: 'Chloé Petit', email: 'c.petit@demo.example', roles: ['comptable'] },
    },
    hosts: { ...SITE.hosts, front: { docker: 'ssh://socle@front.demo.example', location: 'FR' } },
    backup: {
      daily: '02:30',
      rpo: '24 hours',
      rto: '4 hours',
      local: { keep: '30 days' },
      restoreTest: { every: '1 week' },
    },
  },
  zones: { ...FACTS.zones, exchange: 'echange' },
  hostOf: { proxy: 'front' },
  conduits: [
    ...FACTS.conduits,
    {
      from: 'exchange',
      to: 'tryton',
      port: 8000,
      protocol: 'tcp',
      reason: { fr: 'factures', en: 'invoices' },
    },
  ],
  capabilities: ['container', 'backup'],
  images: Object.fromEntries(
    ROLES.map((role) => [role, { id: imageOf(role), builtAt: '2026-11-24T09:00:00Z' }]),
  ),
  backups: ROLES.map((role) => ({ role, at: '2026-11-25T01:45:00Z' })),
}
