import { addressesOf, bodyAt } from '../change.ts'
import type { Flip } from '../mutation.ts'
import type { Json, World } from '../world.ts'
import { put } from '../change.ts'

/** Containers that mount a volume, by its name or by reference. */
function mountersOf({ stacks }: World, address: string, { name }: Json): string[] {
  const sources = [name, `\${${address}.name}`, `\${${address}.id}`]
  return addressesOf(stacks, 'docker_container').filter((container) =>
    ((bodyAt(stacks, container)['mounts'] ?? []) as readonly Json[]).some(({ source }) =>
      sources.includes(source),
    ),
  )
}

/** A volume is what its driver says: any folder of the host, or one that nobody can tell. */
export function volumeFlips(world: World, address: string, body: Json): Flip<Json>[] {
  const on = (rule: string) => mountersOf(world, address, body).map((container) => `${rule}@${container}`)
  const driven = (device: string): Flip<Json> => ({
    what: `driver_opts device=${device}`,
    how: device.startsWith('$') ? 'unknown' : 'widened',
    kills: on('CTR-01'),
    change: (each) => put(each, 'driver_opts', { type: 'none', o: 'bind', device }),
  })
  return [
    ...['/', '/proc', '/var/run', '/srv/../dev'].map(driven),
    driven('${var.unread}'),
    {
      what: 'no longer declared',
      how: 'unknown',
      kills: on('CTR-08'),
      change: () => undefined,
    },
  ]
}

/** What Swarm is given, which Terraform reads, plans and remembers. */
export const SWARM: readonly Flip<Json>[] = [
  {
    what: 'data in clear',
    how: 'weakened',
    kills: ['CTR-20'],
    change: (body) => ({ ...body, data: Buffer.from('correct horse').toString('base64') }),
  },
  {
    what: 'data=${var.unread}',
    how: 'unknown',
    kills: ['CTR-20'],
    change: (body) => ({ ...body, data: '${var.unread}' }),
  },
]
