import type { SynthesisedStack, TerraformJson } from '../../../stacks/synthesise.ts'
import type { ResourceChange, StackPlan } from '../engine.ts'
import { plain } from './plain.ts'
import { referenced, resources } from './render.ts'

type Body = Readonly<Record<string, unknown>>

/** What exists of a resource: containers and networks have a hash of what they are, containers may be stopped. */
export interface Found {
  readonly hash?: string
  readonly stopped?: boolean
}

/** What exists for a stack, by Terraform address. */
export type Existing = ReadonlyMap<string, Found>

/**
 * The stack compared with what exists, in the form `terraform show -json` writes: create, recreate or nothing per
 * container by configuration hash, and nothing finer.
 */
export function composePlan(stack: SynthesisedStack, existing: Existing): StackPlan {
  const declared = Object.entries(stack.json.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({
      address: `${type}.${name}`,
      type,
      name,
      body: resolved(stack.json, body),
    })),
  )
  const isReplaced = (address: string): boolean => {
    const found = existing.get(address)
    const wanted = declared.find((each) => each.address === address)
    return found?.hash !== undefined && wanted !== undefined && found.hash !== hashOf(wanted.body)
  }
  const changes = declared.map(({ address, type, name, body }) => {
    // A network can only be replaced without the containers that are on it.
    const isMoved = networksOf(stack.json.resource?.[type]?.[name] ?? {}).some((each) =>
      isReplaced(`docker_network.${each}`),
    )
    const actions = actionsFor(existing.get(address), hashOf(body), isMoved)
    return change(address, type, name, actions, body)
  })
  const addresses = new Set(declared.map(({ address }) => address))
  const gone = [...existing.keys()]
    .filter((address) => !addresses.has(address))
    .map((address) =>
      change(address, address.split('.')[0] ?? '', address.slice(address.indexOf('.') + 1), ['delete'], null),
    )
  return {
    name: stack.name,
    json: {
      format_version: '1.2',
      resource_changes: [...changes, ...gone].sort((a, b) => (a.address < b.address ? -1 : 1)),
      configuration: {
        root_module: {
          resources: declared.map(({ address, type, name }) => ({
            address,
            mode: 'managed',
            type,
            name,
            expressions: {},
          })),
        },
      },
    },
  }
}

function change(
  address: string,
  type: string,
  name: string,
  actions: readonly string[],
  body: Body | null,
): ResourceChange {
  const exists = !actions.includes('create') || actions.includes('delete')
  return {
    address,
    mode: 'managed',
    type,
    name,
    change: {
      actions,
      before: exists ? (body ?? { name }) : null,
      after: actions.length === 1 && actions[0] === 'delete' ? null : body,
      after_unknown: {},
    },
  }
}

/** What differs is recreated, a stopped container is started; a volume is only there or not. */
function actionsFor(
  found: Found | undefined,
  wanted: string | undefined,
  isMoved: boolean,
): readonly string[] {
  if (found === undefined) return ['create']
  if (isMoved || (found.hash !== undefined && found.hash !== wanted)) return ['delete', 'create']
  return found.stopped ? ['update'] : ['no-op']
}

/** What a network is: the engine tells it apart from another of the same name by nothing else. */
export const networkHash = (
  internal: unknown,
  subnet: unknown,
  gateway: unknown,
  options: Readonly<Record<string, unknown>> | null | undefined,
): string => JSON.stringify([internal, subnet, gateway, Object.entries(options ?? {}).sort()])

/** Names of the networks that a container is attached to. */
const networksOf = (body: Body): string[] =>
  ((body['networks_advanced'] ?? []) as { name: string }[]).map(({ name }) => referenced(name))

export function hashOf(body: Body): string | undefined {
  const [ipam] = (body['ipam_config'] ?? []) as { subnet: string; gateway: string }[]
  const options = body['options'] as Readonly<Record<string, string>> | undefined
  if (ipam) return networkHash(body['internal'], ipam.subnet, ipam.gateway, options)
  const labels = (body['labels'] ?? []) as { label: string; value: string }[]
  return labels.find(({ label }) => label === 'socle.config-hash')?.value
}

/** References to networks replaced by the networks' own names: nothing is left to know at apply. */
function resolved(json: TerraformJson, body: Body): Body {
  const { lifecycle: _, '//': __, networks_advanced: attached, ...declared } = body as Record<string, unknown>
  const rest = plain(declared) as Record<string, unknown>
  const networks = attached as { name: string }[] | undefined
  if (!networks) return rest
  const names = resources(json, 'docker_network')
  return {
    ...rest,
    networks_advanced: networks.map((each) => ({ ...each, name: names[referenced(each.name)]?.['name'] })),
  }
}
