import { createHash } from 'node:crypto'
import { closeSync, fstatSync, lstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Diagnostic } from './diagnostic.ts'
import { MAX_BYTES, readYaml, type YamlFile } from './read-yaml.ts'
import type { Lang, Text } from './text.ts'

/** A file of a site description that could be read. */
export interface Layer {
  /** As the user named it. */
  readonly name: string
  /** Absolute. */
  readonly path: string
  readonly sha256: string
  readonly yaml: YamlFile
}

export type LayerReading =
  { readonly ok: true; readonly layer: Layer } | { readonly ok: false; readonly diagnostics: Diagnostic[] }

const SITE_FILE = 'site.yaml'
const LOCAL_OVERLAY = 'site.local.yaml'

/** `site.yaml` of a folder, or the file itself. */
export const siteFileOf = (path: string): string =>
  seen(() => statSync(path))?.isDirectory() ? join(path, SITE_FILE) : path

/** The overlay that stands beside site.yaml, if there is one; one that cannot be read is not passed over. */
export function localOverlayOf(siteFile: string): string | undefined {
  const beside = join(dirname(siteFile), LOCAL_OVERLAY)
  return basename(siteFile) === SITE_FILE && seen(() => lstatSync(beside)) ? beside : undefined
}

/** `undefined` where nothing can be seen: reading it says why. */
function seen(look: () => Stats): Stats | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

export function readLayer(name: string, lang: Lang): LayerReading {
  const content = readBounded(name)
  if (!(content instanceof Uint8Array)) {
    const diagnostic = { code: 'SITE-FILE-MISSING', file: name, line: 1, column: 1, path: '' } as const
    return { ok: false, diagnostics: [{ ...diagnostic, message: content[lang] }] }
  }
  const reading = readYaml(content)
  if (reading.ok) {
    const sha256 = `sha256:${createHash('sha256').update(content).digest('hex')}`
    return { ok: true, layer: { name, path: resolve(name), sha256, yaml: reading.file } }
  }
  const diagnostics = reading.faults.map(({ code, line, column, path, text }) => {
    return { code, file: name, line, column, path, message: text[lang] }
  })
  return { ok: false, diagnostics }
}

/** At most one byte more than is admitted, so that neither a huge file nor a device costs memory. */
export function readBounded(name: string): Uint8Array | Text {
  let file: number | undefined
  try {
    if (!statSync(name).isFile()) return { fr: "ce n'est pas un fichier", en: 'it is not a file' }
    file = openSync(name, 'r')
    const bytes = new Uint8Array(Math.min(fstatSync(file).size, MAX_BYTES + 1))
    let length = 0
    for (let read = -1; length < bytes.length && read !== 0; length += read)
      read = readSync(file, bytes, length, bytes.length - length, null)
    return bytes.subarray(0, length)
  } catch (cause) {
    return unreadable(cause as NodeJS.ErrnoException)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function unreadable({ code, message }: NodeJS.ErrnoException): Text {
  if (code === 'ENOENT') {
    return {
      fr: "ce fichier n'existe pas : `socle init` en écrit un",
      en: 'this file does not exist: `socle init` writes one',
    }
  }
  return { fr: `fichier illisible (${code ?? message})`, en: `the file cannot be read (${code ?? message})` }
}
