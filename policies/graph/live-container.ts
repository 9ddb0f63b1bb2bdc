import { known, unknown } from '../value.ts'
import { capabilityName, deviceRequest } from './container-node.ts'
import type { ContainerNode, List, Mount, Node, Port } from './graph.ts'
import { canonicalHostPath, canonicalTarget } from './host-path.ts'
import type { Addresses } from './live-addresses.ts'
import { array, at, entriesOf, number, pairs, string } from './live-read.ts'

const MIB = 1024 * 1024

export const nameOf = (raw: unknown): string => string(at(raw, 'Name')).replace(/^\//, '')

export const inspectedContainers = (containers: readonly unknown[]): readonly unknown[] =>
  containers.filter((raw) => nameOf(raw) !== '')

/** A container as the engine runs it. */
export function liveContainer(raw: unknown, place: Node, addresses: Addresses): ContainerNode {
  const host = (key: string) => at(raw, 'HostConfig', key)
  const config = (key: string) => at(raw, 'Config', key)
  return {
    ...place,
    name: known(nameOf(raw)),
    image: known(string(config('Image'))),
    user: known(string(config('User'))),
    privileged: known(host('Privileged') === true),
    readOnly: known(host('ReadonlyRootfs') === true),
    capAdd: strings(host('CapAdd')).map(({ value }) => known(capabilityName(value))),
    capDrop: strings(host('CapDrop')).map(({ value }) => known(capabilityName(value))),
    securityOpts: strings(host('SecurityOpt')),
    memory: known(number(host('Memory')) / MIB),
    memorySwap: known(number(host('MemorySwap')) < 0 ? -1 : number(host('MemorySwap')) / MIB),
    cpus: known(cores(raw)),
    cgroupParent: known(string(host('CgroupParent'))),
    pidsLimit: known(number(host('PidsLimit'))),
    networkMode: known(string(host('NetworkMode'))),
    networks: pairs(at(raw, 'NetworkSettings', 'Networks'))
      // Neither is a network that two containers would share.
      .filter(([name]) => name !== 'host' && name !== 'none')
      .map(([name, end]) => ({ network: known(addresses.network(name)), aliases: aliases(raw, end) })),
    ports: ports(raw),
    publishAllPorts: known(host('PublishAllPorts') === true),
    mounts: array(at(raw, 'Mounts')).map((mount) => liveMount(mount, addresses)),
    devices: [
      ...array(host('Devices')).map((device) => known(string(at(device, 'PathOnHost')))),
      ...array(host('DeviceRequests')).map((asked) => known(request(asked))),
    ],
    tmpfs: entriesOf(host('Tmpfs')),
    pidMode: known(string(host('PidMode'))),
    ipcMode: known(string(host('IpcMode'))),
    utsMode: known(string(host('UTSMode'))),
    usernsMode: known(string(host('UsernsMode'))),
    logDriver: known(string(at(raw, 'HostConfig', 'LogConfig', 'Type'))),
    logOpts: entriesOf(at(raw, 'HostConfig', 'LogConfig', 'Config')),
    restart: known(string(at(raw, 'HostConfig', 'RestartPolicy', 'Name')) || 'no'),
    env: strings(config('Env')),
    labels: entriesOf(config('Labels')),
    healthcheck: strings(at(raw, 'Config', 'Healthcheck', 'Test')),
    command: strings(config('Cmd')),
    entrypoint: strings(config('Entrypoint')),
    // Terraform's own ways, of which nothing is left on the engine.
    uploads: [],
    removeVolumes: unknown('not-collected', 'remove_volumes'),
    mustRun: unknown('not-collected', 'must_run'),
    destroyGrace: unknown('not-collected', 'destroy_grace_seconds'),
    sysctls: entriesOf(host('Sysctls')),
    groupAdd: strings(host('GroupAdd')),
    cgroupnsMode: known(string(host('CgroupnsMode'))),
    dns: strings(host('Dns')),
    runtime: {
      status: string(at(raw, 'State', 'Status')),
      health: string(at(raw, 'State', 'Health', 'Status')) || 'none',
      imageId: string(at(raw, 'Image')),
    },
  }
}

const strings = (value: unknown) => array(value).map((item) => known(string(item)))

const request = (asked: unknown): string =>
  deviceRequest(
    string(at(asked, 'Driver')),
    number(at(asked, 'Count')),
    array(at(asked, 'DeviceIDs')).map(string),
  )

function cores(raw: unknown): number {
  const nano = number(at(raw, 'HostConfig', 'NanoCpus'))
  if (nano > 0) return nano / 1e9
  const quota = number(at(raw, 'HostConfig', 'CpuQuota'))
  return quota > 0 ? quota / (number(at(raw, 'HostConfig', 'CpuPeriod')) || 100_000) : 0
}

/** The engine adds the short id of the container, and newer ones its name: neither was asked for. */
function aliases(raw: unknown, end: unknown): List {
  const own = [string(at(raw, 'Id')).slice(0, 12), nameOf(raw)]
  return array(at(end, 'Aliases'))
    .map(string)
    .filter((alias) => !own.includes(alias))
    .sort()
    .map((alias) => known(alias))
}

/** What was asked to be bound: a stopped container publishes nothing and still would. */
const ports = (raw: unknown): Port[] =>
  pairs(at(raw, 'HostConfig', 'PortBindings')).flatMap(([key, bindings]) => {
    const [internal, protocol] = key.split('/')
    return array(bindings).map((binding) => ({
      ip: known(string(at(binding, 'HostIp')) || '0.0.0.0'),
      external: known(Number(string(at(binding, 'HostPort')))),
      internal: known(Number(internal)),
      protocol: known(protocol ?? 'tcp'),
    }))
  })

function liveMount(raw: unknown, addresses: Addresses): Mount {
  const type = string(at(raw, 'Type'))
  const name = string(at(raw, 'Name'))
  const path = type === 'bind' || type === 'npipe' ? canonicalHostPath(string(at(raw, 'Source'))) : ''
  return {
    type: known(type),
    source: known(type === 'volume' ? name : path),
    hostPath: known(path),
    ...(type === 'volume' ? { volume: addresses.volume(name) } : {}),
    target: known(canonicalTarget(string(at(raw, 'Destination')))),
    readOnly: known(at(raw, 'RW') === false),
    propagation: known(string(at(raw, 'Propagation'))),
  }
}
