import { networksOf, vaultVolumes } from '../../modules/architecture.ts'
import type { Text } from '../../modules/site/text.ts'
import type { DockerClient } from '../docker/client.ts'
import {
  missingImages,
  namesInUse,
  overlaps,
  takenPorts,
  takenSubnets,
  type PortState,
} from '../docker/preflight.ts'
import { readVault } from './vault.ts'
import { Failure } from './fail.ts'
import type { Journal } from './journal.ts'
import type { Synthesis } from './synthesis.ts'
import type { Workspace } from './workspace.ts'

export interface PreflightRequest {
  readonly workspace: Workspace
  readonly synthesis: Synthesis
  readonly docker: DockerClient
  /** Terraform addresses that the engine's states hold, both stacks. */
  readonly held: readonly string[]
  /** Of an interrupted apply, whose creations are the site's own. */
  readonly journal: Journal | undefined
  /** Volumes that the operator takes over by name, full or without the site's prefix. */
  readonly adopted: readonly string[]
}

/**
 * Everything that can fail, checked before the first container is removed: a replacement takes the old container
 * away first, and nothing comes back by itself.
 * @throws Failure PREFLIGHT with every obstacle at once
 */
export async function preflight(request: PreflightRequest): Promise<void> {
  const obstacles = (
    await Promise.all([images(request), ports(request), subnets(request), names(request)])
  ).flat()
  if (obstacles.length === 0) return
  throw new Failure('PREFLIGHT', {
    fr: `rien n'a été changé, car l'application échouerait :\n${obstacles.map(({ fr }) => `  - ${fr}`).join('\n')}`,
    en: `nothing was changed, because the apply would fail:\n${obstacles.map(({ en }) => `  - ${en}`).join('\n')}`,
  })
}

async function images({ docker, synthesis }: PreflightRequest): Promise<Text[]> {
  const missing = await missingImages(docker, [...new Set(Object.values(synthesis.images))])
  return missing.map((image) => ({
    fr: `l'image ${image} n'est pas sur cet hôte : chargez-la (docker load ou docker pull)`,
    en: `the image ${image} is not on this host: load it (docker load or docker pull)`,
  }))
}

async function ports({ docker, workspace: { architecture } }: PreflightRequest): Promise<Text[]> {
  const published = architecture.services.flatMap(({ publishes }) => publishes)
  const isLocal = architecture.dockerHost.startsWith('unix:')
  const states = await Promise.all(
    published.map(async ({ address, external }) => {
      const [state] = await takenPorts({
        docker,
        siteId: architecture.siteId,
        address,
        ports: [external],
        isLocal,
      })
      return { address, external, state }
    }),
  )
  return states
    .filter(({ state }) => state?.state !== 'free' && state?.state !== 'ours')
    .map(({ address, external, state }) => {
      const why = obstacle(state)
      return {
        fr: `le port ${address}:${external} ${why.fr} : changez proxy.publish`,
        en: `port ${address}:${external} ${why.en}: change proxy.publish`,
      }
    })
}

function obstacle(state: PortState | undefined): Text {
  if (state?.state === 'no-such-address') {
    return {
      fr: "est sur une adresse que cette machine n'a pas",
      en: 'is on an address that this machine does not have',
    }
  }
  if (state?.state !== 'taken') return { fr: 'ne peut pas être essayé', en: 'cannot be tried' }
  const by = state.by ? { fr: ` par ${state.by}`, en: ` by ${state.by}` } : { fr: '', en: '' }
  return { fr: `est déjà pris${by.fr}`, en: `is already taken${by.en}` }
}

async function subnets({ docker, synthesis, workspace, held }: PreflightRequest): Promise<Text[]> {
  const siteId = workspace.architecture.siteId
  const taken = await takenSubnets(docker, {
    siteId,
    isLocal: workspace.architecture.dockerHost.startsWith('unix:'),
  })
  const wanted = networksOf(workspace.architecture).filter(
    ({ name }) => !held.includes(`docker_network.${name}`),
  )
  return wanted.flatMap(({ name }) => {
    const subnet = synthesis.subnets[name] ?? ''
    const other = taken.find((each) => overlaps(each.cidr, subnet))
    if (!other) return []
    return [
      {
        fr: `le sous-réseau ${subnet} (${name}) est déjà pris par ${other.by} : changez network.range`,
        en: `subnet ${subnet} (${name}) is already taken by ${other.by}: change network.range`,
      },
    ]
  })
}

async function names({ docker, workspace, held, journal, adopted }: PreflightRequest): Promise<Text[]> {
  const { architecture, stateDir } = workspace
  const prefixed = (name: string): string => `${architecture.siteId}-${name}`
  const unprefixed = (name: string): string =>
    name.startsWith(prefixed('')) ? name.slice(prefixed('').length) : name
  const known = [
    ...held,
    ...(journal?.creates ?? []),
    ...[...readVault(stateDir), ...adopted.map(unprefixed)].map((name) => `docker_volume.${name}`),
  ]
  const inState = (type: string): string[] =>
    known
      .filter((address) => address.startsWith(`${type}.`))
      .map((address) => prefixed(address.slice(type.length + 1)))
  const stray = await namesInUse(docker, {
    desired: {
      containers: architecture.services.map(({ role }) => prefixed(role)),
      networks: networksOf(architecture).map(({ name }) => prefixed(name)),
      volumes: vaultVolumes(architecture).map(prefixed),
    },
    inState: {
      containers: inState('docker_container'),
      networks: inState('docker_network'),
      volumes: inState('docker_volume'),
    },
  })
  return [
    ...stray.containers.map((name) => foreign('conteneur', 'container', name)),
    ...stray.networks.map((name) => foreign('réseau', 'network', name)),
    ...stray.volumes.map(unknownVolume),
  ]
}

/** Never a word that would have somebody remove it: it may hold the client's data. */
const unknownVolume = (name: string): Text => ({
  fr: `le volume ${name} existe déjà et n'est dans aucun état de ce site ; il contient peut-être ses données : restaurez le dossier state/ du site, ou reprenez ce volume tel quel avec --adopt-volume ${name}`,
  en: `the volume ${name} already exists and is in no state of this site; it may hold its data: restore the site's state/ folder, or take this volume as it is with --adopt-volume ${name}`,
})

const foreign = (fr: string, en: string, name: string): Text => ({
  fr: `le ${fr} ${name} existe déjà et n'est dans aucun état de ce site : renommez-le ou retirez-le vous-même`,
  en: `the ${en} ${name} already exists and is in no state of this site: rename it or remove it yourself`,
})
