import type { Site } from '../../modules/site/site.ts'
import { parseCidr } from '../../modules/site/cidr.ts'
import { overlapsOf, type Block } from './addresses.ts'
import type { SiteFacts } from '../facts.ts'
import { inFile } from './flows.ts'
import type { Graph, List } from '../graph/graph.ts'
import type { Claim } from '../rule.ts'
import { byDefault, isUnknown, known, truth, unknown } from '../value.ts'

/** Addresses of the Docker networks and of the client's VLANs, and which of them overlap. */
export interface AddressPlan {
  /** By owner: the address of a network, or `network.lan.<name>`. */
  readonly subnets: ReadonlyMap<string, List>
  readonly blocks: ReadonlyMap<string, Block>
  readonly overlaps: ReadonlyMap<Block, readonly Block[]>
  readonly hasLan: boolean
}

export const lanOwner = (name: string): string => `network.lan.${name}`

export function addressPlan(
  { networks }: Pick<Graph, 'networks'>,
  facts: SiteFacts | undefined,
): AddressPlan {
  const lan = Object.entries(facts?.site.network.lan ?? {})
  const subnets = new Map<string, List>([
    ...networks.map(({ address, subnets: written }): [string, List] => [address, written]),
    ...lan.map(([name, { cidr }]): [string, List] => [lanOwner(name), [known(cidr)]]),
  ])
  const blocks = [...subnets].flatMap(([owner, written]) =>
    written.flatMap((subnet): Block[] => {
      const text = isUnknown(subnet) ? '' : subnet.value
      const cidr = parseCidr(text)
      return cidr ? [{ owner, text, cidr }] : []
    }),
  )
  return {
    subnets,
    blocks: new Map(blocks.map((block) => [keyOf(block.owner, block.text), block])),
    overlaps: overlapsOf(blocks),
    hasLan: lan.length > 0,
  }
}

const keyOf = (owner: string, text: string): string => `${owner} ${text}`

const OWN_ADDRESSES = { fr: 'des adresses à lui seul', en: 'addresses of its own' }

/** A claim for each range of an owner. What the engine chooses stays clear of its networks, not of the VLANs. */
export function ofSubnets(owner: string, { subnets, blocks, overlaps, hasLan }: AddressPlan): Claim[] {
  const written = subnets.get(owner) ?? []
  if (written.length === 0) {
    return [
      {
        holds: hasLan ? unknown('computed', 'ipam_config.subnet') : byDefault(true),
        seen: { fr: 'adresses au choix du moteur', en: 'addresses chosen by the engine' },
        want: OWN_ADDRESSES,
      },
    ]
  }
  return written.map((subnet): Claim => {
    if (isUnknown(subnet)) return { holds: subnet, seen: '?', want: OWN_ADDRESSES }
    const block = blocks.get(keyOf(owner, subnet.value))
    const met = (block ? (overlaps.get(block) ?? []) : []).map((other) => `${other.owner} ${other.text}`)
    return {
      holds: truth(block !== undefined && met.length === 0),
      seen: met.length === 0 ? subnet.value : `${subnet.value} ∩ ${met.sort().join(', ')}`,
      want: OWN_ADDRESSES,
    }
  })
}

/** The addresses and the number of a VLAN of the client, as site.yaml has them: nobody saw the switch. */
export function ofVlan(
  name: string,
  { network }: Site,
  plan: AddressPlan,
  number: 'needed' | 'perhaps',
): Claim[] {
  const vlan = network.lan[name]?.vlan
  const twins = Object.keys(network.lan).filter(
    (other) => other !== name && network.lan[other]?.vlan === vlan,
  )
  const shared = vlan === undefined ? [] : twins.sort()
  return [
    ...ofSubnets(lanOwner(name), plan).map((claim) => ({ ...claim, seen: inFile(claim.seen) })),
    {
      holds: truth(shared.length === 0 && (vlan !== undefined || number === 'perhaps')),
      seen: inFile(`vlan=${vlan ?? '-'}${shared.length > 0 ? ` (${shared.join(', ')})` : ''}`),
      want: { fr: 'un numéro de VLAN à lui seul', en: 'a VLAN number of its own' },
    },
  ]
}
