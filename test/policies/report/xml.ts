/** An element with what is inside it, as a strict reader sees it. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

const NAME = '[A-Za-z_][\\w.-]*'
const TAG = new RegExp(`^<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`)
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Characters that XML 1.0 refuses, however they are written. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/**
 * As much of XML as a report uses: elements, quoted attributes, the five entities.
 * @throws Error for anything else
 */
export function parseXml(xml: string): Element {
  if (ILLEGAL.test(xml)) throw new Error('a character that XML refuses')
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  while (rest !== '') {
    const parent = open.at(-1)
    if (!parent) throw new Error('closed once too often')
    const [text = ''] = /^[^<]*/.exec(rest) ?? []
    parent.text += unescaped(text)
    rest = rest.slice(text.length)
    if (rest === '') break
    const [tag = '', closing, name = '', attributes = '', empty] = TAG.exec(rest) ?? []
    if (tag === '') throw new Error(`no tag at ${rest.slice(0, 60)}`)
    rest = rest.slice(tag.length)
    if (closing === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes something else`)
      continue
    }
    const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' }
    parent.children.push(element)
    if (empty !== '/') open.push(element)
  }
  const [document] = root.children
  if (open.length !== 1 || !document || root.children.length !== 1) throw new Error('one element at the root')
  return document
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(new RegExp(`(${NAME})="([^"]*)"`, 'g'))]
  const names = found.map(([, name]) => name)
  if (new Set(names).size !== names.length) throw new Error('an attribute given twice')
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, unescaped(value)]))
}

function unescaped(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in a text')
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = ENTITIES[name]
    if (character === undefined) throw new Error(`no entity ${whole.slice(0, 20)}`)
    return character
  })
}

/** All elements of a name, wherever they are. */
export const all = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
]
