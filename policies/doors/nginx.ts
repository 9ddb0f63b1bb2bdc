import { known, unknown, type Val } from '../value.ts'

/** A directive of an nginx configuration, with what its braces hold. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block?: readonly Directive[]
}

type Block = readonly Directive[]

/** A block and those around it, innermost first. */
export type Chain = readonly Block[]

export interface Server {
  readonly names: readonly string[]
  /** Whether other machines reach it over TLS, and in clear; what listens for its own host alone is left out. */
  readonly tls: boolean
  readonly clear: boolean
  readonly chain: Chain
  /** The server and every block of it that may answer by itself. */
  readonly contexts: readonly Chain[]
}

/** Comments, quoted words, punctuation, bare words, space. */
const TOKEN =
  /(?<comment>#[^\n]*)|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<mark>[{};])|(?<word>(?!["'])(?:\$\{|\\.|[^\s{;\\])+)|\s+/gs

/** Directives of a configuration; nothing where it cannot be read whole. */
export function readNginx(text: string): readonly Directive[] | undefined {
  const root: Directive[] = []
  const open = [root]
  let words: string[] = []
  let at = 0
  for (const { index, 0: token, groups = {} } of text.matchAll(TOKEN)) {
    if (index !== at) return undefined
    at += token.length
    const { mark } = groups
    const word = groups['word'] ?? (groups['double'] ?? groups['single'])?.replace(/\\(["'\\])/g, '$1')
    if (word !== undefined) words.push(word)
    if (mark === undefined) continue
    const [name, ...args] = words
    words = []
    if (mark === '}') open.pop()
    // A semicolon or a brace ends a directive; a closing brace ends none.
    if ((name === undefined) !== (mark === '}') || open.length === 0) return undefined
    if (name === undefined) continue
    const block: Directive[] = []
    open.at(-1)?.push(mark === '{' ? { name, args, block } : { name, args })
    if (mark === '{') open.push(block)
  }
  return at === text.length && open.length === 1 && words.length === 0 ? root : undefined
}

const blocksOf = (block: Block, name: string): Block[] =>
  block.flatMap((directive) => (directive.name === name && directive.block ? [directive.block] : []))

/** Servers that other machines reach. */
export const serversOf = (tree: Block): Server[] =>
  blocksOf(tree, 'http')
    .flatMap((http) => blocksOf(http, 'server').map((server) => serverOf([server, http])))
    .filter(({ tls, clear }) => tls || clear)

const OWN_HOST = /^(unix:|localhost(:|$)|127\.|\[::1\])/

function serverOf(chain: Chain): Server {
  const [server = []] = chain
  const written = server.filter(({ name }) => name === 'listen').map(({ args }) => args)
  // nginx listens in clear where nothing is written.
  const sockets = (written.length > 0 ? written : [['80']]).filter(([socket = '']) => !OWN_HOST.test(socket))
  const isTls = (args: readonly string[]): boolean => args.includes('ssl') || args.includes('quic')
  return {
    names: settings([server], 'server_name')
      .flatMap(({ args }) => args)
      .filter((name) => name !== '' && name !== '_'),
    tls: sockets.some(isTls),
    clear: sockets.some((args) => !isTls(args)),
    chain,
    contexts: contextsOf(chain),
  }
}

const ANSWERING = ['location', 'if', 'limit_except']

const contextsOf = (chain: Chain): Chain[] => [
  chain,
  ...(chain[0] ?? []).flatMap(({ name, block }) =>
    block && ANSWERING.includes(name) ? contextsOf([block, ...chain]) : [],
  ),
]

/** A directive as the innermost block that has it writes it: blocks around it are then not heard. */
export const settings = (chain: Chain, name: string): readonly Directive[] =>
  chain
    .map((block) => block.filter((directive) => directive.name === name))
    .find(({ length }) => length > 0) ?? []

export const setting = (chain: Chain, name: string): string | undefined =>
  settings(chain, name).at(-1)?.args.join(' ')

/** A server that shows no certificate answers nothing over TLS. */
export const isShut = ({ chain }: Server): boolean => setting(chain, 'ssl_reject_handshake') === 'on'

/** What an answer over TLS bears under a header name. */
export const headerOf = (chain: Chain, header: string): Val<string>[] =>
  settings(chain, 'add_header')
    .filter(({ args: [name = ''] }) => name.toLowerCase() === header)
    .map(({ args: [, value = ''] }) => overTls(value, chain))

/** A variable that a `map` makes of `$https`, which is `on` over TLS; any other stays unknown. */
function overTls(text: string, chain: Chain): Val<string> {
  if (!text.includes('$')) return known(text)
  const made = (chain.at(-1) ?? []).find(({ name, args }) => name === 'map' && args[1] === text)
  if (made?.args[0] !== '$https') return unknown('reference', text)
  const entry = (key: string) => made.block?.find(({ name }) => name === key)?.args[0]
  return known(entry('on') ?? entry('default') ?? '')
}

/** What may change the rest and cannot be read from here. */
export const unreadOf = (tree: Block): string[] => [
  ...new Set(
    tree.flatMap(({ name, args, block = [] }) => {
      const isElsewhere = name === 'include' && !args.every((path) => path.endsWith('/mime.types'))
      const isOther = name === 'ssl_conf_command' || name === 'stream' || name === 'mail'
      return isElsewhere || isOther ? [`${name} ${args[0] ?? ''}`.trim()] : unreadOf(block)
    }),
  ),
]

/** Where requests go on: scheme, host and port, with the chain that they leave from. */
export interface Target {
  readonly scheme: string
  readonly host: string
  readonly port: number
  readonly chain: Chain
}

const PASS = /^(proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$/
const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 }

/** Whether a block hands requests on, rather than answering by itself. */
export const isForwarding = ([inner = []]: Chain): boolean => inner.some(({ name }) => PASS.test(name))

/** A target whose host is a variable that nothing here sets has a host that no role bears. */
export const targetsOf = (tree: Block): Target[] =>
  blocksOf(tree, 'http')
    .flatMap((http) => blocksOf(http, 'server').flatMap((server) => contextsOf([server, http])))
    .flatMap((chain) =>
      (chain[0] ?? [])
        .filter(({ name }) => PASS.test(name))
        .map(({ name, args: [url = ''] }) => {
          const scheme = PASS.exec(name)?.[1] ?? ''
          const [, written = scheme, host = '', port] =
            /^(?:(\w+):\/\/)?([^/:]*)(?::(\d+))?/.exec(substituted(url, chain)) ?? []
          return { scheme: written, host, port: Number(port ?? PORTS[written] ?? 0), chain }
        }),
    )

const substituted = (text: string, chain: Chain): string =>
  text.replace(/\$(\w+)|\$\{(\w+)\}/g, (whole, bare: string | undefined, braced: string | undefined) => {
    const wanted = `$${bare ?? braced ?? ''}`
    const sets = chain.map((block) => block.filter(({ name, args }) => name === 'set' && args[0] === wanted))
    return sets.find(({ length }) => length > 0)?.at(-1)?.args[1] ?? whole
  })
