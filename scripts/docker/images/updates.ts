import type { Text } from '../../../modules/site/text.ts'
import type { DockerClient, Work } from '../client.ts'
import { runHelper } from '../helper.ts'

/** A newer version of a package that Debian offers for an image. */
export interface PendingUpdate {
  readonly package: string
  /** Absent for a package that the upgrade would add. */
  readonly from?: string
  readonly to: string
  /** Offered by Debian's security archive. */
  readonly security: boolean
}

/** `updates` is absent, with the reason, when they could not be known: never an empty list by default. */
export interface UpdatesResult {
  readonly updates?: readonly PendingUpdate[]
  readonly reason?: Text
}

export interface UpdatesRequest extends Work {
  readonly docker: DockerClient
  readonly siteId: string
  readonly image: string
}

const TIMEOUT_MS = 120_000

/** apt as nobody: its lists and caches in memory, nothing locked, nothing installed. */
const SCRIPT = `
command -v apt-get >/dev/null || exit 44
mkdir -p /tmp/lists/partial /tmp/cache/archives/partial
apt() { apt-get -o Dir::State::Lists=/tmp/lists -o Dir::Cache=/tmp/cache -o Dir::Cache::pkgcache= \\
  -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Languages=none \\
  -o APT::Update::Error-Mode=any -q "$@"; }
apt update >&2 || exit 45
apt indextargets --format 'Codename $(CODENAME)' || exit 45
apt --simulate full-upgrade
`

/**
 * What Debian offers for an image today. apt only simulates, in a throw-away container of that image on the default
 * bridge: numeric nobody, no capability, read-only, bounded memory.
 */
export async function pendingUpdates({
  docker,
  siteId,
  image,
  signal,
}: UpdatesRequest): Promise<UpdatesResult> {
  const bound = AbortSignal.timeout(TIMEOUT_MS)
  const host = {
    NetworkMode: 'bridge',
    Memory: 512 * 2 ** 20,
    MemorySwap: 512 * 2 ** 20,
    PidsLimit: 64,
    Tmpfs: { '/tmp': 'rw,noexec,nosuid,nodev,size=256m' },
  }
  const spec = { siteId, kind: 'updates' as const, image, entrypoint: ['/bin/sh', '-c', SCRIPT], host }
  try {
    const { exit, stdout, stderr } = await runHelper(
      docker,
      spec,
      signal ? AbortSignal.any([signal, bound]) : bound,
    )
    return readUpdates(exit, stdout, stderr)
  } catch (error) {
    signal?.throwIfAborted()
    return { reason: unknown((error as Error).message.trim()) }
  }
}

/** Pure: what the script printed. */
export function readUpdates(exit: number, stdout: string, stderr: string): UpdatesResult {
  if (exit === 44 || exit === 127)
    return { reason: { fr: "l'image ne contient pas apt", en: 'the image has no apt' } }
  if (exit !== 0) return { reason: unknown(stderr.trim().split('\n').slice(-3).join(' ') || `exit ${exit}`) }
  if (!/^Codename \S+-security$/m.test(stdout)) {
    return {
      reason: {
        fr: "l'image ne suit pas l'archive de sécurité de Debian : ses correctifs ne peuvent pas être connus",
        en: "the image does not follow Debian's security archive: its fixes cannot be known",
      },
    }
  }
  return { updates: parseUpgrade(stdout) }
}

const unknown = (why: string): Text => ({
  fr: `apt n'a pas répondu : ${why}`,
  en: `apt did not answer: ${why}`,
})

/** Pure: the `Inst` lines of `apt-get --simulate`, such as `Inst libc6 [2.41-1] (2.41-2 Debian-Security:13/… [amd64])`. */
export function parseUpgrade(output: string): PendingUpdate[] {
  const updates: PendingUpdate[] = []
  for (const line of output.split('\n')) {
    const [, name, from, to, origins] = /^Inst (\S+)(?: \[([^\]]+)\])? \((\S+) ([^[]*)/.exec(line) ?? []
    if (name === undefined || to === undefined) continue
    const security = /Debian-Security:|-security\b/.test(origins ?? '')
    updates.push({ package: name, ...(from === undefined ? {} : { from }), to, security })
  }
  return updates.sort((a, b) => (a.package < b.package ? -1 : 1))
}
