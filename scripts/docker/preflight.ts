import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { ContainerInfo } from 'dockerode'
import { orUndefined, type DockerClient } from './client.ts'
import { nameOf, ownership } from './inspect.ts'

/** What publishing on a port would meet. `unknown`: nothing on this machine can say. */
export interface PortState {
  readonly port: number
  readonly state: 'free' | 'ours' | 'taken' | 'no-such-address' | 'unknown'
  /** Container that publishes it, where Docker knows. */
  readonly by?: string
}

interface PortRequest {
  readonly docker: DockerClient
  readonly siteId: string
  /** IPv4 address of this machine that the site publishes on. */
  readonly address: string
  readonly ports: readonly number[]
  /** False when the engine is on another machine, where only Docker's own word is to be had. */
  readonly isLocal: boolean
}

/** State of each port, in the order given; only `free` and `ours` let an apply begin. */
export async function takenPorts(request: PortRequest): Promise<PortState[]> {
  const containers = await request.docker.listContainers()
  const outcome = async (port: number): Promise<string | undefined> => {
    if (!request.isLocal) return undefined
    const error = await tryToBind(request.address, port)
    // A port below 1024 that this user may not bind: the kernel's own list says whether somebody listens.
    if (error !== 'EACCES') return error
    return (await isListenedOn(port)) ? 'EADDRINUSE' : undefined
  }
  return Promise.all(
    request.ports.map(async (port) => portState(request, containers, port, await outcome(port))),
  )
}

/** Pure: from what Docker publishes and from the error code of an attempt to bind, if it failed. */
export function portState(
  { siteId, address }: Pick<PortRequest, 'siteId' | 'address'>,
  containers: readonly ContainerInfo[],
  port: number,
  bindError: string | undefined,
): PortState {
  const publishes = ({ Ports }: ContainerInfo): boolean =>
    Ports.some((each) => each.PublicPort === port && each.Type === 'tcp' && meets(each.IP, address))
  const publisher = containers.find(publishes)
  if (publisher) {
    // A name alone proves nothing: anybody's container may begin with the site's id.
    const isOurs = publisher.Labels['socle.site'] === siteId
    return { port, state: isOurs ? 'ours' : 'taken', by: nameOf(publisher) }
  }
  if (bindError === undefined) return { port, state: 'free' }
  if (bindError === 'EADDRINUSE') return { port, state: 'taken' }
  return { port, state: bindError === 'EADDRNOTAVAIL' ? 'no-such-address' : 'unknown' }
}

const meets = (a: string, b: string): boolean => a === b || a === '0.0.0.0' || b === '0.0.0.0'

const LISTEN = '0A'

/** Whether anybody on this machine listens on a TCP port, on whatever address. */
async function isListenedOn(port: number): Promise<boolean> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  return tables.some((table) => listeners(table).includes(port))
}

/** Pure: the listening ports of `/proc/net/tcp` (local address in the second column, state in the fourth). */
export function listeners(table: string): number[] {
  const rows = table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
  return rows
    .filter((columns) => columns[3] === LISTEN)
    .map((columns) => parseInt(columns[1]?.split(':')[1] ?? '', 16))
}

function tryToBind(address: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** An IPv4 range in use: by a Docker network (its name) or by a route of the host (its interface). */
export interface TakenSubnet {
  readonly cidr: string
  readonly by: string
}

/** Every range a new network could collide with, without those of the site's own networks; sorted. */
export async function takenSubnets(
  docker: DockerClient,
  { siteId, isLocal }: { siteId: string; isLocal: boolean },
): Promise<TakenSubnet[]> {
  const [networks, containers, routes] = await Promise.all([
    docker.listNetworks(),
    docker.listContainers({ all: true }),
    isLocal ? readFile('/proc/net/route', 'utf8') : '',
  ])
  const owns = ownership(siteId, containers)
  const ofNetworks = networks.map(({ Name, Labels, IPAM }) => ({
    name: Name,
    isOurs: owns(Name, Labels),
    subnets: (IPAM?.Config ?? []).map(({ Subnet }) => Subnet).filter((subnet) => subnet !== undefined),
  }))
  const ours = new Set(ofNetworks.filter(({ isOurs }) => isOurs).flatMap(({ subnets }) => subnets))
  const theirs = ofNetworks
    .filter(({ isOurs }) => !isOurs)
    .flatMap(({ name, subnets }) => subnets.map((cidr) => ({ cidr, by: name })))
  // A bridge of Docker is also a route of the host: said once, by the name people know.
  const said = new Set([...ours, ...theirs.map(({ cidr }) => cidr)])
  const all = [...theirs, ...readRoutes(routes).filter(({ cidr }) => !said.has(cidr))]
  return all.filter(({ cidr }) => !cidr.includes(':')).sort((a, b) => (a.cidr < b.cidr ? -1 : 1))
}

/** Pure: the IPv4 routes of `/proc/net/route` (hexadecimal, little endian), the default route left out. */
export function readRoutes(table: string): TakenSubnet[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((fields) => fields.length > 7)
    .map(([by = '', destination = '', , , , , , mask = '']) => ({ cidr: cidrOf(destination, mask), by }))
    .filter(({ cidr }) => !cidr.endsWith('/0'))
}

function cidrOf(destination: string, mask: string): string {
  const bytes = (hex: string): number[] =>
    [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const bits = bytes(mask).reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
  return `${bytes(destination).join('.')}/${bits}`
}

/** Pure: the first candidate (CIDR) that overlaps nothing taken, `undefined` when none is left. */
export function freeRange(candidates: readonly string[], taken: readonly TakenSubnet[]): string | undefined {
  return candidates.find((candidate) => !taken.some(({ cidr }) => overlaps(candidate, cidr)))
}

/** Whether two IPv4 ranges share an address. */
export function overlaps(a: string, b: string): boolean {
  const [firstA, lastA] = bounds(a)
  const [firstB, lastB] = bounds(b)
  return firstA <= lastB && firstB <= lastA
}

function bounds(cidr: string): [number, number] {
  const [address = '', bits = '32'] = cidr.split('/')
  const size = 2 ** (32 - Number(bits))
  const number = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
  const first = number - (number % size)
  return [first, first + size - 1]
}

/** The image references (ids, digests or names) that the engine does not hold, in the order given. */
export async function missingImages(docker: DockerClient, references: readonly string[]): Promise<string[]> {
  const found = await Promise.all(references.map((each) => orUndefined(docker.getImage(each).inspect())))
  return references.filter((_, index) => !found[index])
}

/** Names of Docker objects, by kind. */
export interface ObjectNames {
  readonly containers: readonly string[]
  readonly networks: readonly string[]
  readonly volumes: readonly string[]
}

/**
 * The names that the site wants, that exist on the engine and that no state knows: creating them would fail half-way
 * (containers, networks) or silently adopt somebody's data (volumes, trap D18c of the provider).
 */
export async function namesInUse(
  docker: DockerClient,
  { desired, inState }: { desired: ObjectNames; inState: ObjectNames },
): Promise<ObjectNames> {
  const [containers, networks, { Volumes: volumes }] = await Promise.all([
    docker.listContainers({ all: true }),
    docker.listNetworks(),
    docker.listVolumes(),
  ])
  const existing: ObjectNames = {
    containers: containers.map(nameOf),
    networks: networks.map(({ Name }) => Name),
    volumes: (volumes ?? []).map(({ Name }) => Name),
  }
  const stray = (kind: keyof ObjectNames): string[] =>
    desired[kind].filter((name) => existing[kind].includes(name) && !inState[kind].includes(name)).sort()
  return { containers: stray('containers'), networks: stray('networks'), volumes: stray('volumes') }
}
