import type { CST } from 'yaml'
import type { TextFault } from './read-yaml.ts'
import type { Text } from './text.ts'

/** site.yaml nests seven levels at most; more is a mistake or an attack. */
export const MAX_DEPTH = 20

/** The largest site has some thousand values. Beyond, validation with all faults at once takes quadratic time. */
export const MAX_VALUES = 10_000

/** First token that has no place in a site description, in the order of the text. Does not recurse. */
export function refusedToken(tokens: readonly CST.Token[]): TextFault | undefined {
  const found: TextFault[] = []
  const documents = tokens.filter(({ type }) => type === 'document')
  const second = documents[1]
  if (second) found.push(feature(second.offset, 'un second document', 'a second document', '---'))
  let values = 0
  const pending = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = pending.pop(); next; next = pending.pop()) {
    const fault = refusal(next.token, next.depth)
    if (fault) found.push(fault)
    if ('items' in next.token) values += next.token.items.length
    if (values > MAX_VALUES) return tooManyValues()
    // No deeper: one fault says it, and a bomb has hundreds of thousands of levels.
    if (next.depth > MAX_DEPTH) continue
    const depth = next.depth + ('items' in next.token ? 1 : 0)
    for (const child of childrenOf(next.token)) pending.push({ token: child, depth })
  }
  return found.reduce<TextFault | undefined>(
    (first, each) => (first && first.offset <= each.offset ? first : each),
    undefined,
  )
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return [...token.start, ...(token.value ? [token.value] : [])]
  if (!('items' in token)) return 'props' in token ? token.props : []
  return token.items.flatMap(({ start, key, sep, value }) => [
    ...start,
    ...(key ? [key] : []),
    ...(sep ?? []),
    ...(value ? [value] : []),
  ])
}

function refusal(token: CST.Token, depth: number): TextFault | undefined {
  if (depth > MAX_DEPTH) return tooDeep(token.offset)
  switch (token.type) {
    case 'directive':
      return feature(token.offset, 'une directive', 'a directive', token.source)
    case 'anchor':
      return feature(token.offset, 'une ancre', 'an anchor', token.source)
    case 'alias':
      return feature(token.offset, 'un alias', 'an alias', token.source)
    case 'tag':
      return feature(token.offset, 'une étiquette', 'a tag', token.source)
    default:
      return undefined
  }
}

const tooDeep = (offset: number): TextFault => ({
  code: 'SITE-TOO-DEEP',
  offset,
  path: '',
  text: {
    fr: `plus de ${MAX_DEPTH} niveaux imbriqués : une description de site en a sept au plus`,
    en: `more than ${MAX_DEPTH} nested levels: a site description has seven at most`,
  },
})

const tooManyValues = (): TextFault => ({
  code: 'SITE-TOO-LARGE',
  offset: 0,
  path: '',
  text: {
    fr: `plus de ${MAX_VALUES} valeurs : une description de site en a quelques centaines`,
    en: `more than ${MAX_VALUES} values: a site description has a few hundred`,
  },
})

const ADVICE: Readonly<Record<string, Text>> = {
  '&': { fr: 'écrivez la valeur à chaque endroit', en: 'write the value in each place' },
  '*': {
    fr: 'écrivez la valeur, ou des guillemets autour du texte',
    en: 'write the value, or quotes around the text',
  },
  '!': { fr: 'retirez-la, ou mettez le texte entre guillemets', en: 'remove it, or put the text in quotes' },
  '%': { fr: 'retirez-la', en: 'remove it' },
  '-': { fr: 'un fichier décrit un seul site', en: 'one file describes one site' },
}

function feature(offset: number, fr: string, en: string, source: string): TextFault {
  const advice = ADVICE[source.slice(0, 1)] ?? { fr: 'retirez-la', en: 'remove it' }
  return {
    code: 'SITE-YAML-FEATURE',
    offset,
    path: '',
    text: { fr: `${fr} n'a pas sa place ici : ${advice.fr}`, en: `${en} has no place here: ${advice.en}` },
  }
}
