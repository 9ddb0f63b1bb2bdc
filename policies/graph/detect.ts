import type { Text } from '../../modules/site/text.ts'
import { GraphError } from './graph-error.ts'
import { isObject, isPlan } from './plan-json.ts'

export type FileKind = 'configuration' | 'plan' | 'inspection' | 'compose'

/**
 * What a file is, by its shape: Terraform JSON configuration, a plan, the output of `docker inspect` or a Compose
 * file. Nothing is something too: `docker inspect` of no object is `[]`, a configuration without resource `{}`.
 */
export function detect(json: unknown): FileKind {
  if (Array.isArray(json)) {
    if (json.every((item) => kindOf(item) !== undefined)) return 'inspection'
  } else if (isPlan(json)) return 'plan'
  else if (kindOf(json) !== undefined) return 'inspection'
  else if (isObject(json) && 'services' in json) return 'compose'
  else if (isObject(json) && isConfiguration(Object.keys(json))) return 'configuration'
  throw new GraphError('JUDGE-UNKNOWN-FORMAT', strangerOf(json))
}

const isConfiguration = (keys: readonly string[]): boolean =>
  keys.length === 0 ||
  keys.some((key) => ['resource', 'data', 'module', 'terraform', 'provider'].includes(key))

const NONE: Text = {
  fr: "ce n'est ni une configuration Terraform en JSON (*.tf.json), ni un plan (`terraform show -json`), ni une sortie de `docker inspect`, ni un fichier Compose",
  en: 'this is none of Terraform JSON configuration (*.tf.json), a plan (`terraform show -json`), `docker inspect` output and a Compose file',
}

/** Outputs of the engine that look like what is read, and are not. */
function strangerOf(json: unknown): Text {
  const items: unknown[] = Array.isArray(json) ? json : [json]
  const stranger = items.find((item) => isObject(item) && isObject(item['Spec']))
  if (!stranger) return NONE
  return {
    fr: "c'est l'inspection d'un objet de swarm ; donnez celle des conteneurs qu'il fait tourner (`docker inspect`)",
    en: 'this is the inspection of a swarm object; give that of the containers it runs (`docker inspect`)',
  }
}

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
