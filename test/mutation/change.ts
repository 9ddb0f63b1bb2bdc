import type { NamedJson } from '../../policies/index.ts'
import type { Json, World } from './world.ts'

/** Changes of a world, none of which touches what it was made from. */

export type Steps = readonly (string | number)[]
/** Steps, or `mounts[0].read_only`. */
export type Path = string | Steps

const stepsOf = (path: Path): Steps =>
  typeof path !== 'string'
    ? path
    : path.split(/[.[\]]+/).flatMap((step) => (step === '' ? [] : /^\d+$/.test(step) ? Number(step) : step))

/** A copy with this value at this path; `undefined` removes what is there. */
export const put = <T>(value: T, path: Path, to: unknown): T => replaced(value, stepsOf(path), to) as T

function replaced(value: unknown, [step, ...rest]: Steps, to: unknown): unknown {
  if (step === undefined) return to
  if (typeof step === 'number') {
    const items = [...((value ?? []) as unknown[])]
    const item = replaced(items[step], rest, to)
    items.splice(step, 1, ...(item === undefined ? [] : [item]))
    return items
  }
  const { [step]: before, ...others } = (value ?? {}) as Record<string, unknown>
  const after = replaced(before, rest, to)
  return after === undefined ? others : { ...others, [step]: after }
}

/** What is there, or nothing. */
export const take = (value: unknown, path: Path): unknown =>
  stepsOf(path).reduce<unknown>(
    (found, step) => (found as Record<string, unknown> | undefined)?.[step],
    value,
  )

const addressed = (address: string): readonly [type: string, name: string] => {
  const [type = '', name = ''] = address.split('.')
  return [type, name]
}

export function bodyAt(stacks: readonly NamedJson[], address: string): Json {
  const [type, name] = addressed(address)
  const found = stacks.map(({ json }) => bodiesOf(json, type)[name]).find((body) => body !== undefined)
  if (!found) throw new Error(`no ${address}`)
  return found
}

type Bodies = Readonly<Record<string, Json>>

const NONE: Bodies = {}

export const bodiesOf = (json: unknown, type: string): Bodies =>
  (json as { readonly resource?: Readonly<Record<string, Bodies>> }).resource?.[type] ?? NONE

/** Addresses of every resource of a type, sorted. */
export const addressesOf = (stacks: readonly NamedJson[], type: string): string[] =>
  stacks.flatMap(({ json }) => Object.keys(bodiesOf(json, type)).map((name) => `${type}.${name}`)).sort()

/** Stacks in which one resource is another, or is no more. */
export function withBody(
  stacks: readonly NamedJson[],
  address: string,
  change: (body: Json) => Json | undefined,
): NamedJson[] {
  const [type, name] = addressed(address)
  return stacks.map((stack): NamedJson => {
    const body = bodiesOf(stack.json, type)[name]
    return body
      ? { ...stack, json: put(stack.json as Json, `resource.${type}.${name}`, change(body)) }
      : stack
  })
}

/** The same where it is looked at: what is described, or what runs. */
export const withResource = (
  world: World,
  address: string,
  change: (body: Json) => Json | undefined,
): World => {
  const stacks = withBody(world.running ?? world.stacks, address, change)
  return world.level === 'live' ? { ...world, running: stacks } : { ...world, stacks }
}

interface Label {
  readonly label: string
  readonly value: unknown
}

const labelsOf = (body: Json): readonly Label[] => (body['labels'] ?? []) as readonly Label[]

/** `undefined` removes the label. */
export const withLabel = (body: Json, label: string, value: unknown): Json => ({
  ...body,
  labels: [
    ...labelsOf(body).filter((each) => each.label !== label),
    ...(value === undefined ? [] : [{ label, value }]),
  ],
})

export const labelOf = (body: Json, label: string): string | undefined => {
  const found = labelsOf(body).find((each) => each.label === label)
  return typeof found?.value === 'string' ? found.value : undefined
}

export const withSite = (world: World, path: Path, to: unknown): World => ({
  ...world,
  facts: put(world.facts, ['site', ...stepsOf(path)], to),
})

export const withFacts = (world: World, path: Path, to: unknown): World => ({
  ...world,
  facts: put(world.facts, path, to),
})

export const withObservations = (world: World, path: Path, to: unknown): World => ({
  ...world,
  observations: put(world.observations, path, to),
})

/** Every generated configuration in which a text is replaced. */
export const withText = (world: World, from: string | RegExp, to: string): World => ({
  ...world,
  configFiles: world.configFiles.map((file) => ({ ...file, text: file.text.replace(from, () => to) })),
})
