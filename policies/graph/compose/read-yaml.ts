import { Composer, isMap, isScalar, LineCounter, Parser, type CST, type Document, type Node } from 'yaml'
import { GraphError } from '../graph-error.ts'
import { badYaml, MAX_VALUES, tooManyValues } from './fault.ts'
import { toData } from './yaml-data.ts'

export interface YamlFile {
  readonly data: unknown
  /** `line:column` of a key, where the file itself writes it. */
  readonly locate: (path: readonly string[]) => string | undefined
}

/** The largest Compose files are some tens of KiB. */
const MAX_BYTES = 2 ** 20
const MAX_DEPTH = 50

/**
 * One YAML document, with the anchors, aliases and merge keys that Compose files use. The token stream is bounded
 * before the tree is built: building a very deep tree can abort the process, which nothing can catch.
 */
export function readYaml(text: string): YamlFile {
  if (text.length > MAX_BYTES) throw tooLarge()
  const lines = new LineCounter()
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  const fault = refused(tokens)
  if (fault) throw fault(place)
  const composer = new Composer({ version: '1.2', schema: 'core', merge: true, uniqueKeys: false })
  const [document] = [...composer.compose(tokens, true, text.length)] as [Document.Parsed]
  const [error] = document.errors
  if (error) throw badYaml(place(error.pos[0]), same(firstLine(error.message)))
  return {
    data: toData(document.contents, place),
    locate: (path) => {
      const offset = keyOffset(document.contents, path)
      return offset === undefined ? undefined : place(offset)
    },
  }
}

const same = (text: string) => ({ fr: text, en: text })

/** What the parser says, without the excerpt that it adds: the excerpt may be a secret. */
const firstLine = (message: string): string => message.split(/ at line|:?\n/)[0] ?? ''

const tooLarge = (): GraphError =>
  new GraphError('JUDGE-TOO-LARGE', {
    fr: `plus de ${MAX_BYTES} octets : un fichier Compose en fait quelques milliers`,
    en: `more than ${MAX_BYTES} bytes: a Compose file has a few thousand`,
  })

type Fault = (place: (offset: number) => string) => GraphError

/** Does not recurse. */
function refused(tokens: readonly CST.Token[]): Fault | undefined {
  const [, second] = tokens.filter(({ type }) => type === 'document')
  if (second) return (place) => badYaml(place(second.offset), ONE_DOCUMENT)
  const directive = tokens.find(({ type }) => type === 'directive')
  if (directive) return (place) => badYaml(place(directive.offset), DIRECTIVE)
  let values = 0
  const pending = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next
    if (depth > MAX_DEPTH) return (place) => badYaml(place(token.offset), TOO_DEEP)
    const children = childrenOf(token)
    values += children.length
    if (values > 2 * MAX_VALUES) return tooManyValues
    pending.push(...children.map((child) => ({ token: child, depth: depth + 1 })))
  }
  return undefined
}

const ONE_DOCUMENT = {
  fr: 'un second document commence ; donnez-les un par un',
  en: 'a second document begins; give them one by one',
}
const DIRECTIVE = {
  fr: "une directive n'a pas sa place ici ; retirez-la",
  en: 'a directive has no place here; remove it',
}
const TOO_DEEP = {
  fr: `plus de ${MAX_DEPTH} niveaux imbriqués`,
  en: `more than ${MAX_DEPTH} nested levels`,
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : []
  if (!('items' in token)) return []
  return token.items.flatMap(({ key, value }) => [...(key ? [key] : []), ...(value ? [value] : [])])
}

function keyOffset(root: unknown, path: readonly string[]): number | undefined {
  let node = root
  let offset: number | undefined
  for (const part of path) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === part)
      : undefined
    if (!pair) return undefined
    offset = (pair.key as Node).range?.[0]
    node = pair.value
  }
  return offset
}
