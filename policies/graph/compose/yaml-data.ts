import { isAlias, isMap, isScalar, isSeq, Scalar, type Node, type Pair } from 'yaml'
import type { Text } from '../../../modules/site/text.ts'
import type { GraphError } from '../graph-error.ts'
import { Budget, badYaml } from './fault.ts'

type Place = (offset: number) => string

/**
 * Plain data of a tree. An alias is the very value of its anchor, counted each time: nothing is copied, and a file
 * that unfolds without end is refused before anything walks it.
 */
export function toData(root: unknown, place: Place): unknown {
  return new Reading(place).read(root)
}

/** What `!reset` leaves of a value. */
const RESET = Symbol('reset')
const READING = Symbol('reading')

class Reading {
  private readonly place: Place
  private readonly budget = new Budget()
  private readonly anchors = new Map<string, unknown>()
  /** How many values a list or a mapping unfolds into. */
  private readonly sizes = new WeakMap<object, number>()

  constructor(place: Place) {
    this.place = place
  }

  read(node: unknown): unknown {
    if (isAlias(node)) return this.aliased(node.source, node)
    const { anchor } = (node ?? {}) as { anchor?: string }
    if (anchor !== undefined) this.anchors.set(anchor, READING)
    const data = this.unfolded(node)
    if (anchor !== undefined) this.anchors.set(anchor, data)
    return data
  }

  private unfolded(node: unknown): unknown {
    this.budget.spend(1)
    const { tag } = (node ?? {}) as { tag?: string }
    if (tag === '!reset') return RESET
    const known = tag === undefined || tag === '!override' || tag.startsWith('tag:yaml.org,2002:')
    if (!known) throw this.refuse(node, TAG)
    if (isMap(node)) return this.mapping(node.items)
    if (!isSeq(node)) return isScalar(node) ? plain(node.value) : null
    const items = node.items.map((item) => this.read(item)).filter((item) => item !== RESET)
    return this.sized(items, items)
  }

  private aliased(source: string, node: Node): unknown {
    if (!this.anchors.has(source)) throw this.refuse(node, NO_ANCHOR)
    const data = this.anchors.get(source)
    if (data === READING) throw this.refuse(node, ITSELF)
    this.budget.spend(this.sizeOf(data))
    return data
  }

  /** What a mapping writes wins over what it merges, and the first that it merges over the next. */
  private mapping(pairs: readonly Pair[]): unknown {
    const own = new Map<string, unknown>()
    const merged = new Map<string, unknown>()
    for (const { key, value } of pairs) {
      if (isMerge(key)) this.merge(value, merged)
      else if (own.has(this.keyOf(key))) throw this.refuse(key, TWICE)
      else own.set(this.keyOf(key), this.read(value))
    }
    const all = [...merged, ...own].filter(
      ([name, data]) => data !== RESET && (own.get(name) ?? data) !== RESET,
    )
    const data = Object.fromEntries(all)
    return this.sized(data, Object.values(data))
  }

  private merge(value: unknown, merged: Map<string, unknown>): void {
    const data = this.read(value)
    const sources: unknown[] = Array.isArray(data) ? data : [data]
    for (const source of sources) {
      if (typeof source !== 'object' || source === null || Array.isArray(source))
        throw this.refuse(value, MERGE)
      for (const [name, inner] of Object.entries(source)) if (!merged.has(name)) merged.set(name, inner)
    }
  }

  private sized<T extends object>(data: T, parts: readonly unknown[]): T {
    const size = parts.reduce<number>((sum, part) => sum + this.sizeOf(part), 1)
    this.sizes.set(data, size)
    return data
  }

  private sizeOf(data: unknown): number {
    return typeof data === 'object' && data !== null ? (this.sizes.get(data) ?? 1) : 1
  }

  private keyOf(key: unknown): string {
    const name = isScalar(key) ? plain(key.value) : null
    if (name === null) throw this.refuse(key, KEY)
    return String(name)
  }

  private refuse(node: unknown, text: Text): GraphError {
    return badYaml(this.place((node as Node | null)?.range?.[0] ?? 0), text)
  }
}

/** `<<` without quotes. */
const isMerge = (key: unknown): boolean =>
  isScalar(key) && key.type === Scalar.PLAIN && (key.value === '<<' || typeof key.value === 'symbol')

const plain = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

const TAG = { fr: 'une étiquette que Compose ne connaît pas', en: 'a tag that Compose does not know' }
const ITSELF = { fr: 'un alias de ce qui le contient', en: 'an alias of what holds it' }
const NO_ANCHOR = {
  fr: "un alias dont l'ancre n'est pas plus haut",
  en: 'an alias whose anchor is not above',
}
const TWICE = { fr: 'une clé déjà écrite dans ce bloc', en: 'a key already written in this block' }
const MERGE = {
  fr: '`<<` attend un bloc ou une liste de blocs',
  en: '`<<` wants a block or a list of blocks',
}
const KEY = { fr: "une clé n'est pas un texte", en: 'a key is not text' }
