import {
  cidrText,
  contains,
  isWithin,
  overlaps,
  parseAddress,
  parseCidr,
  type Address,
  type Cidr,
} from '../cidr.ts'
import { echo, pathText, type Fault, type Path } from '../diagnostic.ts'
import type { Draft } from '../draft.ts'
import { entries, items } from './entries.ts'

/** A network as written, and where. */
interface Declared {
  readonly path: Path
  readonly text: string
  readonly network: Cidr
}

/** Networks that exist, do not overlap and suit their use; addresses that a machine can have. */
export function networkFaults(site: Draft): Fault[] {
  const written: [Path, string][] = [
    ...entries(site.network?.lan).flatMap(([name, { cidr }]): [Path, string][] =>
      cidr === undefined ? [] : [[['network', 'lan', name, 'cidr'], cidr]],
    ),
    ...(site.network?.range === undefined
      ? []
      : [[['network', 'range'], site.network.range] as [Path, string]]),
  ]
  const declared = written.flatMap(([path, text]) => {
    const network = parseCidr(text)
    return network ? [{ path, text, network }] : []
  })
  const range = declared.find(({ path }) => path.length === 2)
  return [
    ...written.filter(([, text]) => !parseCidr(text)).map(([path, text]) => noSuchNetwork(path, text)),
    ...declared.filter(({ network }) => network.hasHostBits).map(hostBits),
    ...(range && !range.network.hasHostBits && !isSiteRange(range.network) ? [badRange(range)] : []),
    ...overlapFaults(declared),
    ...addressFaults(site, declared, range),
  ]
}

const noSuchNetwork = (path: Path, text: string): Fault => ({
  code: 'SITE-CIDR',
  path,
  at: 'value',
  text: { fr: `${echo(text)} n'est pas un réseau`, en: `${echo(text)} is not a network` },
})

const hostBits = ({ path, text, network }: Declared): Fault => ({
  code: 'SITE-CIDR',
  path,
  at: 'value',
  text: {
    fr: `${echo(text)} est une adresse dans un réseau, pas le réseau : écrivez \`${cidrText(network)}\``,
    en: `${echo(text)} is an address in a network, not the network: write \`${cidrText(network)}\``,
  },
})

/** Private IPv4 (RFC 1918), small enough to be a part of the client's plan, large enough for the /28 slots. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((text) => parseCidr(text) ?? [])

const isSiteRange = (network: Cidr): boolean =>
  network.prefix >= 16 && network.prefix <= 24 && PRIVATE.some((block) => isWithin(network, block))

const badRange = ({ path, text }: Declared): Fault => ({
  code: 'SITE-NETWORK-RANGE',
  path,
  at: 'value',
  text: {
    fr: `${echo(text)} n'est pas une plage IPv4 privée de /16 à /24 ; par exemple \`10.60.0.0/20\``,
    en: `${echo(text)} is not a private IPv4 range of /16 to /24; for example \`10.60.0.0/20\``,
  },
})

/** Each network against those written before it. */
function overlapFaults(declared: readonly Declared[]): Fault[] {
  return declared.flatMap(({ path, text, network }, index) => {
    const other = declared.slice(0, index).find((earlier) => overlaps(earlier.network, network))
    if (!other) return []
    const where = `${pathText(other.path)} (${other.text})`
    return [
      {
        code: 'SITE-OVERLAP',
        path,
        at: 'value',
        text: { fr: `${echo(text)} chevauche ${where}`, en: `${echo(text)} overlaps ${where}` },
      } satisfies Fault,
    ]
  })
}

function addressFaults(site: Draft, declared: readonly Declared[], range: Declared | undefined): Fault[] {
  const machines: [Path, string | undefined][] = [
    ...entries(site.hosts).map(([name, { address }]): [Path, string | undefined] => [
      ['hosts', name, 'address'],
      address,
    ]),
    ...items(site.billing?.applications).map(({ index, item }): [Path, string | undefined] => [
      ['billing', 'applications', index, 'address'],
      'address' in item ? item.address : undefined,
    ]),
  ]
  const listening: [Path, string | undefined] = [
    ['proxy', 'publish', 'address'],
    site.proxy?.publish?.address,
  ]
  const lans = declared.filter((each) => each !== range)
  return [
    ...machines.map(([path, text]) =>
      addressFault(path, text, (address) => machineFault(address, lans, range)),
    ),
    addressFault(...listening, (address) => listeningFault(address, range)),
  ].flatMap((fault) => fault ?? [])
}

/** What is wrong with an address, in both languages; `undefined` when nothing is. */
type Complaint = { readonly fr: string; readonly en: string } | undefined

function addressFault(
  path: Path,
  text: string | undefined,
  judge: (address: Address) => Complaint,
): Fault | undefined {
  if (text === undefined) return undefined
  const address = parseAddress(text)
  const complaint = address ? judge(address) : { fr: "n'est pas une adresse IP", en: 'is not an IP address' }
  return (
    complaint && {
      code: 'SITE-ADDRESS',
      path,
      at: 'value',
      text: { fr: `${echo(text)} ${complaint.fr}`, en: `${echo(text)} ${complaint.en}` },
    }
  )
}

/** Blocks in which no machine has its address: this network, loopback, multicast and above. */
const NOT_A_MACHINE = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3', '::/127', 'ff00::/8'].flatMap(
  (text) => parseCidr(text) ?? [],
)

function machineFault(address: Address, lans: readonly Declared[], range: Declared | undefined): Complaint {
  if (NOT_A_MACHINE.some((block) => contains(block, address))) {
    return {
      fr: "n'est pas l'adresse d'une machine sur un réseau",
      en: 'is not the address of a machine on a network',
    }
  }
  const lan = lans.find(({ network }) => isEdge(network, address))
  if (lan) {
    return {
      fr: `est l'adresse du réseau ou de diffusion de ${pathText(lan.path.slice(0, -1))}, pas celle d'une machine`,
      en: `is the network or broadcast address of ${pathText(lan.path.slice(0, -1))}, not a machine's`,
    }
  }
  return inRange(address, range)
}

const isEdge = ({ bits, prefix, first, last }: Cidr, address: Address): boolean =>
  bits === 32 && address.bits === 32 && prefix < 31 && (address.value === first || address.value === last)

const inRange = (address: Address, range: Declared | undefined): Complaint =>
  range && contains(range.network, address)
    ? {
        fr: `est dans network.range (${range.text}), qui est aux conteneurs`,
        en: `is in network.range (${range.text}), which belongs to the containers`,
      }
    : undefined

/** The engine would publish on every interface of the host: the address is always said. */
function listeningFault(address: Address, range: Declared | undefined): Complaint {
  if (address.value === 0n) {
    return {
      fr: "publierait sur toutes les interfaces de l'hôte : écrivez l'adresse de l'une d'elles",
      en: 'would publish on every interface of the host: write the address of one of them',
    }
  }
  return inRange(address, range)
}
