import { basename, dirname } from 'node:path'
import { crossFaults } from './cross-checks.ts'
import { pathText, type Anchor, type Diagnostic, type Fault, type Path } from './diagnostic.ts'
import { withoutFaults } from './draft.ts'
import { keyPath } from './key-path.ts'
import { localOverlayOf, readLayer, siteFileOf, type Layer } from './layer.ts'
import { merged, overlayFaults } from './overlay.ts'
import type { Position } from './read-yaml.ts'
import type { Site } from './site.ts'
import type { Lang } from './text.ts'
import { validate } from './validate.generated.js'
import { faultsOf } from './wording.ts'

export interface LoadOptions {
  /** Overlay to apply instead of the `site.local.yaml` that stands beside site.yaml. */
  readonly overlay?: string
  /** Language of the messages. @default 'fr' */
  readonly lang?: Lang
}

/** Where a site was read from. */
export interface SiteSource {
  /** Absolute folder of site.yaml: states, ledgers and secrets live there. */
  readonly folder: string
  /** Files read, site.yaml first, then the overlay; `sha256:<hex>` of their bytes. */
  readonly files: readonly { readonly name: string; readonly path: string; readonly sha256: string }[]
  /** `site.yaml:31:5` of a key path (`billing.applications[0]`), or of its nearest written ancestor. */
  readonly where: (path: string) => string
}

export type Loading =
  | { readonly ok: true; readonly site: Site; readonly source: SiteSource }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** Beyond this many faults, the rest waits until these are repaired. */
const MAX_FAULTS = 200

/**
 * Reads, validates and completes a site description: the only reader of site.yaml. Reports all its faults at once.
 * @param path site.yaml, or the folder that holds it
 */
export function loadSite(path: string, { overlay, lang = 'fr' }: LoadOptions = {}): Loading {
  const siteFile = siteFileOf(path)
  const overlayFile = overlay ?? localOverlayOf(siteFile)
  const readings = [siteFile, ...(overlayFile === undefined ? [] : [overlayFile])].map((name) =>
    readLayer(name, lang),
  )
  const unreadable = readings.flatMap((reading) => (reading.ok ? [] : reading.diagnostics))
  if (unreadable.length > 0) return { ok: false, diagnostics: bounded(unreadable, lang) }
  const [base, over] = readings.flatMap((reading) => (reading.ok ? [reading.layer] : [])) as [Layer, Layer?]
  const { data, faults } = over ? judgeBoth(base, over) : judge(base.yaml.data, base)
  if (faults.length > 0) return { ok: false, diagnostics: bounded(diagnosticsOf(faults, lang), lang) }
  return { ok: true, site: deepFreeze(data) as Site, source: sourceOf(data, base, over) }
}

/** A fault and the position of what it is about. */
interface LocatedFault extends Fault, Position {
  readonly file: string
}

interface Judgement {
  readonly data: unknown
  readonly faults: LocatedFault[]
}

/** Validates a copy of `raw` and fills its defaults; `over` wins wherever it wrote something. */
function judge(raw: unknown, base: Layer, over?: Layer): Judgement {
  const data = structuredClone(raw)
  const errors = validate(data) ? [] : (validate.errors ?? [])
  const schemaFaults = faultsOf(errors.slice(0, MAX_FAULTS * 4), data)
  // With so many errors some are not even listed: what remains cannot be relied on.
  const isListed = errors.length <= MAX_FAULTS * 4
  const faults = isListed
    ? [...schemaFaults, ...crossFaults(withoutFaults(data, schemaFaults))]
    : schemaFaults
  return { data, faults: faults.map((fault) => located(fault, base, over)) }
}

/** site.yaml stands alone; an overlay only adds its own faults. */
function judgeBoth(base: Layer, over: Layer): Judgement {
  const alone = judge(base.yaml.data, base)
  const refused = overlayFaults(over.yaml.data).map((fault) => located(fault, over))
  if (alone.faults.length > 0 || refused.length > 0)
    return { data: undefined, faults: [...alone.faults, ...refused] }
  return judge(merged(base.yaml.data, over.yaml.data ?? {}), base, over)
}

function located(fault: Fault, base: Layer, over?: Layer): LocatedFault {
  const { name, position } = locate(fault.path, fault.at, base, over)
  return { ...fault, ...position, file: name }
}

/** The overlay where it wrote the entry itself, or more of the way to it than site.yaml; else site.yaml. */
function locate(path: Path, at: Anchor, base: Layer, over?: Layer): { name: string; position: Position } {
  const [deep, shallow] = [over?.yaml.depth(path) ?? 0, base.yaml.depth(path)]
  const { name, yaml } = over && (deep > shallow || (deep === path.length && deep > 0)) ? over : base
  return { name, position: yaml.locate(path, at) }
}

/** In the order of the files, site.yaml first. */
function diagnosticsOf(faults: readonly LocatedFault[], lang: Lang): Diagnostic[] {
  const files = [...new Set(faults.map(({ file }) => file))]
  const order = (a: LocatedFault, b: LocatedFault): number =>
    files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column
  return [...faults].sort(order).map(({ code, file, line, column, path, text }): Diagnostic => {
    return { code, file, line, column, path: pathText(path), message: text[lang] }
  })
}

/** The first faults, and one line for the rest. */
function bounded(diagnostics: readonly Diagnostic[], lang: Lang): readonly Diagnostic[] {
  const last = diagnostics[MAX_FAULTS - 1]
  if (!last || diagnostics.length === MAX_FAULTS) return diagnostics
  const message = {
    fr: `plus de ${MAX_FAULTS} fautes : la suite après correction de celles-ci`,
    en: `more than ${MAX_FAULTS} faults: the rest once these are repaired`,
  }
  return [
    ...diagnostics.slice(0, MAX_FAULTS),
    { ...last, code: 'SITE-TOO-MANY', path: '', message: message[lang] },
  ]
}

function sourceOf(data: unknown, base: Layer, over?: Layer): SiteSource {
  const layers = over ? [base, over] : [base]
  return {
    folder: dirname(base.path),
    files: layers.map(({ path, sha256 }) => ({ name: basename(path), path, sha256 })),
    where: (text) => {
      const { name, position } = locate(keyPath(text, data), 'entry', base, over)
      return `${basename(name)}:${position.line}:${position.column}`
    },
  }
}

function deepFreeze(data: unknown): unknown {
  if (typeof data === 'object' && data !== null) Object.values(Object.freeze(data)).forEach(deepFreeze)
  return data
}
