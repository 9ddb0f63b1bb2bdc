import { isObject } from './plan-json.ts'

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
/** Go writes an absent list or block as `null`, or not at all. */
const perhaps =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value)
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check)
const block =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]))

const change = block({
  address: text,
  mode: text,
  type: text,
  name: text,
  change: block({
    actions: listOf(text),
    before: perhaps(isObject),
    after: perhaps(isObject),
    replace_paths: perhaps(listOf(Array.isArray)),
  }),
})

const configuredModule: Check = block({
  resources: perhaps(listOf(block({ address: text, type: text, expressions: perhaps(isObject) }))),
  outputs: perhaps(mapOf(isObject)),
  module_calls: perhaps(
    mapOf(block({ expressions: perhaps(isObject), module: perhaps((value) => configuredModule(value)) })),
  ),
})

const stateModule: Check = block({
  resources: perhaps(listOf(block({ address: text, values: perhaps(isObject) }))),
  child_modules: perhaps(listOf((value) => stateModule(value))),
})

const PARTS: Readonly<Record<string, Check>> = {
  resource_changes: perhaps(listOf(change)),
  configuration: perhaps(block({ root_module: perhaps(configuredModule) })),
  prior_state: perhaps(block({ values: perhaps(block({ root_module: perhaps(stateModule) })) })),
}

/** Name of the first part of a plan that is read and is not what Terraform writes; `undefined` when all are. */
export const misshapenPart = (plan: Readonly<Record<string, unknown>>): string | undefined =>
  Object.entries(PARTS).find(([name, check]) => !check(plan[name]))?.[0]
