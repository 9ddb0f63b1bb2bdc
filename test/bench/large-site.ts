import { aContainer, FACTS, terraformJson } from '../../policies/examples/site.ts'
import type { SiteFacts } from '../../policies/facts.ts'

type Json = Readonly<Record<string, unknown>>

export interface LargeSite {
  readonly json: Json
  readonly facts: SiteFacts
}

/**
 * A site of applications side by side, each with its database, two networks and a volume: five resources a group.
 * One door stands in front of the first.
 */
export function largeSite(resources: number): LargeSite {
  const groups = Array.from({ length: Math.floor(resources / 5) }, (_, index) => index)
  const json = terraformJson({
    containers: Object.fromEntries(
      groups.flatMap((group) => [
        [`app-${group}`, member(`app-${group}`, [`edge-${group}`, `link-${group}`], group === 0 ? DOOR : {})],
        [`db-${group}`, member(`db-${group}`, [`link-${group}`], withData(group))],
      ]),
    ),
  })
  const resource = {
    ...(json['resource'] as Json),
    docker_network: Object.fromEntries(
      groups.flatMap((group) => [
        [`edge-${group}`, network(`edge-${group}`, 2 * group)],
        [`link-${group}`, network(`link-${group}`, 2 * group + 1)],
      ]),
    ),
    docker_volume: Object.fromEntries(
      groups.map((group) => [`db-${group}-data`, { name: `demo-db-${group}-data` }]),
    ),
  }
  return { json: { ...json, resource }, facts: factsOf(groups) }
}

const DOOR: Json = { ports: [{ internal: 8443, external: 8443, ip: '127.0.0.1', protocol: 'tcp' }] }

const withData = (group: number): Json => ({
  mounts: [
    { type: 'volume', source: `\${docker_volume.db-${group}-data.name}`, target: '/var/lib/postgresql/data' },
  ],
})

const member = (role: string, networks: readonly string[], more: Json): Json =>
  aContainer({
    name: `demo-${role}`,
    mounts: [],
    networks_advanced: networks.map((name) => ({ name: `\${docker_network.${name}.id}`, aliases: [role] })),
    labels: [
      { label: 'socle.role', value: role },
      { label: 'socle.pids-limit', value: '200' },
    ],
    ...more,
  })

const network = (name: string, index: number): Json => ({
  name: `demo-${name}`,
  internal: true,
  ipam_config: [{ subnet: `10.${index >> 12}.${(index >> 4) & 255}.${(index & 15) * 16}/28` }],
})

/** Containers spread over networks, one network each; the first of a network speaks to the others. */
export function crowd(containers: number, networks: number): LargeSite {
  const roles = Array.from({ length: containers }, (_, index) => `app-${index}`)
  const networkOf = (index: number): string => `net-${index % networks}`
  const json = terraformJson({
    containers: Object.fromEntries(roles.map((role, index) => [role, member(role, [networkOf(index)], {})])),
  })
  const docker_network = Object.fromEntries(
    Array.from({ length: networks }, (_, index) => [networkOf(index), network(networkOf(index), index)]),
  )
  const conduits = roles.slice(networks).map((to, index) => ({
    from: `app-${index % networks}`,
    to,
    port: 8000,
    protocol: 'tcp' as const,
    reason: { fr: 'x', en: 'x' },
  }))
  const zones = Object.fromEntries(roles.map((role) => [role, 'metier']))
  const facts = { ...FACTS, zones, conduits, publishers: [], databaseRoles: [] }
  return { json: { ...json, resource: { ...(json['resource'] as Json), docker_network } }, facts }
}

function factsOf(groups: readonly number[]): SiteFacts {
  return {
    ...FACTS,
    zones: Object.fromEntries(
      groups.flatMap((group) => [
        [`app-${group}`, group === 0 ? 'dmz' : 'metier'],
        [`db-${group}`, 'stockage'],
      ]),
    ),
    conduits: groups.map((group) => ({
      from: `app-${group}`,
      to: `db-${group}`,
      port: 5432,
      protocol: 'tcp' as const,
      reason: { fr: 'données', en: 'data' },
    })),
    publishers: ['app-0'],
    databaseRoles: groups.map((group) => `db-${group}`),
  }
}
