import { readArchive } from '../archive.ts'
import type { DockerClient } from '../client.ts'
import { withHelper } from '../helper.ts'

/** Package → version. */
export type Packages = Readonly<Record<string, string>>

/** A package that came (`from` absent), went (`to` absent) or changed version. */
export interface PackageChange {
  readonly package: string
  readonly from?: string
  readonly to?: string
}

/** Debian packages of an image, read from its files: no process of the image runs. Empty when it has no dpkg. */
export async function readPackages(
  docker: DockerClient,
  { siteId, image, signal }: { siteId: string; image: string; signal?: AbortSignal | undefined },
): Promise<Packages> {
  const spec = { siteId, kind: 'packages' as const, image }
  const entries = await withHelper(
    docker,
    spec,
    (box) => readArchive(box, '/var/lib/dpkg/status', signal),
    signal,
  )
  return parseDpkgStatus(entries?.[0]?.content.toString() ?? '')
}

/** Pure: the installed packages of a `/var/lib/dpkg/status`, sorted by name. */
export function parseDpkgStatus(status: string): Packages {
  const installed = status
    .split(/\n{2,}/)
    .filter((stanza) => /^Status: \S+ \S+ installed$/m.test(stanza))
    .map((stanza): [string, string] => [field(stanza, 'Package'), field(stanza, 'Version')])
  return Object.fromEntries(installed.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const field = (stanza: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1] ?? ''

/** Pure: what differs between two sets of packages, sorted by name. */
export function packageChanges(before: Packages, after: Packages): PackageChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => ({
      package: name,
      ...(before[name] === undefined ? {} : { from: before[name] }),
      ...(after[name] === undefined ? {} : { to: after[name] }),
    }))
}
