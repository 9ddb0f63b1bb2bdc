import { GraphError } from './graph-error.ts'
import { isObject, isPlan } from './plan-json.ts'

export type FileKind = 'configuration' | 'plan' | 'inspection'

/**
 * What a file is, by its shape: Terraform JSON configuration, a plan, or the output of `docker inspect`. Nothing is
 * something too: `docker inspect` of no object is `[]`, a configuration without resource `{}`.
 */
export function detect(json: unknown): FileKind {
  if (Array.isArray(json)) {
    if (json.every((item) => kindOf(item) !== undefined)) return 'inspection'
  } else if (isPlan(json)) return 'plan'
  else if (kindOf(json) !== undefined) return 'inspection'
  else if (isObject(json) && isConfiguration(Object.keys(json))) return 'configuration'
  throw new GraphError(
    'JUDGE-UNKNOWN-FORMAT',
    'this is none of Terraform JSON configuration (*.tf.json), a plan (`terraform show -json`) and `docker inspect` output',
  )
}

const isConfiguration = (keys: readonly string[]): boolean =>
  keys.length === 0 ||
  keys.some((key) => ['resource', 'data', 'module', 'terraform', 'provider'].includes(key))

export type InspectedKind = 'containers' | 'networks' | 'volumes' | 'images'

/** Kind of one object of `docker inspect`, whose output mixes them. */
export function kindOf(item: unknown): InspectedKind | undefined {
  if (!isObject(item)) return undefined
  if ('HostConfig' in item && 'State' in item) return 'containers'
  if ('RootFS' in item || 'RepoTags' in item) return 'images'
  if ('Mountpoint' in item && 'Driver' in item) return 'volumes'
  if ('IPAM' in item && 'Driver' in item) return 'networks'
  return undefined
}

/** `docker inspect` output, sorted by kind. */
export function sortInspection(json: unknown): Record<InspectedKind, unknown[]> {
  const items: unknown[] = Array.isArray(json) ? json : [json]
  const of = (kind: InspectedKind) => items.filter((item) => kindOf(item) === kind)
  return {
    containers: of('containers'),
    networks: of('networks'),
    volumes: of('volumes'),
    images: of('images'),
  }
}
