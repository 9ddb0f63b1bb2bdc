import { known, map, unknown, valueOr, type Val } from '../value.ts'
import {
  entry,
  type Entries,
  type ImageNode,
  type NetworkNode,
  type Node,
  type SecretNode,
  type VolumeNode,
} from './graph.ts'
import { canonicalHostPath } from './host-path.ts'
import { blocks, entries, flag, Opaque, text, within, type Resource } from './tree.ts'

export const place = ({ address, stack, where, written }: Resource): Node => ({
  address,
  stack,
  ...(where === undefined ? {} : { where }),
  ...(written === undefined ? {} : { written }),
})

export const networkNode = (resource: Resource): NetworkNode => ({
  ...place(resource),
  name: text(resource.body, 'name'),
  driver: text(resource.body, 'driver', 'bridge'),
  internal: flag(resource.body, 'internal', false),
  subnets: blocks(resource.body, 'ipam_config').map((block) =>
    within(block, 'ipam_config.subnet', (body) => text(body, 'subnet')),
  ),
  options: entries(resource.body, 'options'),
  ipv6: flag(resource.body, 'ipv6', false),
  attachable: flag(resource.body, 'attachable', false),
  strangers: [],
})

export const volumeNode = (resource: Resource): VolumeNode => ({
  ...place(resource),
  name: volumeName(resource),
  driver: text(resource.body, 'driver', 'local'),
  driverOpts: entries(resource.body, 'driver_opts'),
  labels: entries(resource.body, 'labels'),
})

export const imageNode = (resource: Resource): ImageNode => ({
  ...place(resource),
  name: text(resource.body, 'name'),
  built: blocks(resource.body, 'build').length > 0,
  env: [unknown('not-collected', 'image env')],
  names: [valueOr(text(resource.body, 'name'), '')].filter(Boolean),
  created: unknown('not-collected', 'image created'),
  keepLocally: flag(resource.body, 'keep_locally', false),
})

/** A volume without a name is given one when it is created. */
export const volumeName = ({ body }: Resource): Val<string> =>
  (body['name'] ?? null) === null ? unknown('computed', 'docker_volume.name') : text(body, 'name')

/** The host path that a volume's driver options point at (`o=bind`, `device=/srv`); empty for an ordinary one. */
export function boundPath(driverOpts: Entries): Val<string> {
  const device = entry(driverOpts, 'device')
  return map(device, (path) => (path.startsWith('/') ? canonicalHostPath(path) : ''))
}

export const secretNode = (resource: Resource): SecretNode => ({
  ...place(resource),
  type: resource.type === 'docker_config' ? 'docker_config' : 'docker_secret',
  name: text(resource.body, 'name'),
  inClear: inClear(resource),
})

/** Encoding a text hides nothing of it. */
const ENCODED = /^base64(encode|gzip)\(\s*"(?:[^"\\$%]|\\.)*"\s*\)$/

/** A literal is, and so is what a plan holds: Terraform masks a sensitive value on the screen, not in the file. */
function inClear({ body }: Resource): Val<boolean> {
  const contents = [body['data'], body['data_raw']].filter((tree) => tree !== undefined && tree !== null)
  const isClear = contents.some(
    (tree) => !(tree instanceof Opaque) || tree.why === 'sensitive' || ENCODED.test(tree.about),
  )
  const doubt = contents.find((tree) => tree instanceof Opaque)
  return isClear || !doubt ? known(contents.length > 0) : unknown(doubt.why, 'data')
}
