import { visible } from '../shared.ts'

/** Markup that was written here. A plain string is text: whatever it holds, it is escaped. */
export class Markup {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

export type Content = string | number | Markup | undefined | readonly Content[]

/** A template whose every value is escaped, unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Markup =>
  new Markup(
    strings
      .map((text, index) => unindented(text) + (index < values.length ? render(values[index]) : ''))
      .join(''),
  )

/** The lay-out of the source is for those who write it. */
const unindented = (text: string): string => text.replace(/\s*\n\s*/g, '\n')

export function render(content: Content): string {
  if (content === undefined) return ''
  if (content instanceof Markup) return content.markup
  if (typeof content === 'object') return content.map(render).join('')
  return escaped(String(content))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and for attributes in double quotes; control characters and marks of direction become visible. */
const escaped = (text: string): string => visible(text).replace(/[&<>"']/g, (found) => ENTITIES[found] ?? '')

/** Contents with a separator between them. */
export const joinedBy = (separator: Content, contents: readonly Content[]): Content[] =>
  contents.flatMap((content, index) => (index === 0 ? [content] : [separator, content]))

/** A name or a value, letter for letter; a blank one would be a hole in its row. */
export const code = (text: string): Markup => html`<code>${text.trim() === '' ? '–' : text}</code>`

/** What stands between backquotes is typed as it is written. */
export const prose = (text: string): Content =>
  text.split('`').map((part, index) => (index % 2 === 0 ? part : code(part)))
