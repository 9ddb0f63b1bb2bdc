import { Opaque, type Tree } from './tree.ts'

/** What an expression may name; gives an `Opaque` (with its edges, where there are) for what cannot be read. */
export type Resolve = (expression: string) => Tree

/**
 * Reads a Terraform string as Terraform would: `${…}` is an expression, `$${` a literal. A string that is one
 * expression keeps the type of its value; a directive (`%{if}`) is never evaluated.
 */
export function readTemplate(source: string, resolve: Resolve): Tree {
  const parts: Tree[] = []
  let literal = ''
  let at = 0
  while (at < source.length) {
    const three = source.slice(at, at + 3)
    if (three === '$${' || three === '%%{') {
      literal += three.slice(1)
      at += 3
    } else if (source.startsWith('%{', at)) {
      return new Opaque('reference', source)
    } else if (source.startsWith('${', at)) {
      const end = closing(source, at + 2)
      if (end < 0) return new Opaque('reference', source)
      if (literal) parts.push(literal)
      literal = ''
      parts.push(resolve(source.slice(at + 2, end).trim()))
      at = end + 1
    } else literal += source[at++] ?? ''
  }
  if (literal || parts.length === 0) parts.push(literal)
  return concatenated(parts)
}

function concatenated(parts: readonly Tree[]): Tree {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const unread = parts.find((part) => part instanceof Opaque)
  // Text around a reference: the whole cannot be followed as if it were the reference alone.
  if (unread) return new Opaque(unread.why, unread.about)
  const scalars = parts.every((part) => ['string', 'number', 'boolean'].includes(typeof part))
  return scalars ? parts.map(String).join('') : new Opaque('reference', 'template')
}

/** Position of the brace that closes an expression, quotes and nested braces skipped; -1 if none does. */
function closing(source: string, from: number): number {
  let depth = 1
  let quoted = false
  for (let at = from; at < source.length; at++) {
    const char = source[at]
    if (char === '\\' && quoted) at++
    else if (char === '"') quoted = !quoted
    else if (!quoted && char === '{') depth++
    else if (!quoted && char === '}' && --depth === 0) return at
  }
  return -1
}

/** `docker_network.back[0].id` in its parts, or nothing if it is anything more than that. */
export function readTraversal(expression: string): { address: string; attribute: string } | undefined {
  const match = /^((?:data\.)?[a-z]\w*\.[A-Za-z_][\w-]*(?:\[(?:\d+|"[^"\\]*")\])?)\.(\w+)$/.exec(expression)
  return match?.[1] && match[2] ? { address: match[1], attribute: match[2] } : undefined
}
