/** Stands where only the environment gives the text. No text of a file or of an environment can hold it. */
export const HOLE = '\u0000'

const MAX_DEPTH = 20
const NAME = /[A-Za-z_]\w*/y

/**
 * A text with its variables replaced as Compose does when none is set: by their default, or by a hole where there is
 * none. `$$` is a dollar; what Compose would refuse is a hole too.
 */
export function interpolate(source: string, depth = 0): string {
  let text = ''
  let at = 0
  while (at < source.length) {
    const dollar = source.indexOf('$', at)
    if (dollar < 0) return text + source.slice(at)
    text += source.slice(at, dollar)
    const next = source[dollar + 1]
    if (next === '{') {
      const end = closing(source, dollar + 2)
      if (end < 0) return text + HOLE
      text += substitute(source.slice(dollar + 2, end), depth)
      at = end + 1
    } else if (next === '$') {
      text += '$'
      at = dollar + 2
    } else {
      NAME.lastIndex = dollar + 1
      at = dollar + 1 + (NAME.exec(source)?.[0].length ?? 0)
      text += HOLE
    }
  }
  return text
}

/** `VAR:-default` and `VAR-default`; an error or a replacement depends on the environment. */
function substitute(inner: string, depth: number): string {
  const fallback = /^[A-Za-z_]\w*:?-(.*)$/s.exec(inner)?.[1]
  return fallback === undefined || depth >= MAX_DEPTH ? HOLE : interpolate(fallback, depth + 1)
}

/** Position of the brace that closes a variable, those of its default skipped; -1 if none does. */
function closing(source: string, from: number): number {
  let open = 1
  for (let at = from; at < source.length; at++) {
    if (source.startsWith('${', at)) open++
    else if (source[at] === '}' && --open === 0) return at
  }
  return -1
}
