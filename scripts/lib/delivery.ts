import type { Service } from '../../modules/container/service.ts'
import type { DockerClient } from '../docker/client.ts'
import {
  deliver,
  delivered,
  prune,
  readText,
  type DeliveredFile,
  type VolumeTarget,
} from '../docker/delivery.ts'
import { filesFor } from '../secrets/files.ts'
import { openStore } from '../secrets/store.ts'
import type { Synthesis } from './synthesis.ts'
import type { Workspace } from './workspace.ts'

export interface DeliveryContext {
  readonly docker: DockerClient
  readonly baseImage: string
  readonly progress: (line: string) => void
  readonly signal?: AbortSignal
}

interface Parcel {
  readonly volume: string
  readonly revision: string
  readonly files: readonly DeliveredFile[]
}

/**
 * Fills the volumes that containers read, before the site stack is applied: generated configuration (0444) and
 * secrets (0400, owner the one container that mounts them). Each revision has a directory of its own, so that a
 * running container keeps what it started with until it is replaced. What is there already, whole, is left alone.
 * @returns the volumes that received something
 */
export async function deliverAll(
  workspace: Workspace,
  synthesis: Synthesis,
  context: DeliveryContext,
): Promise<readonly string[]> {
  const parcels = await parcelsOf(workspace, synthesis)
  const outcomes = await Promise.all(
    parcels.map(async (parcel) => {
      const isNew = await deliverOnce(workspace.architecture.siteId, parcel, context)
      return isNew ? [parcel.volume] : []
    }),
  )
  return outcomes.flat()
}

/** Removes from these volumes the revisions that no container reads any more; called once the new ones are healthy. */
export async function pruneRevisions(
  { architecture }: Workspace,
  synthesis: Synthesis,
  context: DeliveryContext,
  volumes?: readonly string[],
): Promise<void> {
  const { siteId, services } = architecture
  const all = services.flatMap((service) => revisionsOf(service, synthesis))
  const chosen = all.filter(({ volume }) => volumes === undefined || volumes.includes(volume))
  await Promise.all(
    chosen.map(({ volume, revision }) => prune({ ...target(siteId, volume, context), keep: [revision] })),
  )
}

async function deliverOnce(
  siteId: string,
  { volume, revision, files }: Parcel,
  context: DeliveryContext,
): Promise<boolean> {
  const place = { ...target(siteId, volume, context), revision, files }
  if (await delivered(place)) return false
  await deliver(place)
  context.progress(`${siteId}-${volume}: ${revision}`)
  return true
}

const target = (
  siteId: string,
  volume: string,
  { docker, baseImage, signal }: DeliveryContext,
): VolumeTarget => ({
  docker,
  siteId,
  volume: `${siteId}-${volume}`,
  baseImage,
  signal,
})

function revisionsOf(service: Service, { revisions }: Synthesis): { volume: string; revision: string }[] {
  const { configRevision = '', secretsRevision = '' } = revisions[service.role] ?? {}
  return [
    ...(Object.keys(service.config).length > 0
      ? [{ volume: `${service.role}-config`, revision: configRevision }]
      : []),
    ...(service.readsSecrets ? [{ volume: `${service.role}-secrets`, revision: secretsRevision }] : []),
  ]
}

async function parcelsOf({ architecture, siteDir }: Workspace, synthesis: Synthesis): Promise<Parcel[]> {
  const store = await openStore(siteDir, architecture.siteId)
  const parcels: Parcel[] = []
  for (const service of architecture.services) {
    const [uid = 0, gid = 0] = service.user.split(':').map(Number)
    for (const { volume, revision } of revisionsOf(service, synthesis)) {
      const isSecret = volume.endsWith('-secrets')
      const contents = isSecret
        ? (await filesFor(store, service.role)).files
        : Object.entries(service.config).map(([name, content]) => ({ name, content }))
      const mode = isSecret ? 0o400 : 0o444
      parcels.push({ volume, revision, files: contents.map((file) => ({ ...file, mode, uid, gid })) })
    }
  }
  return parcels
}

/** What a role was given to show and to trust, read back from its volume: public, so that no age key is needed. */
export interface DeliveredTls {
  readonly certificate?: string
  readonly authority?: string
}

export async function deliveredTls(
  { workspace, synthesis, docker, baseImage }: CertificateRequest,
  role: string,
): Promise<DeliveredTls> {
  if (baseImage === undefined) return {}
  const { siteId } = workspace.architecture
  const revision = synthesis.revisions[role]?.secretsRevision ?? ''
  const volume = { docker, siteId, volume: `${siteId}-${role}-secrets`, baseImage, revision }
  const [certificate, authority] = await Promise.all([
    readText(volume, 'tls.crt'),
    readText(volume, 'ca.crt'),
  ])
  return {
    ...(certificate === undefined ? {} : { certificate }),
    ...(authority === undefined ? {} : { authority }),
  }
}

interface CertificateRequest {
  readonly workspace: Workspace
  readonly synthesis: Synthesis
  readonly docker: DockerClient
  readonly baseImage?: string
}
