import type { DiagnosticCode } from './codes.ts'
import { printable, type Text } from './text.ts'

/** One fault of a site description: an address, a fact, what was read, what would be right. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  /** File as the user named it. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 code units as editors count them. */
  readonly column: number
  /** Key path, `backup.remote.keep` or `billing.applications[0].id`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
}

/** Keys and list indexes from the root of the document. */
export type Path = readonly (string | number)[]

/** Part of the entry that a fault is about: its value, its key, or the entry as a whole (its key when it has one). */
export type Anchor = 'value' | 'key' | 'entry'

/** A fault before it is located and worded in one language. */
export interface Fault {
  readonly code: DiagnosticCode
  readonly path: Path
  readonly at: Anchor
  readonly text: Text
  /** Part of the data that nothing more can be said about; `null` when only a name is wrong. @default `path` */
  readonly spoils?: Path | null
}

/** `durand/site.yaml:5:5  SITE-UNKNOWN-KEY  backup.remote.retentoinDays: …` */
export function printDiagnostic({
  file,
  line,
  column,
  code,
  path,
  message,
}: Omit<Diagnostic, 'code'> & { readonly code: string }): string {
  const subject = path === '' ? '' : `${path}: `
  return `${file}:${line}:${column}  ${code}  ${subject}${message}`
}

/** `billing.applications[0].id`: what a person reads, with keys echoed safely. */
export function pathText(path: Path): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${safe(part, 60)}`,
    )
    .join('')
}

const ECHO_LENGTH = 80

/** What was read, between back quotes, escaped and cut: never more of the input than a person needs. */
export function echo(value: unknown): string {
  if (value === null) return '`null`'
  return typeof value === 'string' ? `\`${safe(value)}\`` : `\`${safe(compact(value))}\``
}

/** Cut to what a person needs, and printable. */
const safe = (text: string, length = ECHO_LENGTH): string =>
  printable(text.length > length ? `${text.slice(0, length - 1)}…` : text)

/** Numbers and booleans as written; of a list or a map only its kind, whatever its size. */
function compact(value: unknown): string {
  if (Array.isArray(value)) return '[…]'
  return typeof value === 'object' ? '{…}' : `${value as number | boolean | undefined}`
}
