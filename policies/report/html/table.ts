import { html, type Content, type Markup } from './markup.ts'

export interface Column {
  readonly title: string
  /** Class of the column's cells. */
  readonly kind?: 'short' | 'number'
}

export interface Table {
  readonly caption: Content
  readonly columns: readonly Column[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Content[])[]
  /** `figures` stays a table on a narrow screen, where the others become cards. */
  readonly kind?: 'figures' | 'rows' | 'measures' | 'wide'
}

/**
 * A table with its caption and its headers. On a narrow screen the style shows each row as a card, which takes from
 * a table what it is for a screen reader: the roles give it back, and each cell bears the title of its column.
 */
export const table = ({ caption, columns, rows, kind }: Table): Markup => html`
  <table role="table" class="${kind === 'figures' ? kind : `cards ${kind ?? ''}`.trim()}">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(header)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (cells) =>
          html`<tr role="row">
            ${cells.map((cell, index) => cellOf(cell, columns[index], index))}
          </tr> `,
      )}
    </tbody>
  </table>
`

const header = ({ title, kind }: Column): Markup =>
  html`<th role="columnheader" scope="col" ${classOf(kind)}>${title}</th>`

const cellOf = (cell: Content, column: Column | undefined, index: number): Markup =>
  index === 0
    ? html`<th role="rowheader" scope="row" ${classOf(column?.kind)}>${cell}</th>`
    : html`<td role="cell" data-label="${column?.title}" ${classOf(column?.kind)}>${cell}</td>`

const classOf = (kind: string | undefined): Content => (kind === undefined ? '' : html`class="${kind}"`)
