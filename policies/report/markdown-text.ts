/** Pieces of Markdown for texts that nobody vouches for; what comes in was made `visible` before. */

const INVISIBLE = '\u2060'

/**
 * Plain words, whatever they hold: no markup, HTML, entity, link or table cell of their own. A word joiner after a
 * sign that a forge turns into a mention (`@name`, `#12`, `!34`, `~label`) or a link keeps it from doing so.
 */
export const escaped = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/([@#!~$%&])(?=[\w"])/g, `$1${INVISIBLE}`)
    .replace(/:(?=\/\/)|www(?=\.)/gi, `$&${INVISIBLE}`)
    .replace(/[\\`*_{}[\]<>|#!~&$^@]/g, '\\$&')

/** An address or a value in its own type face. Inside nothing is markup; a bar would still end a table cell. */
export function code(text: string): string {
  const words = text.replace(/\s+/g, ' ').replace(/\|/g, '¦')
  if (words.trim() === '') return ''
  const longest = Math.max(0, ...[...words.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = longest > 0 || words.startsWith(' ') || words.endsWith(' ') ? ' ' : ''
  return fence + pad + words + pad + fence
}

/** `header` and rows of cells that are Markdown already; nothing at all without rows. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)]
}

/** A titled block with an empty line around its title; nothing at all without lines. */
export const block = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines]

/** A hidden line by which a pipeline finds its own comment again and updates it. */
export const marker = (kind: string, site: string): string =>
  `<!-- socle:${kind} site=${site.replace(/[^\w.]+/g, '-').slice(0, 80)} -->`

/** GitHub refuses a comment over 65,536 characters; some room is left for what a pipeline adds. */
export const LIMIT = 60_000

const bytes = (text: string): number => Buffer.byteLength(text)

const CLOSED = '</details>'

/**
 * Lines, most important first, as long as they and the foot hold within `limit` bytes; `cut` says that there were
 * more. A line is never cut in two.
 */
export function fitted(lines: readonly string[], cut: string, foot = '', limit = LIMIT): string {
  const whole = `${lines.join('\n')}\n${foot}`
  if (bytes(whole) <= limit) return whole
  let room = limit - bytes(`\n${CLOSED}\n${cut}\n${foot}`)
  const kept: string[] = []
  for (const line of lines) {
    room -= bytes(line) + 1
    if (room < 0) break
    kept.push(line)
  }
  const isOpen = kept.lastIndexOf(CLOSED) < kept.findLastIndex((line) => line.startsWith('<details>'))
  return `${[...kept, ...(isOpen ? [CLOSED] : [])].join('\n')}\n\n${cut}\n${foot}`
}
