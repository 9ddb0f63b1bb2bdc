import { isObject } from './plan-json.ts'

/** What Terraform itself reads of a resource, and comments: no attribute of what it becomes. */
const META = [
  '//',
  'count',
  'connection',
  'depends_on',
  'dynamic',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]

/** Blocks of a `docker_service` that only hold others. */
const HOLDERS = [
  'endpoint_spec',
  'task_spec',
  'task_spec.container_spec',
  'task_spec.resources',
  'task_spec.resources.limits',
]

/** Attributes of a `docker_service` that a container has under another name. */
const SAME_AS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'task_spec.container_spec.args': 'command',
    'task_spec.container_spec.cap_add': 'capabilities',
    'task_spec.container_spec.cap_drop': 'capabilities',
    'task_spec.container_spec.command': 'entrypoint',
    'task_spec.container_spec.dns_config': 'dns',
    'task_spec.container_spec.groups': 'group_add',
    'task_spec.container_spec.privileges': 'security_opts',
    'task_spec.container_spec.stop_grace_period': 'destroy_grace_seconds',
    'task_spec.container_spec.sysctl': 'sysctls',
    'task_spec.resources.limits.memory_bytes': 'memory',
    'task_spec.resources.limits.nano_cpus': 'cpus',
    'task_spec.restart_policy': 'restart',
  }),
)

/**
 * Attributes that somebody wrote, sorted: top level, and for a `docker_service` in the words of the container that it
 * is translated to. Reads a resource as it is written, or its expressions in the configuration of a plan.
 */
export function writtenIn(type: string, source: Readonly<Record<string, unknown>>): string[] {
  const names = type === 'docker_service' ? wordsOf(source, '') : Object.keys(present(source))
  const dynamic = isObject(source['dynamic']) ? Object.keys(source['dynamic']) : []
  return [...new Set([...names, ...dynamic])].filter((name) => !META.includes(name)).sort()
}

function wordsOf(source: Readonly<Record<string, unknown>>, path: string): string[] {
  return Object.entries(present(source)).flatMap(([key, value]) => {
    const full = path === '' ? key : `${path}.${key}`
    if (!HOLDERS.includes(full)) return [SAME_AS.get(full) ?? key]
    const held: unknown[] = Array.isArray(value) ? value : [value]
    return held.filter(isObject).flatMap((block) => wordsOf(block, full))
  })
}

/** Without what is null or an empty list: Terraform leaves no trace of either. */
const present = (source: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => !isNothing(value)))

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) &&
    'constant_value' in value &&
    value['references'] === undefined &&
    isNothing(value['constant_value']))
