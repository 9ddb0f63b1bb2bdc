import type { Inspection } from '../../../policies/index.ts'
import { put } from '../change.ts'
import type { How, Kill, Mutation } from '../mutation.ts'
import { inspected, type Json, type World } from '../world.ts'
import { networkMembers } from './links.ts'

/** What somebody does on the engine, by hand: nothing of it is in any description. */
export const byHand = (world: World): Mutation[] =>
  world.level === 'live' ? [...containers(world), ...networks(world), ...strays(world)] : []

const nameOf = (raw: unknown): string => String((raw as Json)['Name']).replace(/^\//, '')

const changed = (
  subject: string,
  what: string,
  kills: readonly Kill[],
  change: (inspection: Inspection) => Inspection,
  how: How = 'weakened',
): Mutation => ({
  subject,
  what,
  how,
  kills,
  apply: (world) => ({ ...world, inspection: change(inspected(world)) }),
})

const OTHER_IMAGE = `sha256:${'7'.repeat(64)}`

function containers(world: World): Mutation[] {
  const { id } = world.facts
  return inspected(world).containers.flatMap((raw, index) => {
    const address = `docker_container.${nameOf(raw).slice(id.length + 1)}`
    const set = (path: string, to: unknown, ...kills: readonly Kill[]) =>
      changed(address, `${path}=${JSON.stringify(to)}`, kills, (all) =>
        put(all, `containers[${index}].${path}`, to),
      )
    const image = (path: string, to: unknown, ...kills: readonly Kill[]) =>
      changed(address, `image ${path}=${JSON.stringify(to)}`, kills, (all) =>
        put(all, `images[${index}].${path}`, to),
      )
    return [
      ...['exited', 'restarting', 'paused', 'dead', 'created'].map((status) =>
        set('State.Status', status, 'DRF-01'),
      ),
      set('State.Health.Status', 'unhealthy', 'DRF-01'),
      { ...set('State.Health.Status', 'starting', 'DRF-01'), how: 'unknown' as const },
      set('HostConfig.UTSMode', 'host', 'CTR-04'),
      set('HostConfig.PidsLimit', 0, 'CTR-07', 'DRF-01'),
      set('HostConfig.PidsLimit', -1, 'CTR-07', 'DRF-01'),
      set('HostConfig.LogConfig.Type', 'none', 'DRF-01'),
      set('HostConfig.Tmpfs', { '/tmp': '', '/x': '' }, 'DRF-01'),
      set('HostConfig.MemorySwap', -1, 'CTR-07', 'DRF-01'),
      set('HostConfig.NanoCpus', 4e9, 'DRF-01'),
      set('HostConfig.Memory', 0, 'CTR-07', 'DRF-01'),
      changed(address, 'another image', ['DRF-01'], (all) =>
        put(
          put(all, `containers[${index}].Config.Image`, OTHER_IMAGE),
          `containers[${index}].Image`,
          OTHER_IMAGE,
        ),
      ),
      set('Config.Labels', {}, 'DRF-01'),
      image('Created', '2026-10-01T00:00:00Z', 'CTR-10'),
      image('Config.Env', ['POSTGRES_PASSWORD=postgres'], 'ADM-11'),
      changed(address, 'removed', ['DRF-01'], (all) => put(all, `containers[${index}]`, undefined)),
    ]
  })
}

/** A container that nobody declared, on a network of the site. */
function networks(world: World): Mutation[] {
  const { id, publishers, databaseRoles } = world.facts
  return inspected(world).networks.flatMap((raw, index) => {
    const address = `docker_network.${nameOf(raw).slice(id.length + 1)}`
    const members = networkMembers(world, address)
    const on = (rule: string, roles: readonly string[]) =>
      roles.filter((role) => members.includes(role)).map((role) => `${rule}@docker_container.${role}`)
    const kills = [
      `NET-01@${address}`,
      `NET-02@${address}`,
      ...(members.length > 1 ? [`CTR-03@${address}`] : []),
      ...on('NET-05', publishers),
      ...on('NET-06', databaseRoles),
    ]
    const stranger = (all: Inspection): Inspection =>
      put(all, ['networks', index, 'Containers', 'stranger'], { Name: 'a-tool' })
    return [changed(address, '+ a stranger', kills, stranger, 'widened')]
  })
}

function strays(world: World): Mutation[] {
  const { id } = world.facts
  const {
    containers: [container],
    networks: [network],
  } = inspected(world)
  const name = `${id}-tool`
  const tool = { ...(container as Json), Id: 'b'.repeat(64), Name: `/${name}` }
  const volume = { Name: name, Driver: 'local', Mountpoint: `/var/lib/docker/volumes/${name}/_data` }
  return [
    changed(
      `docker_container/${name}`,
      'made by hand',
      [`DRF-02@docker_container/${name}`],
      (all) => ({
        ...all,
        containers: [...all.containers, tool],
      }),
      'widened',
    ),
    changed(
      `docker_network/${name}`,
      'made by hand',
      [`DRF-02@docker_network/${name}`],
      (all) => ({
        ...all,
        networks: [...all.networks, { ...(network as Json), Name: name, Containers: {} }],
      }),
      'widened',
    ),
    changed(
      `docker_volume/${name}`,
      'made by hand',
      [`DRF-02@docker_volume/${name}`],
      (all) => ({
        ...all,
        volumes: [...(all.volumes ?? []), volume],
      }),
      'widened',
    ),
  ]
}
