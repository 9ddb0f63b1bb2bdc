import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { generateIdentity, recipientOf } from './age.ts'
import {
  identityAbsent,
  identityInside,
  identityMalformed,
  identityOpen,
  identityUnusable,
} from './failures.ts'
import { SecretValue } from './secret-value.ts'

/** Who can open the secrets of a site. The key lives outside the site folder, 0600 in a folder of its own. */
export interface Identity {
  readonly path: string
  readonly key: SecretValue
  /** Public key, `age1…`. */
  readonly recipient: string
}

const MAX_BYTES = 64 * 1024

/**
 * `SOCLE_AGE_KEY_FILE`, else `$XDG_CONFIG_HOME/socle/<siteId>.agekey`, else `~/.config/socle/<siteId>.agekey`.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ (a relative XDG path is to be ignored)
 */
export function identityPath(siteId: string): string {
  const { SOCLE_AGE_KEY_FILE: named, XDG_CONFIG_HOME: xdg } = process.env
  if (named) return resolve(named)
  const config = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.config')
  return join(config, 'socle', `${siteId}.agekey`)
}

/**
 * Reads the identity of the site: an age key file, comments allowed, exactly one key.
 * @throws Failure SECRETS-IDENTITY-ABSENT, -OPEN, -INSIDE, -MALFORMED, -UNUSABLE
 */
export async function loadIdentity(siteDir: string, siteId: string): Promise<Identity> {
  const path = identityPath(siteId)
  const lines = readPrivate(path)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
  refuseInside(siteDir, realpathSync(path))
  const [line, ...others] = lines
  if (!line?.startsWith('AGE-SECRET-KEY-1') || others.length) throw identityMalformed(path)
  const key = new SecretValue(line)
  try {
    return { path, key, recipient: await recipientOf(key) }
  } catch {
    throw identityMalformed(path)
  }
}

/** Creates the identity of a new site; an existing file is read, never written over. */
export async function createIdentity(
  siteDir: string,
  siteId: string,
): Promise<Identity & { created: boolean }> {
  const path = identityPath(siteId)
  const key = await generateIdentity()
  const recipient = await recipientOf(key)
  const text = `# Socle, site ${siteId}\n# public key: ${recipient}\n${key.reveal()}\n`
  const created = writeNew(siteDir, path, text)
  return { ...(await loadIdentity(siteDir, siteId)), created }
}

/** A new file appears whole or not at all, and only where none was: a hard link never replaces. */
function writeNew(siteDir: string, path: string, text: string): boolean {
  const folder = dirname(path)
  try {
    refuseInside(siteDir, join(nearestReal(folder), basename(path)))
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const temporary = join(folder, `.${randomBytes(8).toString('hex')}`)
    try {
      writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', flush: true })
      linkSync(temporary, path)
    } finally {
      rmSync(temporary, { force: true })
    }
    return true
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'EEXIST') return false
    throw code?.startsWith('SECRETS-') ? cause : identityUnusable(path, cause)
  }
}

function readPrivate(path: string): string {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const { mode, size } = fstatSync(file)
    if (mode & 0o077) throw identityOpen(path, octal(mode), '600')
    const folder = statSync(dirname(path)).mode
    // Others who may write the folder may replace the key, unless it is sticky as /tmp is.
    if (folder & 0o022 && !(folder & 0o1000)) throw identityOpen(dirname(path), octal(folder), '700')
    if (size > MAX_BYTES) throw identityMalformed(path)
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw identityAbsent(path)
    throw code?.startsWith('SECRETS-') ? cause : identityUnusable(path, cause)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function refuseInside(siteDir: string, realKeyPath: string): void {
  const site = nearestReal(siteDir)
  const way = relative(site, realKeyPath)
  if (!way.startsWith('..') && !isAbsolute(way)) throw identityInside(realKeyPath, site)
}

/** The path with its links resolved, as far down as it exists. */
function nearestReal(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync(absolute)
  } catch {
    const parent = dirname(absolute)
    return parent === absolute ? absolute : join(nearestReal(parent), basename(absolute))
  }
}

const octal = (mode: number) => (mode & 0o777).toString(8).padStart(4, '0')
