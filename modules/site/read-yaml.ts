import { Composer, LineCounter, Parser, isMap, isScalar, isSeq, type Document, type Node } from 'yaml'
import type { DiagnosticCode } from './codes.ts'
import { echo, pathText, type Anchor, type Path } from './diagnostic.ts'
import type { Text } from './text.ts'
import { refusedToken } from './yaml-tokens.ts'

export interface Position {
  readonly line: number
  readonly column: number
}

/** A fault at a place of the text, found before there is a tree to walk. */
export interface TextFault {
  readonly code: DiagnosticCode
  readonly offset: number
  readonly path: string
  readonly text: Text
}

/** A parsed file: plain data, and where each part of it was written. */
export interface YamlFile {
  readonly data: unknown
  /** Position of an entry; of its nearest written ancestor when it was not written. */
  readonly locate: (path: Path, at: Anchor) => Position
  /** How many parts of the path the file itself writes. */
  readonly depth: (path: Path) => number
}

export type YamlReading =
  | { readonly ok: true; readonly file: YamlFile }
  | { readonly ok: false; readonly faults: readonly (TextFault & Position)[] }

/** A site description is a few KiB; the bound keeps a hostile file from costing time. */
export const MAX_BYTES = 256 * 1024

/**
 * YAML 1.2, core schema, one document, no directive, anchor, alias, tag or duplicate key. The token stream is
 * judged before the tree is built: building a very deep tree can abort the process, which nothing can catch.
 */
export function readYaml(bytes: Uint8Array): YamlReading {
  if (bytes.length > MAX_BYTES) return refuse([TOO_LARGE], new LineCounter())
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse([notUtf8(bytes)], new LineCounter())
  }
  const lines = new LineCounter()
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  const fault = badCharacter(text) ?? refusedToken(tokens)
  if (fault) return refuse([fault], lines)
  const composer = new Composer({ version: '1.2', schema: 'core', strict: true, uniqueKeys: false })
  const [document] = [...composer.compose(tokens, true, text.length)] as [Document.Parsed]
  const [syntax] = document.errors
  if (syntax) return refuse([syntaxFault(syntax.message, syntax.pos[0])], lines)
  const faults: TextFault[] = []
  const data = toData(document.contents, [], faults)
  return faults.length > 0
    ? refuse(faults, lines)
    : { ok: true, file: fileOf(document.contents, data, lines) }
}

function refuse(faults: readonly TextFault[], lines: LineCounter): YamlReading {
  return { ok: false, faults: faults.map((fault) => ({ ...fault, ...positionOf(lines, fault.offset) })) }
}

function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

const TOO_LARGE: TextFault = {
  code: 'SITE-TOO-LARGE',
  offset: 0,
  path: '',
  text: {
    fr: `le fichier dépasse les ${MAX_BYTES} octets admis : une description de site tient en quelques Kio`,
    en: `the file exceeds the ${MAX_BYTES} bytes allowed: a site description is a few KiB`,
  },
}

function notUtf8(bytes: Uint8Array): TextFault {
  const start = new TextDecoder('utf-8').decode(bytes)
  const line = start.slice(0, start.indexOf('\ufffd')).split('\n').length
  return {
    code: 'SITE-ENCODING',
    offset: 0,
    path: '',
    text: {
      fr: `la ligne ${line} n'est pas en UTF-8 : enregistrez le fichier en UTF-8`,
      en: `line ${line} is not UTF-8: save the file as UTF-8`,
    },
  }
}

/** Control characters anywhere (a lone carriage return is one), tabs where they would be indentation. */
function badCharacter(text: string): TextFault | undefined {
  const offset = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]|\r(?!\n)/)
  if (offset >= 0) {
    const code = text.charCodeAt(offset).toString(16).padStart(4, '0')
    return {
      code: 'SITE-CONTROL-CHARACTER',
      offset,
      path: '',
      text: {
        fr: `caractère de contrôle U+${code.toUpperCase()} : supprimez-le`,
        en: `control character U+${code.toUpperCase()}: remove it`,
      },
    }
  }
  const indent = /^ *\t/m.exec(text)
  return (
    (indent && {
      code: 'SITE-TAB',
      offset: indent.index + indent[0].length - 1,
      path: '',
      text: { fr: 'tabulation en retrait : mettez des espaces', en: 'tab used as indentation: write spaces' },
    }) ??
    undefined
  )
}

const syntaxFault = (message: string, offset: number): TextFault => ({
  code: 'SITE-YAML',
  offset,
  path: '',
  text: {
    fr: `YAML illisible : ${oneLine(message)}`,
    en: `unreadable YAML: ${oneLine(message)}`,
  },
})

const oneLine = (message: string): string => echo(message.split(/ at line|\n/)[0]?.trim()).slice(1, -1)

/** Plain data of a node. Keys are text and written once; anything else becomes a fault. */
function toData(node: unknown, path: Path, faults: TextFault[]): unknown {
  if (isSeq(node)) return node.items.map((item, index) => toData(item, [...path, index], faults))
  if (!isMap(node)) return isScalar(node) ? node.value : null
  const data: Record<string, unknown> = {}
  const firstOffsets = new Map<string, number>()
  for (const { key, value } of node.items) {
    const offset = offsetOf(key) ?? offsetOf(node) ?? 0
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : undefined
    if (name === undefined)
      faults.push(keyType(isScalar(key) ? key.value : isSeq(key) ? [] : {}, path, offset))
    else if (firstOffsets.has(name)) faults.push(duplicateKey(name, path, offset))
    else {
      firstOffsets.set(name, offset)
      // An own property whatever its name: `__proto__` written in a file is just an unknown key.
      const own = {
        value: toData(value, [...path, name], faults),
        enumerable: true,
        writable: true,
        configurable: true,
      }
      Object.defineProperty(data, name, own)
    }
  }
  return data
}

const keyType = (key: unknown, path: Path, offset: number): TextFault => ({
  code: 'SITE-KEY-TYPE',
  offset,
  path: pathText(path),
  text: {
    fr: `la clé ${echo(key)} n'est pas un texte : mettez-la entre guillemets`,
    en: `the key ${echo(key)} is not text: put it in quotes`,
  },
})

const duplicateKey = (name: string, path: Path, offset: number): TextFault => ({
  code: 'SITE-DUPLICATE-KEY',
  offset,
  path: pathText([...path, name]),
  text: {
    fr: 'clé déjà écrite plus haut : gardez-en une seule',
    en: 'key already written above: keep one of the two',
  },
})

function fileOf(root: unknown, data: unknown, lines: LineCounter): YamlFile {
  const locate = (path: Path, at: Anchor): Position => {
    const trail = trailOf(root, path)
    const last = trail.at(-1)
    const written = trail.length === path.length + 1
    const wantsKey = at !== 'value' || !written
    const offset = (wantsKey ? last?.key : undefined) ?? last?.value ?? last?.key ?? 0
    return positionOf(lines, offset)
  }
  return { data, locate, depth: (path) => trailOf(root, path).length - 1 }
}

interface Place {
  readonly key: number | undefined
  readonly value: number | undefined
}

/** Places from the root to the entry, as far as they are written. */
function trailOf(root: unknown, path: Path): Place[] {
  const trail: Place[] = [{ key: undefined, value: offsetOf(root) }]
  let node = root
  for (const part of path) {
    const next = childOf(node, part)
    if (!next) break
    trail.push({ key: offsetOf(next.key), value: offsetOf(next.value) })
    node = next.value
  }
  return trail
}

function childOf(node: unknown, part: string | number): { key: unknown; value: unknown } | undefined {
  if (isSeq(node) && typeof part === 'number') {
    const value = node.items[part]
    return value === undefined ? undefined : { key: undefined, value }
  }
  return isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === part) : undefined
}

const offsetOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0]
