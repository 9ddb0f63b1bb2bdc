import type { Container } from 'dockerode'
import { Failure } from '../lib/fail.ts'
import { byName, hexDigest, packArchive, readArchive, type ArchiveEntry } from './archive.ts'
import { orUndefined, type DockerClient } from './client.ts'
import { withHelper } from './helper.ts'

/** A file to put into a volume. `content` is never logged, and travels in the request body alone. */
export interface DeliveredFile {
  readonly name: string
  readonly content: Uint8Array | string
  /** Permission bits, for example `0o400`. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

/** What a file in a volume is, without its content: enough to tell drift, safe to show. */
export interface FileDigest {
  readonly name: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly sha256: string
}

/** A named volume that exists, and the image whose (never started) container lends its mount. */
export interface VolumeTarget {
  readonly docker: DockerClient
  readonly siteId: string
  readonly volume: string
  readonly baseImage: string
  readonly signal?: AbortSignal | undefined
}

const MOUNT = '/v'
/** Last entry of every delivery: an interrupted one lacks it. It holds the digest of all the others. */
const MARKER = '.complete'
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/**
 * Puts `files` under `<revision>/` of the volume through the archive API: no process runs, nothing is in an
 * argument, an environment, a label or a layer. What was there under this revision is replaced as a whole; other
 * revisions are left alone, because a running container reads one of them.
 * @throws Failure DELIVERY-NO-VOLUME when the volume does not exist: it is never created here
 */
export async function deliver(
  target: VolumeTarget & { readonly revision: string; readonly files: readonly DeliveredFile[] },
): Promise<void> {
  const archive = await packArchive(deliveryEntries(target.revision, target.files))
  await inVolume(target, (container) => put(container, archive, target.signal))
}

/** Pure: the archive of one delivery, the marker last. */
export function deliveryEntries(revision: string, files: readonly DeliveredFile[]): ArchiveEntry[] {
  const sorted = [...files].sort(byName)
  const unsafe = [revision, ...sorted.map(({ name }) => name)].find((name) => !SAFE_NAME.test(name))
  if (unsafe !== undefined) throw new Error(`not a plain file name: ${JSON.stringify(unsafe)}`)
  return [
    tombstone(revision), // a file takes the place of a directory with all it holds, then the directory that of the file
    directory(revision, sorted),
    ...sorted.map((file) => entry(`${revision}/${file.name}`, file)),
    entry(`${revision}/${MARKER}`, {
      mode: 0o400,
      uid: 0,
      gid: 0,
      content: digestOf(sorted.map(fileDigest)),
    }),
  ]
}

/** Closed to everybody but the files' owner when they have one owner; else only its names can be read. */
function directory(name: string, files: readonly DeliveredFile[]): ArchiveEntry {
  const [first, ...others] = files
  const isOneOwner = first && others.every(({ uid, gid }) => uid === first.uid && gid === first.gid)
  const owner = isOneOwner ? { mode: 0o500, uid: first.uid, gid: first.gid } : { mode: 0o755, uid: 0, gid: 0 }
  return { name, type: 'directory', ...owner, content: Buffer.alloc(0) }
}

const tombstone = (revision: string): ArchiveEntry =>
  entry(revision, { mode: 0o400, uid: 0, gid: 0, content: '' })

function entry(name: string, file: Omit<DeliveredFile, 'name'>): ArchiveEntry {
  const { mode, uid, gid, content } = file
  return { name, type: 'file', mode, uid, gid, content: Buffer.from(content) }
}

const fileDigest = ({ name, mode, uid, gid, content }: DeliveredFile): FileDigest => ({
  name,
  mode,
  uid,
  gid,
  sha256: hexDigest(content),
})

/** One digest over names, modes, owners and contents, whatever the order given. */
export const digestOf = (files: readonly FileDigest[]): string =>
  hexDigest(
    JSON.stringify(
      [...files].sort(byName).map(({ name, mode, uid, gid, sha256 }) => [name, mode, uid, gid, sha256]),
    ),
  )

/**
 * Whether the whole revision is in the volume, unchanged: every file is read back and compared with the marker, and
 * with `files` where they are given (a marker alone would follow a careful forger).
 */
export async function delivered(
  target: VolumeTarget & { readonly revision: string; readonly files?: readonly DeliveredFile[] },
): Promise<boolean> {
  const seen = await readRevision(target)
  if (!seen) return false
  const digest = digestOf(seen.files)
  const isExpected = !target.files || digest === digestOf(target.files.map(fileDigest))
  return isExpected && seen.marker === digest
}

/** Digest of each file of a revision as it is in the volume, sorted by name; `undefined` when it is not there. */
export async function readBack(
  target: VolumeTarget & { readonly revision: string },
): Promise<FileDigest[] | undefined> {
  return (await readRevision(target))?.files
}

/** Text of one file of a revision; `undefined` when the volume, the revision or the file is not there. */
export async function readText(
  target: VolumeTarget & { readonly revision: string },
  name: string,
): Promise<string | undefined> {
  if (!(await orUndefined(target.docker.getVolume(target.volume).inspect()))) return undefined
  const entries = await inVolume(target, (container) =>
    readArchive(container, `${MOUNT}/${target.revision}/${name}`, target.signal),
  )
  return entries?.find(({ type }) => type === 'file')?.content.toString()
}

async function readRevision(
  target: VolumeTarget & { readonly revision: string },
): Promise<{ files: FileDigest[]; marker: string | undefined } | undefined> {
  const prefix = `${target.revision}/`
  const entries = await inVolume(target, (container) =>
    readArchive(container, `${MOUNT}/${target.revision}`, target.signal),
  )
  if (!entries?.some(({ name, type }) => name === target.revision && type === 'directory')) return undefined
  const files = entries
    .filter(({ type, name }) => type === 'file' && name.startsWith(prefix))
    .map((file) => ({ ...file, name: file.name.slice(prefix.length) }))
  const marker = files.find(({ name }) => name === MARKER)?.content.toString()
  return {
    files: files
      .filter(({ name }) => name !== MARKER)
      .map(fileDigest)
      .sort(byName),
    marker,
  }
}

/**
 * Removes the revisions that are not in `keep` and returns their names. The archive API can replace a directory by
 * a file but delete neither: an empty file keeps the name of each, so even this needs no process.
 */
export async function prune(target: VolumeTarget & { readonly keep: readonly string[] }): Promise<string[]> {
  return inVolume(target, async (container) => {
    const entries = (await readArchive(container, MOUNT, target.signal)) ?? []
    const revisions = entries
      .filter(({ type, name }) => type === 'directory' && /^v\/[^/]+$/.test(name))
      .map(({ name }) => name.slice(2))
    const gone = revisions.filter((name) => SAFE_NAME.test(name) && !target.keep.includes(name)).sort()
    if (gone.length > 0) await put(container, await packArchive(gone.map(tombstone)), target.signal)
    return gone
  })
}

async function put(container: Container, archive: Buffer, signal?: AbortSignal): Promise<void> {
  await container.putArchive(archive, { path: MOUNT, ...(signal ? { abortSignal: signal } : {}) })
}

async function inVolume<T>(target: VolumeTarget, use: (container: Container) => Promise<T>): Promise<T> {
  const { docker, siteId, volume, baseImage, signal } = target
  // Mounting a volume that does not exist would create it, outside every state.
  if (!(await orUndefined(docker.getVolume(volume).inspect()))) throw noVolume(volume)
  const mount = { Type: 'volume' as const, Source: volume, Target: MOUNT, ReadOnly: false }
  const spec = { siteId, kind: 'delivery' as const, image: baseImage, host: { Mounts: [mount] } }
  return withHelper(docker, spec, use, signal)
}

function noVolume(volume: string): Failure {
  return new Failure('DELIVERY-NO-VOLUME', {
    fr: `le volume ${volume} n'existe pas : appliquez d'abord la pile vault, qui le crée`,
    en: `the volume ${volume} does not exist: apply the vault stack first, which creates it`,
  })
}
