import { addressesOf, bodyAt, labelOf } from '../change.ts'
import type { Kill } from '../mutation.ts'
import type { Json, World } from '../world.ts'
import { dynamic, gone, unread, weak, wide, type ContainerFlip, type Place } from './flips.ts'

const attached = (body: Json): readonly Json[] => (body['networks_advanced'] ?? []) as readonly Json[]

/** Key of the network that an attachment names. */
const keyOf = ({ name }: Json): string => /docker_network\.([\w-]+)\./.exec(String(name))?.[1] ?? ''

/** Roles on a network. */
export const networkMembers = ({ stacks }: World, network: string): string[] =>
  addressesOf(stacks, 'docker_container')
    .map((address) => bodyAt(stacks, address))
    .filter((body) => attached(body).some((each) => `docker_network.${keyOf(each)}` === network))
    .flatMap((body) => labelOf(body, 'socle.role') ?? [])

const isLinked = ({ facts }: World, one: string, other: string): boolean =>
  facts.conduits.some(({ from, to }) => [from, to].includes(one) && [from, to].includes(other))

/** Databases on these networks that the role may not reach. */
const forbidden = ({ facts }: World, role: string, roles: readonly string[]): string[] =>
  facts.databaseRoles.filter(
    (database) =>
      roles.includes(database) &&
      role !== database &&
      !(['metier', 'sauvegarde'].includes(facts.zones[role] ?? '') && isLinked2(facts, role, database)),
  )

const isLinked2 = ({ conduits }: World['facts'], from: string, to: string): boolean =>
  conduits.some((conduit) => conduit.from === from && conduit.to === to)

const isDoor = ({ world, role }: Place): boolean => world.facts.publishers.includes(role)

/** Whom a container reaches, and who reaches it. */
export function links(place: Place): ContainerFlip[] {
  const { world, body } = place
  const own = new Set(attached(body).map((each) => `docker_network.${keyOf(each)}`))
  const others = addressesOf(world.stacks, 'docker_network').filter((network) => !own.has(network))
  const inside = isDoor(place) ? [] : ['NET-07', 'EGR-01']
  const outside = world.facts.databaseRoles.filter((role) => forbidden(world, place.role, [role]).length > 0)
  const onHost = [
    ...['CTR-03', 'NET-03', 'NET-04', 'ADM-01?', 'ADM-05?', 'REM-01?', ...inside],
    ...outside.map((role) => `NET-06@docker_container.${role}`),
    ...(isDoor(place) && world.facts.databaseRoles.length > 0 ? ['NET-05'] : []),
  ]
  const unsure = ['CTR-03', 'NET-03', 'NET-04', 'ADM-01', 'ADM-05', 'REM-01', ...inside]
  return [
    gone('networks_advanced', 'CTR-03', ...inside.slice(1)),
    weak('networks_advanced', [], 'CTR-03'),
    wide('networks_advanced', [...attached(body), { name: 'bridge' }], 'CTR-03', ...inside.slice(1)),
    wide('network_mode', 'host', ...onHost),
    ...world.facts.databaseRoles
      .filter((role) => role !== place.role)
      .map((role) => wide('network_mode', `container:${world.facts.id}-${role}`, 'CTR-03')),
    unread('network_mode', ...unsure),
    wide(
      'publish_all_ports',
      true,
      'NET-03',
      'NET-04',
      'ADM-01?',
      'ADM-05?',
      'REM-01?',
      ...inside.slice(0, 1),
    ),
    unread('publish_all_ports', 'NET-03', 'NET-04', 'ADM-01', 'ADM-05', 'REM-01'),
    wide('dns', ['8.8.8.8'], 'CTR-18', ...inside.slice(1)),
    wide('dns', ['192.168.20.53', '2620:fe::fe'], 'CTR-18', ...inside.slice(1)),
    unread('dns', 'CTR-18', ...inside.slice(1)),
    ...others.map((network) => joining(place, network)),
    perhapsJoining(place, others),
    ...dynamic('networks_advanced', 'CTR-03'),
  ]
}

const plus = (body: Json, name: string): Json => ({
  ...body,
  networks_advanced: [...attached(body), { name, aliases: [] }],
})

/** On a network of others. */
function joining({ world, role, body }: Place, network: string): ContainerFlip {
  const there = networkMembers(world, network)
  const isConduit = there.length === 1 && there.every((other) => isLinked(world, role, other))
  const together = [...there, role]
  const reached = world.facts.databaseRoles.filter((database) => together.includes(database))
  const intruders = together.filter((one) => forbidden(world, one, reached).length > 0)
  const fromDoor = together.filter((one) => world.facts.publishers.includes(one))
  return {
    ...wide('networks_advanced', []),
    what: `networks_advanced + ${network}`,
    kills: [
      `NET-02@${network}`,
      ...(there.length >= 2 ? [`CTR-03@${network}`] : []),
      ...(isConduit ? [] : [`NET-01@${network}`]),
      ...(intruders.length > 0 ? reached.map((database) => `NET-06@docker_container.${database}`) : []),
      ...(reached.length > 0 ? fromDoor.map((door) => `NET-05@docker_container.${door}`) : []),
    ],
    change: () => plus(body, String(bodyAt(world.stacks, network)['name'])),
  }
}

/** On a network that nobody can name: it may be any of the others. */
const perhapsJoining = ({ world, role, body }: Place, others: readonly string[]): ContainerFlip => ({
  ...unread('networks_advanced'),
  what: 'networks_advanced + ${var.network}',
  kills: [
    'CTR-03',
    ...others.flatMap((network): Kill[] => [`NET-01@${network}`, `NET-02@${network}`]),
    ...world.facts.databaseRoles
      .filter((database) => forbidden(world, role, [database]).length > 0)
      .map((database) => `NET-06@docker_container.${database}`),
  ],
  change: () => plus(body, '${var.network}'),
})
