import { Assumed, Opaque, type Body, type Resource, type Tree } from '../tree.ts'
import { resolved } from './extends.ts'
import { sealed, unreadBase } from './merge.ts'
import { DEFAULT, IMPLICIT, networkBody, networksOf } from './networks.ts'
import { containerName, edge, isExternal, nameOf, type Declarations, type Project } from './references.ts'
import { at, isText, labelled, list, member, scalar, type Spot } from './spot.ts'

/** Where a file is judged from, and how to say where in it. */
export interface Source {
  readonly file: string
  readonly where: (path: readonly string[]) => { readonly where?: string }
}

/** What Compose applies where nothing is written, and the provider would not. */
const APPLIED: Body = {
  destroy_grace_seconds: new Assumed(10),
  pids_limit: new Assumed(0),
  // `docker compose down` leaves anonymous volumes, unless it is told otherwise.
  remove_volumes: new Assumed(false),
}

/** A container for each service, and the image that it builds. */
export const serviceResources = (project: Project, source: Source): Resource[] =>
  [...project.services].flatMap(([service, spot]): Resource[] => {
    if (isProvided(spot)) return []
    const { body, written } = resolved(service, project, source.file)
    const build = member(spot, 'build')
    const container = {
      ...APPLIED,
      name: containerName(service, project),
      ...body,
      ...attached(body, service, project),
    }
    const image = body['image'] ?? edge('docker_image', service, 'computed')
    return [
      resource('docker_container', service, source, ['services', service], {
        body: build ? { ...container, image } : container,
        written,
      }),
      ...(build
        ? [
            resource('docker_image', service, source, ['services', service, 'build'], {
              body: { name: body['image'] ?? NOT_BUILT, build: {}, keep_locally: new Assumed(true) },
              written: ['build'],
            }),
          ]
        : []),
    ]
  })

/** Run by a plugin of Compose, and by no container. */
export const isProvided = (spot: Spot): boolean => member(spot, 'provider') !== undefined

const NOT_BUILT = new Opaque('computed', 'image')

/** On the default network, where neither a network nor the namespace of another is asked for. */
function attached(body: Body, service: string, { networks }: Project): Body {
  const named = (body['networks_advanced'] as readonly Tree[] | undefined) ?? []
  const elsewhere = (body['network_mode'] ?? '') !== ''
  if (named.length > 0 || elsewhere) return {}
  return { networks_advanced: networksOf(at([DEFAULT], ''), service, networks) }
}

/** Files that the file includes: their services may be anything, and on any of its networks. */
export function includedResources(root: Spot, source: Source): Resource[] {
  const include = member(root, 'include')
  if (!include) return []
  const unread = { ...unreadBase(), name: new Opaque('reference', 'include') }
  return (isText(include) ? [include] : list(include)).map((_, index) =>
    resource('docker_container', `include[${index}]`, source, ['include'], { body: unread, written: [] }),
  )
}

/** Networks that the file makes: those it declares, and the default one where a service is on it. */
export const networkResources = (project: Project, used: boolean, source: Source): Resource[] =>
  [...project.networks].flatMap(([key, spot]) => {
    const body = spot === IMPLICIT && !used ? undefined : networkBody(key, spot, project)
    return body ? [declared('docker_network', key, source, ['networks', key], body)] : []
  })

export const volumeResources = (project: Project, source: Source): Resource[] =>
  [...project.volumes].flatMap(([key, spot]) => {
    if (isExternal(spot)) return []
    const driver = member(spot, 'driver')
    const options = member(spot, 'driver_opts')
    const labels = member(spot, 'labels')
    const body = {
      name: nameOf(key, spot, project.name),
      ...(driver ? { driver: scalar(driver) } : {}),
      ...(options ? { driver_opts: labelled(options) } : {}),
      ...(labels ? { labels: labelled(labels) } : {}),
    }
    return [declared('docker_volume', key, source, ['volumes', key], body)]
  })

/** Only what is written in the file itself is in clear; what a file or a variable holds is not here. */
export const secretResources = (project: Project, source: Source): Resource[] => [
  ...contents('docker_secret', 'secrets', project.secrets, project, source),
  ...contents('docker_config', 'configs', project.configs, project, source),
]

const contents = (
  type: string,
  section: string,
  declarations: Declarations,
  project: Project,
  source: Source,
): Resource[] =>
  [...declarations].flatMap(([key, spot]) => {
    if (isExternal(spot)) return []
    const content = member(spot, 'content')
    const body = { name: nameOf(key, spot, project.name), ...(content ? { data: scalar(content) } : {}) }
    return [declared(type, key, source, [section, key], body)]
  })

/** A resource that says its own name only where the file does. */
function declared(type: string, key: string, source: Source, path: readonly string[], body: Body): Resource {
  const written = Object.keys(body).filter((name) => name !== 'name' || typeof body['name'] === 'string')
  return resource(type, key, source, path, { body, written })
}

function resource(
  type: string,
  key: string,
  source: Source,
  path: readonly string[],
  { body, written }: { readonly body: Body; readonly written: readonly string[] },
): Resource {
  return {
    address: `${type}.${key}`,
    type,
    stack: source.file,
    ...source.where(path),
    body: sealed(body) as Body,
    ids: [],
    edges: {},
    written: [...new Set(written)].sort(),
  }
}
