import { aContainer } from './site.ts'
import type { Action } from '../graph/graph.ts'
import { fromPlan } from '../graph/plan.ts'
import type { Given } from '../rule.ts'

/** Bodies as a plan shows them: every value resolved. */
type Json = Readonly<Record<string, unknown>>

export interface Planned {
  readonly address: string
  readonly type: string
  readonly actions: readonly Action[]
  readonly before?: Json | null
  readonly after?: Json | null
  readonly replace_paths?: readonly (readonly (string | number)[])[]
}

/** A plan that does this, as `terraform show -json` prints it. */
export const aPlan = (...changes: readonly Planned[]): ReturnType<Given> => ({
  level: 'plan',
  graph: fromPlan([
    {
      name: 'site',
      json: {
        format_version: '1.2',
        resource_changes: changes.map(({ address, type, ...change }) => ({
          address,
          mode: 'managed',
          type,
          name: address.split('.').at(-1),
          change: { before: null, after: null, ...change },
        })),
      },
    },
  ]),
})

/** The database as it stands in the state, with what differs. */
export const standing = (fault: Json = {}): Json =>
  aContainer({
    mounts: [{ type: 'volume', source: 'demo-db-data', target: '/var/lib/postgresql/data' }],
    networks_advanced: [{ name: 'demo-tryton-db', aliases: ['db'] }],
    ...fault,
  })

/** A change of the database's container: replaced for its image, unless written otherwise. */
export const ofDatabase = (before: Json = {}, change: Partial<Planned> = {}): Planned => ({
  address: 'docker_container.db',
  type: 'docker_container',
  actions: ['delete', 'create'],
  before: standing(before),
  after: standing({ image: `sha256:${'6'.repeat(64)}` }),
  replace_paths: [['image']],
  ...change,
})
