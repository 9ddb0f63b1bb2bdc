import type { Report } from './report.ts'

/** A4, black on white, every row whole, every fold open, each page numbered. */
export const printStyle = ({ site, say }: Report): string => `
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-left { content: '${quoted(site)}'; font: 8pt system-ui, sans-serif; color: #444 }
  @bottom-center { content: '${quoted(say({ fr: 'ni certification, ni attestation', en: 'neither certification nor attestation' }))}'; font: 8pt system-ui, sans-serif; color: #444 }
  @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt system-ui, sans-serif; color: #444 }
}
@media print {
  :root { color-scheme: only light; --line: #999; --soft: #444; --accent: #000; --wash: #fff; --fail-wash: #fff;
    --fail: #000; --unknown: #000; --waived: #000; --declared: #000; --pass: #000; --rest: #000 }
  html { font-size: 9.5pt }
  .skip { display: none }
  .cover, .page, footer { max-width: none; padding-inline: 0 }
  .cover { padding-block: 20mm 10mm }
  nav { break-after: page }
  nav ol { columns: 1; list-style-position: outside; padding-inline-start: 2em }
  .chapter { margin-block-start: 12mm }
  #hygiene, #docker-sheet, #rules { break-before: page; margin-block-start: 0 }
  h2, h3, h4, caption, .meta, .sources { break-after: avoid }
  p, li { orphans: 3; widows: 3 }
  table { font-size: 8.5pt }
  .wide { font-size: 7.5pt }
  thead { display: table-header-group }
  tr, pre, dl > div, .tiles, .finding { break-inside: avoid }
  tbody tr:first-child { break-before: avoid }
  a { color: inherit; text-decoration: none }
  th, td { padding: 1.5mm }
  .rows .short { width: 22mm }
  .measures th:first-child { width: 10mm }
  .measures .short { width: 27mm }
  .measures .short:last-child { width: 29mm }
  .verdict small { padding: 0 }
  .rows .state { white-space: normal }
  .tiles { grid-template-columns: repeat(8, 1fr) }
  .lead { break-after: avoid }
  .finding { border-inline-start-width: 2pt }
  .severity.blocking { font-weight: 700 }
  summary { display: none }
  details::details-content { content-visibility: visible; block-size: auto }
  footer { display: none }
}
@supports not selector(::details-content) {
  @media print { .unfolded { display: block; font-weight: 600 } summary { display: block } }
}`

/** Inside a CSS string: nothing but what a name needs. */
const quoted = (text: string): string => text.replace(/[^\p{L}\p{N} .,_-]/gu, '')
