import { put } from '../change.ts'
import type { Flip, Kill } from '../mutation.ts'
import type { Json, World } from '../world.ts'
import { networkMembers } from './links.ts'

/** The networks of containers, and the addresses that they take. */
export function networkFlips(world: World, address: string, body: Json): Flip<Json>[] {
  const { facts } = world
  const members = networkMembers(world, address)
  const isLink = members.length > 1
  const on = (rule: string, roles: readonly string[]): Kill[] =>
    roles.map((role) => `${rule}@docker_container.${role}`)
  const inside = members.filter((role) => !facts.publishers.includes(role))
  const outward = [
    ...(isLink ? ['NET-02'] : []),
    ...on('EGR-01', isLink ? members.filter((role) => inside.includes(role)) : []),
  ]
  // Where a network has a way out, only a bridge can be told not to lend an address.
  const lent = hasMasquerade(body) ? on('EGR-01', members) : []
  const bridged = [...on('NET-07', inside), ...lent]
  const set = (path: string, value: unknown, ...kills: readonly Kill[]): Flip<Json> => ({
    what: value === undefined ? `${path} removed` : `${path}=${JSON.stringify(value)}`,
    how: value === undefined ? 'removed' : value === '${var.unread}' ? 'unknown' : 'widened',
    kills,
    change: (each) => put(each, path, value),
  })
  return [
    ...(isLink
      ? [
          set('internal', false, ...outward),
          set('internal', undefined, ...outward),
          set('internal', '${var.unread}', ...outward),
        ]
      : []),
    ...['macvlan', 'ipvlan'].map((driver) => set('driver', driver, ...bridged)),
    set('driver', '${var.unread}', ...bridged),
    ...addresses(world, body).map(([subnet, ...kills]) =>
      set('ipam_config', [{ subnet }], 'NET-01', ...kills),
    ),
    { ...set('ipam_config', undefined, 'NET-01'), how: 'unknown' },
    { ...set('ipam_config', [{ subnet: '${var.subnet}' }], 'NET-01'), how: 'unknown' },
    ...masquerade(world, body, members),
  ]
}

/** Ranges that belong to somebody else, and who else must say so. */
function addresses(world: World, { name }: Json): (readonly [string, ...Kill[]])[] {
  const { site, id } = world.facts
  const lans = Object.entries(site.network.lan).map(
    ([lan, { cidr, trust }]) =>
      [
        cidr,
        `NET-01@network.lan.${lan}`,
        ...(trust === 'guests' ? [`NET-08@network.lan.${lan}`] : []),
      ] as const,
  )
  const others = world.stacks.some(({ json }) => JSON.stringify(json).includes(`"${id}-proxy-tryton"`))
  const around =
    others && name !== `${id}-proxy-tryton`
      ? [[site.network.range, 'NET-01@docker_network.proxy-tryton'] as const]
      : []
  return [...lans, ...around, ['10.60.0.0'] as const]
}

const MASQUERADE = 'com.docker.network.bridge.enable_ip_masquerade'

const hasMasquerade = ({ options }: Json): boolean =>
  (options as Json | undefined)?.[MASQUERADE] !== undefined

/** Where a network has a way out unless the engine lends it no address. */
function masquerade(world: World, body: Json, members: readonly string[]): Flip<Json>[] {
  if (!hasMasquerade(body)) return []
  const kills = members.map((role) => `EGR-01@docker_container.${role}`)
  const to = (value: unknown): Flip<Json> => ({
    what: `options ${MASQUERADE}=${String(value)}`,
    how: value === '${var.unread}' ? 'unknown' : 'widened',
    kills,
    change: (each) => ({ ...each, options: value === undefined ? {} : { [MASQUERADE]: value } }),
  })
  return [to(undefined), to('true'), ...(world.level === 'live' ? [] : [to('${var.unread}')])]
}
