import { put, take } from '../change.ts'
import type { How, Kill, Mutation } from '../mutation.ts'
import { planned, type Json, type World } from '../world.ts'

interface Change {
  readonly address: string
  readonly type: string
  readonly change: Json
}

const changesOf = (json: unknown): readonly Change[] => take(json, 'resource_changes') as readonly Change[]

/** The same site once it stands: a plan that changes nothing. */
export const standing = (world: World): World => ({
  ...world,
  plans: planned(world).map(({ name, json }) => ({
    name,
    json: {
      ...(json as Json),
      resource_changes: changesOf(json).map((each) => ({
        ...each,
        change: { ...each.change, actions: ['no-op'], before: stood(each) },
      })),
    },
  })),
})

/** What a state holds: names where the plan had references, and no mark of what was unread. */
const stood = ({ change }: Change): unknown => change['after']

const DESTROYED: readonly (readonly [string, readonly string[], How])[] = [
  ['deleted', ['delete'], 'removed'],
  ['replaced', ['delete', 'create'], 'removed'],
  ['created anew, then deleted', ['create', 'delete'], 'removed'],
]

/** What a plan does to what stands. */
export function planFlips(world: World): Mutation[] {
  if (world.level !== 'plan') return []
  return planned(standing(world)).flatMap(({ json }, stack) =>
    changesOf(json).flatMap((each, index) => {
      const at = `[${stack}].json.resource_changes[${index}].change`
      return [...destroyed(each, at), ...(each.type === 'docker_container' ? unsafely(world, each, at) : [])]
    }),
  )
}

const RULE: Readonly<Record<string, string>> = {
  docker_volume: 'DST-01',
  docker_network: 'DST-02',
  docker_container: 'DST-03',
}

const edited = (
  subject: string,
  what: string,
  how: How,
  kills: readonly Kill[],
  edits: readonly (readonly [string, unknown])[],
): Mutation => ({
  subject,
  what,
  how,
  kills,
  apply: (world) => {
    const whole = standing(world)
    return { ...whole, plans: edits.reduce((plans, [path, to]) => put(plans, path, to), planned(whole)) }
  },
})

function destroyed({ address, type, change }: Change, at: string): Mutation[] {
  const rule = RULE[type]
  const image = type === 'docker_image'
  return [
    ...DESTROYED.filter(() => rule !== undefined).map(([what, actions, how]) =>
      edited(
        address,
        what,
        how,
        [rule ?? ''],
        [
          [`${at}.actions`, actions],
          ...(actions.includes('create')
            ? [[`${at}.replace_paths`, [['labels']]] as const]
            : [[`${at}.after`, null] as const]),
        ],
      ),
    ),
    ...(image
      ? [undefined, false].map((keep) =>
          edited(
            address,
            `replaced, keep_locally=${String(keep)}`,
            'removed',
            ['DST-05'],
            [
              [`${at}.actions`, ['delete', 'create']],
              [`${at}.before`, { ...(change['before'] as Json), keep_locally: keep ?? null }],
            ],
          ),
        )
      : []),
  ]
}

/** A container that goes with data of its own, or whose data nobody saved. */
function unsafely(world: World, { address, change }: Change, at: string): Mutation[] {
  const before = change['before'] as Json
  const replaced = (what: string, how: How, kills: readonly Kill[], stood: Json): Mutation =>
    edited(address, `replaced, ${what}`, how, kills, [
      [`${at}.actions`, ['delete', 'create']],
      [`${at}.before`, stood],
    ])
  const anonymous = {
    volumes: [{ container_path: '/data', volume_name: '', host_path: '', from_container: '' }],
  }
  const named = { mounts: [{ type: 'volume', source: 'a'.repeat(64), target: '/data', read_only: false }] }
  return [
    replaced('an unnamed volume', 'removed', ['DST-04'], { ...before, ...anonymous, remove_volumes: true }),
    replaced('a volume that the engine named', 'removed', ['DST-04'], {
      ...before,
      ...named,
      remove_volumes: true,
    }),
    replaced('volumes of the image', 'unknown', ['DST-04'], { ...before, mounts: [], remove_volumes: true }),
    ...(world.facts.capabilities.includes('backup') && address === 'docker_container.db'
      ? unsaved(before, address, at)
      : []),
  ]
}

/** The data of the database is replaced with its container, and no backup is young enough. */
const unsaved = (before: Json, address: string, at: string): Mutation[] =>
  [[], [{ role: 'db', at: '2026-11-20T01:45:00Z' }], [{ role: 'db', at: '2027-01-01T00:00:00Z' }]].map(
    (backups) => {
      const replaced = edited(
        address,
        `replaced, last backup ${backups[0]?.at ?? 'none'}`,
        'removed',
        ['DST-06'],
        [
          [`${at}.actions`, ['delete', 'create']],
          [
            `${at}.before`,
            {
              ...before,
              mounts: [{ type: 'volume', source: 'demo-db-data', target: '/data', read_only: false }],
            },
          ],
        ],
      )
      return {
        ...replaced,
        apply: (world) => replaced.apply({ ...world, facts: put(world.facts, 'backups', backups) }),
      }
    },
  )
