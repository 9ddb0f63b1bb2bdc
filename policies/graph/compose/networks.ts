import type { Body, Tree } from '../tree.ts'
import { isExternal, nameOf, reference, type Declarations, type Project } from './references.ts'
import { at, entriesOf, labelled, list, member, scalar, type Spot } from './spot.ts'
import { truthOf } from './units.ts'

/** Networks of a service, as a list or as a mapping with aliases; the service's own name always is one. */
export function networksOf(spot: Spot, service: string, networks: Declarations): Tree[] {
  const written: [string, Spot | undefined][] = Array.isArray(spot.value)
    ? list(spot).map((item) => [scalar(item), undefined])
    : entriesOf(spot).map(([key, inner]) => [
        key,
        inner.value === null ? undefined : member(inner, 'aliases'),
      ])
  return written.map(([key, aliases]) => ({
    name: reference(key, 'docker_network', networks),
    aliases: [...new Set([service, ...(aliases ? list(aliases).map(scalar) : [])])],
  }))
}

/** The network of services that name none, which the file may declare otherwise. */
export const DEFAULT = 'default'

/** Made for those that are on it, where the file does not declare it. */
export const IMPLICIT = at({}, 'networks.default')

export const withDefault = (networks: Declarations): Declarations =>
  networks.has(DEFAULT) ? networks : new Map([...networks, [DEFAULT, IMPLICIT]])

/** What Compose makes of a declared network; nothing of one that is external. */
export function networkBody(key: string, spot: Spot, project: Project): Body | undefined {
  if (isExternal(spot)) return undefined
  const flag = (name: string, attribute: string): Body => {
    const found = member(spot, name)
    return found ? { [attribute]: truthOf(scalar(found)) } : {}
  }
  const driver = member(spot, 'driver')
  const options = member(spot, 'driver_opts')
  const ipam = member(spot, 'ipam')
  const blocks = ipam && member(ipam, 'config')
  return {
    name: nameOf(key, spot, project.name),
    ...(driver ? { driver: scalar(driver) } : {}),
    ...flag('internal', 'internal'),
    ...flag('attachable', 'attachable'),
    ...flag('enable_ipv6', 'ipv6'),
    ...(options ? { options: labelled(options) } : {}),
    ...(blocks ? { ipam_config: list(blocks).map(ipamBlock) } : {}),
  }
}

const ipamBlock = (spot: Spot): Body => {
  const subnet = member(spot, 'subnet')
  return subnet ? { subnet: scalar(subnet) } : {}
}
