import { createHash } from 'node:crypto'

interface Tag {
  readonly name: string
  readonly isEnd: boolean
  readonly attributes: Readonly<Record<string, string>>
}

const VOID = ['meta', 'br', 'hr', 'img', 'input', 'link', 'source']
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g

function tagsOf(page: string): Tag[] {
  return [...page.matchAll(TAG)].map(([, end = '', name = '', rest = '']) => ({
    name,
    isEnd: end === '/',
    attributes: Object.fromEntries(
      [...rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]),
    ),
  }))
}

/** What is wrong with the structure of a page: an empty list when nothing is. */
export function faultsOf(page: string): string[] {
  const tags = tagsOf(page)
  return [
    ...strayMarkup(page),
    ...unbalanced(tags),
    ...headings(tags),
    ...references(tags),
    ...landmarks(tags),
    ...tables(page),
    ...reaching(page, tags),
    ...policy(page),
  ]
}

/** Whatever is left of `<` once tags are gone is text that was not escaped. */
const strayMarkup = (page: string): string[] =>
  /[<>]/.test(
    page
      .replace('<!doctype html>', '')
      .replace(/<style>[^<]*<\/style>/, '')
      .replace(TAG, ''),
  )
    ? ['a text is not escaped']
    : []

function unbalanced(tags: readonly Tag[]): string[] {
  const open: string[] = []
  for (const { name, isEnd } of tags) {
    if (VOID.includes(name)) continue
    if (!isEnd) open.push(name)
    else if (open.pop() !== name) return [`</${name}> closes something else`]
  }
  return open.map((name) => `<${name}> is not closed`)
}

function headings(tags: readonly Tag[]): string[] {
  const levels = tags.flatMap(({ name, isEnd }) => (/^h[1-6]$/.test(name) && !isEnd ? [Number(name[1])] : []))
  const skipped = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)
  const first = levels.filter((level) => level === 1).length
  return [...skipped.map((level) => `h${level} skips a level`), ...(first === 1 ? [] : [`${first} h1`])]
}

function references(tags: readonly Tag[]): string[] {
  const ids = tags.flatMap(({ attributes }) => attributes['id'] ?? [])
  const asked = tags.flatMap(({ attributes }) => [
    ...(attributes['href']?.startsWith('#') ? [attributes['href'].slice(1)] : []),
    ...(attributes['aria-labelledby']?.split(' ') ?? []),
  ])
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id ${id} twice`),
    ...[...new Set(asked)].filter((id) => !ids.includes(id)).map((id) => `#${id} leads nowhere`),
  ]
}

const landmarks = (tags: readonly Tag[]): string[] =>
  ['header', 'nav', 'main', 'footer', 'title'].flatMap((name) => {
    const found = tags.filter((tag) => tag.name === name && !tag.isEnd).length
    return found === 1 ? [] : [`${found} <${name}>`]
  })

/** Each table says what it is, what its columns are, and names each row; a cell bears the title of its column. */
const tables = (page: string): string[] =>
  [...page.matchAll(/<table[^>]*>([\s\S]*?)<\/table>/g)].flatMap(([, body = '']) => {
    const [head = '', rows = ''] = body.split('</thead>')
    const columns = tagsOf(head).filter(({ name, isEnd }) => name === 'th' && !isEnd)
    const titles = [...head.matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(([, title]) => title)
    const caption = /<caption>\s*([^<]+)/.exec(head)?.[1]?.trim()
    const wrongRows = rows
      .split('</tr>')
      .slice(0, -1)
      .filter((row) => !isRow(row, titles))
    return [
      ...(caption === undefined || caption === '' ? ['a table without a caption'] : []),
      ...(columns.every(({ attributes }) => attributes['scope'] === 'col')
        ? []
        : [`${caption}: th without scope`]),
      ...wrongRows.map((row) => `${caption}: ${row.slice(0, 80)}`),
    ]
  })

function isRow(row: string, titles: readonly (string | undefined)[]): boolean {
  const [first, ...others] = tagsOf(row).filter(({ name, isEnd }) => /^t[hd]$/.test(name) && !isEnd)
  return (
    first?.name === 'th' &&
    first.attributes['scope'] === 'row' &&
    others.every(({ name }) => name === 'td') &&
    JSON.stringify(others.map(({ attributes }) => attributes['data-label'])) ===
      JSON.stringify(titles.slice(1))
  )
}

/** The page runs nothing and loads nothing; it may lead to where a guide is published. */
const reaching = (page: string, tags: readonly Tag[]): string[] => [
  ...tags.flatMap(({ name, attributes }) => [
    ...(/^(script|link|img|iframe|object|embed|form|base)$/.test(name) ? [`<${name}>`] : []),
    ...Object.keys(attributes)
      .filter((key) => /^(on.*|style|src|srcset|action)$/.test(key))
      .map((key) => `${key}= on <${name}>`),
    ...(/^(#|https:\/\/|$)/.test(attributes['href'] ?? '') ? [] : [`a link to ${attributes['href']}`]),
  ]),
  ...(/url\(|@import/.test(page) ? ['the style loads something'] : []),
]

/** The style is allowed by its own digest, and nothing else is. */
function policy(page: string): string[] {
  const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? ''
  const digest = createHash('sha256').update(style).digest('base64')
  const wanted = `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`
  return page.includes(wanted) ? [] : ['the policy does not allow the style, or allows more']
}
