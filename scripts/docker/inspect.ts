import type { ContainerInfo } from 'dockerode'
import { orUndefined, type DockerClient } from './client.ts'
import { isHelper } from './helper.ts'

/** A raw `docker inspect` object, exactly as the engine's API gives it. */
export type Inspected = Readonly<Record<string, unknown>>

/** Everything on one engine that belongs to a site or touches it, each list sorted by name (images by id). */
export interface SiteInspection {
  readonly containers: readonly Inspected[]
  readonly networks: readonly Inspected[]
  readonly volumes: readonly Inspected[]
  readonly images: readonly Inspected[]
}

const SITE_LABEL = 'socle.site'

/**
 * Inspects what has the site's label, what has a name of the site, and what is attached to one of its networks;
 * the throw-away containers of Socle itself are left out. What is removed meanwhile is left out too.
 */
export async function inspectSite(docker: DockerClient, siteId: string): Promise<SiteInspection> {
  const [listed, networks, { Volumes: volumes }] = await Promise.all([
    docker.listContainers({ all: true }),
    docker.listNetworks(),
    docker.listVolumes(),
  ])
  const owns = ownership(siteId, listed)
  const siteNetworks = networks.filter(({ Name, Labels }) => owns(Name, Labels))
  const isTouching = touches(new Set(siteNetworks.flatMap(({ Name, Id }) => [Name, Id])))
  const containers = listed.filter(
    (each) => !isHelper(each) && (owns(nameOf(each), each.Labels) || isTouching(each)),
  )
  const imageIds = [...new Set(containers.map(({ ImageID }) => ImageID))]
  const [inspectedContainers, inspectedNetworks, inspectedVolumes, images] = await Promise.all([
    present(containers.map(({ Id }) => docker.getContainer(Id).inspect())),
    present(siteNetworks.map(({ Id }) => docker.getNetwork(Id).inspect() as Promise<object>)),
    present(
      (volumes ?? [])
        .filter(({ Name, Labels }) => owns(Name, Labels))
        .map(({ Name }) => docker.getVolume(Name).inspect()),
    ),
    present(imageIds.map((id) => docker.getImage(id).inspect())),
  ])
  return {
    containers: sortBy('Name', inspectedContainers),
    networks: sortBy('Name', inspectedNetworks),
    volumes: sortBy('Name', inspectedVolumes),
    images: sortBy('Id', images),
  }
}

/**
 * Whether an object is the site's: its label says so, or its name starts with `<site>-` and no other site of this
 * engine has a longer claim on it (`cabinet` does not own `cabinet-durand-db`).
 */
export function ownership(
  siteId: string,
  containers: readonly Pick<ContainerInfo, 'Labels'>[],
): (name: string, labels: Readonly<Record<string, string>> | null | undefined) => boolean {
  const longer = new Set(
    containers.map(({ Labels }) => Labels[SITE_LABEL]).filter((id) => id?.startsWith(`${siteId}-`)),
  )
  return (name, labels) => {
    const label = labels?.[SITE_LABEL]
    if (label !== undefined) return label === siteId
    return name.startsWith(`${siteId}-`) && ![...longer].some((id) => name.startsWith(`${id}-`))
  }
}

const touches =
  (networks: ReadonlySet<string>) =>
  ({ NetworkSettings }: ContainerInfo): boolean =>
    // A stopped container has lost the network's id: its name is kept as the key.
    Object.entries(NetworkSettings?.Networks ?? {}).some(
      ([name, { NetworkID }]) => networks.has(name) || networks.has(NetworkID),
    )

export const nameOf = ({ Names, Id }: Pick<ContainerInfo, 'Names' | 'Id'>): string =>
  // Names of links hold a second slash; the container's own does not.
  Names.find((name) => !name.slice(1).includes('/'))?.slice(1) ?? Id

async function present(requests: Promise<object>[]): Promise<Inspected[]> {
  const found = await Promise.all(requests.map((request) => orUndefined(request)))
  return found.filter((each) => each !== undefined) as Inspected[]
}

const sortBy = (key: 'Name' | 'Id', objects: Inspected[]): Inspected[] =>
  objects.sort((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1))
