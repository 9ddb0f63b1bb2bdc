import { posix } from 'node:path'
import { Opaque, type Body, type Tree } from '../tree.ts'
import { HOLE } from './interpolate.ts'
import { edge, isExternal, reference, type Declarations, type Project } from './references.ts'
import { isText, list, member, scalar, type Spot } from './spot.ts'
import { hasHole, truthOf } from './units.ts'

const UNREAD = new Opaque('reference', 'volumes')

/** Mounts of a service in the provider's long form. */
export const mountsOf = (spot: Spot, { volumes }: Project): Tree[] =>
  list(spot).map((item) => (isText(item) ? short(scalar(item), volumes) : long(item, volumes)))

const PROPAGATIONS = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave']

/** `[source:]target[:options]` */
function short(text: string, volumes: Declarations): Tree {
  const parts = sections(text)
  const [first = '', second, options = ''] = parts
  if (parts.length > 3 || (second === undefined && hasHole(first))) return UNREAD
  if (second === undefined) return { type: 'volume', source: '', target: first }
  const flags = options.split(',')
  const propagation = flags.filter((flag) => PROPAGATIONS.includes(flag)).at(-1)
  return {
    ...sourceOf(first, volumes),
    target: second,
    read_only: hasHole(options) ? HOLE : flags.includes('ro'),
    bind_options: { propagation: hasHole(options) ? HOLE : (propagation ?? '') },
  }
}

/** Parts between colons, that of a Windows drive excepted. */
function sections(text: string): string[] {
  const parts: string[] = []
  let drive = ''
  for (const part of text.split(':')) {
    if (drive === '' && /^[A-Za-z]$/.test(part) && text.length > 2) drive = `${part}:`
    else {
      parts.push(drive + part)
      drive = ''
    }
  }
  return drive === '' ? parts : [...parts, drive.slice(0, -1)]
}

/** What a variable stands for in the first place may be a volume or a path. */
function sourceOf(source: string, volumes: Declarations): Body {
  if (source.startsWith(HOLE)) return { type: HOLE, source: HOLE }
  if (isHostPath(source)) return { type: 'bind', source: hostPath(source) }
  return { type: 'volume', source: reference(source, 'docker_volume', volumes) }
}

const isHostPath = (source: string): boolean => /^([./~]|\\\\|[A-Za-z]:)/.test(source)

/** Relative paths begin at the folder of the file: inside it they are told so, outside it nobody knows where they lead. */
export function hostPath(source: string): Tree {
  if (hasHole(source) || /^(\/|\\\\|[A-Za-z]:)/.test(source)) return source
  const normal = posix.normalize(source)
  if (source.startsWith('~') || normal === '..' || normal.startsWith('../'))
    return new Opaque('reference', 'source')
  return normal === '.' || normal === './' ? './' : `./${normal}`
}

function long(spot: Spot, volumes: Declarations): Tree {
  const text = (key: string, from: Spot | undefined = spot) => {
    const found = from && member(from, key)
    return found ? scalar(found) : ''
  }
  const type = text('type')
  const source = text('source')
  const isBind = type === 'bind' || type === 'npipe'
  return {
    type: type === '' ? HOLE : type,
    source: isBind
      ? hostPath(source)
      : type === 'volume' && source !== ''
        ? reference(source, 'docker_volume', volumes)
        : source,
    target: text('target'),
    read_only: truthOf(text('read_only') || 'false'),
    bind_options: { propagation: text('propagation', member(spot, 'bind')) },
  }
}

/** Files that a service is shown as secrets or configurations, where the engine mounts them from the host. */
export function fileMounts(spot: Spot, declared: Declarations, folder: string): Tree[] {
  return list(spot).flatMap((item): Tree[] => {
    const source = isText(item) ? scalar(item) : textOf(item, 'source')
    const target = isText(item) ? '' : textOf(item, 'target')
    const found = declared.get(source)
    const file = found && !isExternal(found) ? member(found, 'file') : undefined
    if (!file && found) return []
    const path = target === '' ? folder + source : /^(\/|\0)/.test(target) ? target : folder + target
    return [
      {
        type: found ? 'bind' : HOLE,
        source: file ? hostPath(scalar(file)) : HOLE,
        target: path,
        read_only: true,
      },
    ]
  })
}

const textOf = (spot: Spot, key: string): string => {
  const found = member(spot, key)
  return found ? scalar(found) : ''
}

/** `volumes_from`: services of the file, or any container. */
export const inheritedFrom = (spot: Spot, { services }: Project): Tree[] =>
  list(spot).map((item) => {
    const text = scalar(item)
    const [, external] = /^container:(.*)$/.exec(text) ?? []
    const service = text.replace(/:(ro|rw)$/, '')
    const from = external ?? (services.has(service) ? edge('docker_container', service) : HOLE)
    return { from_container: from }
  })

/** `tmpfs`: mount points with their options. */
export const tmpfsOf = (points: readonly string[]): Tree[] =>
  points.map((point) => {
    const end = point.indexOf(':')
    return { label: end < 0 ? point : point.slice(0, end), value: end < 0 ? '' : point.slice(end + 1) }
  })

export const devicesOf = (spot: Spot): Tree[] =>
  list(spot).map((item) => {
    if (!isText(item)) return { host_path: textOf(item, 'source') }
    const text = scalar(item)
    // A name of the Container Device Interface has no path: `vendor.com/class=name`.
    return { host_path: text.startsWith('/') ? (text.split(':')[0] ?? '') : text }
  })
