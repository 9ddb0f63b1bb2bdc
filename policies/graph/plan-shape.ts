import { GraphError } from './graph-error.ts'
import { isObject, type PlanJson } from './plan-json.ts'

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

/**
 * Format 1.x grows by additions only; a new major means something else and is refused, and so is what is not the shape
 * that is read.
 */
export function planOf(name: string, json: unknown): PlanJson {
  const version = isObject(json) ? json['format_version'] : undefined
  if (!isObject(json) || typeof version !== 'string') {
    throw new GraphError('JUDGE-BAD-SHAPE', {
      fr: `${name} n'a pas de format_version ; donnez la sortie de \`terraform show -json\``,
      en: `${name} has no format_version; give the output of \`terraform show -json\``,
    })
  }
  // 0.1 and 0.2 are Terraform 0.12 to 1.0, the same shape before the promise of compatibility.
  if (!/^[01]\.\d+$/.test(version)) {
    throw new GraphError('JUDGE-PLAN-VERSION', {
      fr: `${name} est au format de plan ${version} ; cette version lit les formats 0.x et 1.x`,
      en: `${name} is in plan format ${version}; this version reads formats 0.x and 1.x`,
    })
  }
  const part = misshapenPart(json)
  if (part !== undefined) {
    throw new GraphError('JUDGE-BAD-SHAPE', {
      fr: `${part} de ${name} n'est pas ce que Terraform écrit ; donnez la sortie de \`terraform show -json\``,
      en: `${part} of ${name} is not what Terraform writes; give the output of \`terraform show -json\``,
    })
  }
  return json as unknown as PlanJson
}

/** Name of the first part of a plan that is read and is not what Terraform writes; `undefined` when all are. */
const misshapenPart = (plan: Readonly<Record<string, unknown>>): string | undefined =>
  Object.entries(PARTS).find(([name, check]) => !check(plan[name]))?.[0]
