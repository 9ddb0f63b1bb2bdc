import { isPrivateNetwork } from './addresses.ts'
import type { SiteFacts } from '../facts.ts'
import { entry, type ContainerNode, type NetworkNode } from '../graph/graph.ts'
import { roleOf, zoneOf } from './reachability.ts'
import type { Claim } from '../rule.ts'
import { all, any, equals, isUnknown, test, valueOr } from '../value.ts'

export const MASQUERADE = 'com.docker.network.bridge.enable_ip_masquerade'

/** As the engine reads a boolean; anything else, and nothing, leaves it on. */
const OFF = ['0', 'f', 'F', 'false', 'False', 'FALSE']

export const NO_WAY_OUT = {
  fr: 'un réseau interne, ou sans translation',
  en: 'an internal network, or one without masquerade',
}

/**
 * A network has a way out unless it is internal, or a bridge to which the engine lends no address of the host: nobody
 * on the Internet answers a private address that is not translated.
 */
export function withoutWayOut({ address, internal, driver, options, subnets }: NetworkNode): Claim {
  const masquerade = entry(options, MASQUERADE)
  const untranslated = all([
    test(driver, (name) => ['', 'bridge'].includes(name)),
    test(masquerade, (written) => OFF.includes(written)),
    ...subnets.map((subnet) => test(subnet, isPrivateNetwork)),
  ])
  const routed = subnets.flatMap((each) =>
    isUnknown(each) || isPrivateNetwork(each.value) ? [] : [each.value],
  )
  const details = [
    `driver=${valueOr(driver, '?')}`,
    `enable_ip_masquerade=${valueOr(masquerade, '?') || 'true'}`,
    ...routed,
  ]
  const seen = [`internal=${valueOr(internal, '?')}`, ...(valueOr(internal, false) ? [] : details)]
  return {
    holds: any([equals(internal, true), untranslated]),
    seen: `${address} ${seen.join(' ')}`,
    want: NO_WAY_OUT,
  }
}

/** The one role that may go out, once this version builds it. */
export const isOutgoingProxy = (node: ContainerNode, facts: SiteFacts | undefined): boolean =>
  facts !== undefined &&
  facts.capabilities.includes('egress') &&
  roleOf(node) === 'egress' &&
  zoneOf(node, facts) !== undefined
