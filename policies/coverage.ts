import type { Coverage, Result, UnjudgedAttribute } from './assessment.ts'
import { nodesOf, resourcesOf, type Graph } from './graph/graph.ts'
import type { Rule } from './rule.ts'

/** A result that says something of its subject at this level. */
const isJudged = ({ status, deferred }: Result): boolean =>
  status !== 'not-applicable' && !(status === 'unknown' && deferred !== undefined)

/** What was judged and, as important, what was not: a resource or an attribute that no rule looked at is no pass. */
export function coverageOf(graph: Graph, results: readonly Result[], rules: readonly Rule[]): Coverage {
  const judged = results.filter(isJudged)
  const subjects = new Set(judged.map(({ subject }) => subject))
  const resources = resourcesOf(graph)
  return {
    resources: resources.length,
    judged: resources.filter((address) => subjects.has(address)).length,
    unjudged: resources.filter((address) => !subjects.has(address)),
    attributes: unjudgedAttributes(graph, judged, rules),
  }
}

/** An attribute is judged on a type where a rule that decides by it gave a verdict on a resource of that type. */
function unjudgedAttributes(
  graph: Graph,
  judged: readonly Result[],
  rules: readonly Rule[],
): UnjudgedAttribute[] {
  const decided = new Set<string>()
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  for (const { rule, subject } of judged) {
    for (const name of byId.get(rule)?.deciding ?? []) decided.add(attributeOf(name, typeOf(subject)))
  }
  const counts = new Map<string, number>()
  for (const { address, written = [] } of nodesOf(graph)) {
    for (const attribute of written) {
      const key = `${typeOf(address)} ${attribute}`
      if (!decided.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, resources]) => {
      const [type = '', attribute = ''] = key.split(' ')
      return { type, attribute, resources }
    })
}

/** `mounts.source` decides `mounts` of its subject; `docker_volume.driver_opts` says itself of what. */
function attributeOf(deciding: string, type: string): string {
  const [first = '', second = ''] = deciding.split('.')
  return first.startsWith('docker_') ? `${first} ${second}` : `${type} ${first}`
}

/** `docker_container` of `module.a.docker_container.app["x"]`. */
const typeOf = (address: string): string => /(docker_[a-z]+)[./]/.exec(address)?.[1] ?? ''
