import type { Site } from '../../modules/site/site.ts'
import type { Level } from '../assessment.ts'
import type { SiteFacts } from '../facts.ts'
import type { ContainerNode, Graph } from '../graph/graph.ts'
import { fromPlan } from '../graph/plan.ts'
import { fromSynth } from '../graph/synth.ts'
import type { Given } from '../rule.ts'

/** Bodies in the words of the provider's schema, as a client would write them. */
type Json = Readonly<Record<string, unknown>>

export const IMAGE_ID = `sha256:${'5'.repeat(64)}`

/** A compliant container (the database); a fault replaces an attribute, `undefined` removes it. */
export const aContainer = (fault: Json = {}): Json => ({
  name: 'demo-db',
  image: IMAGE_ID,
  user: '10001:10001',
  read_only: true,
  privileged: false,
  capabilities: { drop: ['ALL'], add: [] },
  security_opts: ['no-new-privileges:true'],
  memory: 512,
  memory_swap: 512,
  cpus: '1.0',
  ipc_mode: 'private',
  tmpfs: { '/tmp': 'rw,noexec,nosuid,nodev,size=16m' },
  env: ['TZ=UTC'],
  mounts: [{ type: 'volume', source: '${docker_volume.db-data.name}', target: '/var/lib/postgresql/data' }],
  healthcheck: { test: ['CMD', '/health'] },
  log_driver: 'json-file',
  log_opts: { 'max-size': '10m', 'max-file': '3' },
  restart: 'unless-stopped',
  remove_volumes: false,
  destroy_grace_seconds: 30,
  network_mode: 'bridge',
  networks_advanced: [{ name: '${docker_network.tryton-db.id}', aliases: ['db'] }],
  labels: [
    { label: 'socle.role', value: 'db' },
    { label: 'socle.pids-limit', value: '200' },
  ],
  ...fault,
})

const withRole = (role: string, networks: readonly string[], fault: Json): Json =>
  aContainer({
    name: `demo-${role}`,
    mounts: [],
    networks_advanced: networks.map((name) => ({ name: `\${docker_network.${name}.id}`, aliases: [role] })),
    labels: [
      { label: 'socle.role', value: role },
      { label: 'socle.pids-limit', value: '200' },
    ],
    ...fault,
  })

/** The application, between the proxy and the database. */
export const anApplication = (fault: Json = {}): Json =>
  withRole('tryton', ['proxy-tryton', 'tryton-db'], { env: ['TZ=UTC', 'PGSSLMODE=verify-full'], ...fault })

/** The only door: the one container that publishes a port. */
export const aProxy = (fault: Json = {}): Json =>
  withRole('proxy', ['proxy-tryton', 'proxy-edge'], {
    ports: [{ internal: 8443, external: 8443, ip: '127.0.0.1', protocol: 'tcp' }],
    ...fault,
  })

export interface Parts {
  readonly containers?: Readonly<Record<string, Json>>
  readonly networks?: Readonly<Record<string, Json>>
  readonly volumes?: Readonly<Record<string, Json>>
  readonly images?: Readonly<Record<string, Json>>
}

/** Terraform JSON of the example site: proxy, application and database, one network per link. */
export const terraformJson = (parts: Parts = {}): Json => ({
  resource: {
    docker_network: {
      'proxy-edge': {
        name: 'demo-proxy-edge',
        internal: false,
        options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' },
      },
      'proxy-tryton': { name: 'demo-proxy-tryton', internal: true },
      'tryton-db': { name: 'demo-tryton-db', internal: true },
      ...parts.networks,
    },
    docker_volume: { 'db-data': { name: 'demo-db-data' }, ...parts.volumes },
    docker_container: parts.containers ?? { proxy: aProxy(), tryton: anApplication(), db: aContainer() },
    ...(parts.images ? { docker_image: parts.images } : {}),
  },
})

/** The description behind the example: what a small company writes. */
export const SITE: Site = {
  version: 1,
  site: {
    id: 'demo',
    name: 'Demo',
    companies: [{ siren: '732829320', name: 'Demo' }],
    domain: 'demo.example',
    timezone: 'Europe/Paris',
    workstations: 24,
    invoicesPerMonth: 900,
    fiscalYearEnd: '12-31',
  },
  people: {
    'a.durand': { name: 'Alice Durand', email: 'a.durand@demo.example', roles: ['direction'] },
    'm.leroy': { name: 'Marc Leroy', email: 'm.leroy@demo.example', roles: ['facturation'] },
    'c.petit': { name: 'Chloé Petit', email: 'c.petit@demo.example', roles: ['comptable'] },
    'i.moreau': { name: 'Inès Moreau', email: 'i.moreau@msp.example', roles: ['admin'] },
  },
  chain: [],
  hosts: {
    main: {
      docker: 'unix:///var/run/docker.sock',
      address: '192.168.20.10',
      location: 'FR',
      redundancy: 'raid1',
    },
    remote: { docker: 'ssh://socle@backup.msp.example', location: 'FR' },
  },
  network: {
    range: '10.60.0.0/20',
    lan: {
      postes: { cidr: '192.168.10.0/24', vlan: 10, trust: 'users' },
      serveurs: { cidr: '192.168.20.0/24', vlan: 20, trust: 'servers' },
      invites: { cidr: '192.168.30.0/24', vlan: 30, trust: 'guests' },
      admin: { cidr: '192.168.99.0/24', vlan: 99, trust: 'administration' },
    },
    uplinks: [],
    time: ['ntp1.msp.example', 'ntp2.msp.example'],
  },
  billing: {
    applications: [{ id: 'tryton', mode: 'container', profile: 'tryton', users: 8, roles: ['facturation'] }],
  },
  proxy: {
    hostnames: { billing: 'facturation.demo.example', login: 'connexion.demo.example' },
    certificates: { from: 'internal' },
    publish: { address: '127.0.0.1', https: 8443, http: 8080 },
  },
  exchange: {
    platform: { name: 'PA Exemple', registration: '0000', listed: '2026-09-01', mode: 'sftp' },
    endpoints: [{ host: 'sftp.pa.example', port: 22 }],
    formats: ['facturx', 'ubl'],
    every: '15 minutes',
    refused: { handledBy: 'comptable', within: '2 days' },
    rejected: { handledBy: 'facturation', within: '1 day' },
  },
  integrations: [
    {
      with: 'sage',
      kind: 'accounting',
      from: 'echange',
      to: 'serveurs',
      host: '192.168.20.15',
      port: 22,
      reason: 'x',
    },
  ],
  archive: { years: 10, location: 'FR' },
  access: [
    {
      id: 'editor',
      company: 'Editor',
      via: 'bastion',
      to: [{ zone: 'metier', service: 'tryton' }],
      until: '2027-03-31',
    },
  ],
  state: { backend: 'local' },
  secrets: { recipients: [] },
}

export const FACTS: SiteFacts = {
  id: 'demo',
  site: SITE,
  zones: { proxy: 'dmz', tryton: 'metier', db: 'stockage' },
  conduits: [
    { from: 'proxy', to: 'tryton', port: 8000, protocol: 'tcp', reason: { fr: 'pages', en: 'pages' } },
    { from: 'tryton', to: 'db', port: 5432, protocol: 'tcp', reason: { fr: 'données', en: 'data' } },
  ],
  publishers: ['proxy'],
  databaseRoles: ['db'],
  capabilities: ['container'],
  images: {},
}

export const graphOf = (parts: Parts = {}): Graph => fromSynth([{ name: 'site', json: terraformJson(parts) }])

/** The example site at level synth, with what replaces its parts. */
export const aSite = (parts: Parts = {}, facts: SiteFacts | undefined = FACTS): ReturnType<Given> => ({
  level: 'synth',
  graph: graphOf(parts),
  ...(facts === undefined ? {} : { facts }),
})

/** One container (the database by default) on an otherwise compliant site. */
export const only = (body: Json = aContainer(), more: Parts = {}): ReturnType<Given> =>
  aSite({ containers: { db: body }, ...more })

export const at = (level: Level, given: ReturnType<Given>): ReturnType<Given> => ({ ...given, level })

/** A plan that does this to a data volume. */
export const aVolumeChange = (change: Json): ReturnType<Given> => ({
  level: 'plan',
  graph: fromPlan([
    {
      name: 'vault',
      json: {
        format_version: '1.2',
        resource_changes: [
          {
            address: 'docker_volume.db-data',
            mode: 'managed',
            type: 'docker_volume',
            name: 'db-data',
            change,
          },
        ],
      },
    },
  ]),
})

/** The example site as it runs, with what was changed by hand. */
export function running(
  changed: Readonly<Record<string, Partial<ContainerNode> | null>> = {},
  more: Partial<Graph> = {},
): ReturnType<Given> {
  const declared = graphOf()
  const containers = declared.containers.flatMap((node) => {
    const change = changed[node.address]
    return change === null ? [] : [{ ...node, stack: 'live', runtime: HEALTHY, ...change }]
  })
  return { level: 'live', graph: { ...declared, containers, ...more }, declared, facts: FACTS }
}

export const HEALTHY = { status: 'running', health: 'healthy', imageId: IMAGE_ID }
