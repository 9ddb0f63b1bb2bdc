import { printStyle } from './style-print.ts'
import type { Report } from './report.ts'

/** Colours by role; what they tell is always said by a word and a symbol as well. */
const LIGHT = `
--paper: #fff; --ink: #1b1f24; --soft: #545c66; --line: #d5dae0; --wash: #f4f6f8; --accent: #1d4373;
--fail: #9f1318; --unknown: #7a4300; --waived: #5a3286; --declared: #14566b; --pass: #1c5c38; --rest: #545c66;
--fail-wash: #fdf0f0;`

const DARK = `
--paper: #14171b; --ink: #e4e7eb; --soft: #a4adb8; --line: #343b44; --wash: #1d2127; --accent: #93bdf0;
--fail: #ff9c98; --unknown: #f0b866; --waived: #cbaef2; --declared: #86c9de; --pass: #86d3a4; --rest: #a4adb8;
--fail-wash: #2c1b1d;`

const TEXT = `
*, ::before, ::after { box-sizing: border-box }
html { font: 100%/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; font-weight: 650; margin: 0 }
h2 { font-size: 1.5rem; letter-spacing: -.01em; margin-block: 0 1.25rem; padding-block-start: .75rem; border-block-start: 3px solid var(--accent) }
h3 { font-size: 1.125rem; margin-block: 2rem .6rem }
h4 { font-size: 1rem; margin-block: 0 .25rem }
p, ul, ol, dl, pre { margin: 0 0 1rem; max-width: 46rem }
ul, ol { padding-inline-start: 1.25rem }
li { margin-block-end: .3rem }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px }
a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
main:focus { outline: none }
small { font-size: .8125rem; color: var(--soft) }
code { font: .875em/1.4 ui-monospace, 'Cascadia Mono', 'Segoe UI Mono', Menlo, 'Liberation Mono', monospace;
  overflow-wrap: anywhere }
pre { max-width: none; padding: .9rem 1rem; background: var(--wash); border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere }
.lead { font-size: 1.125rem }
.number { color: var(--soft); font-weight: 400; margin-inline-end: .35em; font-variant-numeric: tabular-nums }
.skip { position: absolute; inset-inline-start: -100vw; background: var(--paper); padding: .75rem 1rem; z-index: 1 }
.skip:focus { inset-inline-start: 0 }
.unfolded { display: none }`

const LAYOUT = `
.cover, .page, footer { max-width: 84rem; margin-inline: auto; padding-inline: clamp(1rem, 3vw, 2.5rem) }
.cover { padding-block: clamp(2rem, 6vw, 4.5rem) 2rem }
.kind { color: var(--soft); margin-block-end: .5rem }
h1 { font-size: clamp(2rem, 6vw, 3rem); overflow-wrap: anywhere; letter-spacing: -.02em }
.date { font-size: 1.125rem; margin-block: .5rem 1.75rem }
.warning { border-inline-start: 4px solid var(--accent); padding-inline-start: 1rem; max-width: 46rem }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem 2rem; max-width: none;
  margin-block-start: 2rem }
.facts div { border-block-start: 1px solid var(--line); padding-block-start: .5rem; min-width: 0 }
dt { color: var(--soft); font-size: .875rem }
dd { margin: 0; overflow-wrap: anywhere }
.terms { max-width: none }
.terms div { display: grid; grid-template-columns: 12rem minmax(0, 46rem); gap: 0 1.5rem; padding-block: .4rem;
  border-block-end: 1px solid var(--line) }
.terms dt { color: inherit; font-size: inherit; font-weight: 600 }
nav h2 { font: inherit; font-weight: 600; border: 0; padding: 0; margin-block-end: .5rem }
nav ol { padding: 0; list-style-position: inside; columns: 18rem; column-gap: 2rem; max-width: none;
  font-variant-numeric: tabular-nums }
nav li { break-inside: avoid; margin-block-end: .35rem }
nav a { text-decoration: none }
nav a:hover { text-decoration: underline }
.chapter { margin-block-start: 3.5rem }
footer { border-block-start: 1px solid var(--line); margin-block-start: 4rem; padding-block: 1rem 2rem;
  color: var(--soft); font-size: .875rem }
@media (min-width: 60rem) {
  .facts { grid-template-columns: repeat(4, minmax(0, 1fr)) }
  .facts .long { grid-column: span 2 }
}
@media screen and (min-width: 74rem) {
  .page { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 3.5rem; align-items: start }
  nav { position: sticky; inset-block-start: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; font-size: .875rem }
  nav ol { columns: auto; list-style: none; counter-reset: chapter }
  nav li { counter-increment: chapter; padding-inline-start: 1.75rem; text-indent: -1.75rem }
  nav li::before { content: counter(chapter); display: inline-block; width: 1.75rem; text-indent: 0; color: var(--soft) }
  main .chapter:first-child { margin-block-start: 0 }
}`

const PARTS = `
table { border-collapse: collapse; width: 100%; margin-block: .5rem 1.75rem; font-size: .9375rem; line-height: 1.4 }
caption { text-align: start; font-weight: 600; padding-block-end: .4rem; font-size: .9375rem }
th, td { text-align: start; vertical-align: top; overflow-wrap: anywhere; padding: .5rem .75rem; border-block-end: 1px solid var(--line) }
th:first-child, td:first-child { padding-inline-start: 0 }
th:last-child, td:last-child { padding-inline-end: 0 }
thead tr th, .short, .number { overflow-wrap: break-word }
thead tr th { font-size: .8125rem; font-weight: 600; color: var(--soft); border-block-end: 2px solid var(--line);
  vertical-align: bottom; padding-block: .25rem .35rem }
tbody th { font-weight: 400 }
.cards thead th:first-child { min-width: 6.5rem }
.number:is(th, td) { text-align: end; font-variant-numeric: tabular-nums; width: 1%; color: inherit; margin: 0 }
.figures { width: auto }
.figures .number { min-width: 7.5rem }
.figures th:first-child { min-width: 14rem }
.measures small { margin-inline-start: .35em }
.note { display: block; margin-block-start: .25rem; color: var(--soft); max-width: 46rem }
.automation { display: block; white-space: nowrap }
.short a, .figures .number { white-space: nowrap }
.wide { font-size: .875rem }
.state { white-space: nowrap; font-weight: 600; color: var(--rest) }
.state > span { display: inline-block; min-width: .9em; text-align: center }
.states .state, td > .state { margin-inline-end: .6em }
${['fail', 'unknown', 'waived', 'declared', 'pass'].map((name) => `.state.${name} { color: var(--${name}) }`).join('\n')}
.verdict { display: block }
.verdict small { display: block; padding-inline-start: 1.25em }
.absent { color: var(--soft) }
.seen + .seen { margin-block-start: .4rem }
.level { display: block; font-size: .8125rem }
.fact { display: block; overflow-wrap: anywhere }
.fact i { color: var(--soft); font-size: .8125rem; font-style: normal; margin-inline-end: .15em }
.rows th small { display: block; margin-block-start: .1rem }
.severity { font: 600 .8125rem/1.5 system-ui, sans-serif; border: 1px solid currentcolor; padding: .05em .5em;
  border-radius: 2px; white-space: nowrap; color: var(--soft); vertical-align: .1em }
.severity.blocking { color: var(--fail); border-width: 2px }
.sources, .meta { font-size: .875rem; color: var(--soft); margin-block-end: .5rem; max-width: none }
.finding { border-inline-start: 4px solid var(--fail); background: var(--fail-wash); padding: 1rem 1.25rem .1rem;
  margin-block-end: 1.5rem }
.finding h3 { margin-block-start: 0 }
.finding table { margin-block-end: 1rem }
#undecided .finding { border-color: var(--unknown); background: var(--wash) }
.rule { padding-block: 1rem .25rem; border-block-start: 1px solid var(--line) }
.rule table { margin-block-end: 1rem }
summary { cursor: pointer; padding-block: .35rem; color: var(--accent); width: fit-content; max-width: 100%; overflow-wrap: anywhere }
details { margin-block-end: .75rem }
.tiles { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(6.25rem, 1fr));
  gap: 1.25rem .75rem; max-width: none; margin-block: 1.5rem 2rem }
.tiles li { border-block-start: 3px solid var(--rest); padding-block-start: .5rem; margin: 0; color: var(--soft) }
.tiles b { display: block; font-size: 2rem; line-height: 1.15; font-weight: 600; color: var(--ink);
  font-variant-numeric: tabular-nums lining-nums }
${['fail', 'unknown', 'waived', 'declared', 'pass'].map((name) => `.tiles .${name} { border-color: var(--${name}) }`).join('\n')}`

/** Widths of columns, where a table is one. */
const WIDE = `
@media print, screen and (min-width: 48.01rem) {
  .short { width: 1% }
  .rows, .measures, .wide { table-layout: fixed }
  .rows th:first-child { width: 23% }
  .rows .short { width: 7.25rem }
  .measures th:first-child { width: 3rem; font-variant-numeric: tabular-nums }
  .measures .short { width: 9rem }
  .measures .short:last-child { width: 9.5rem }
  .wide th:first-child { width: 27% }
  .wide .short { width: 10.5% }
  td .states .state { display: block }
}`

/** Below this width a table is a list of cards: each cell under the title of its column. */
const NARROW = `
@media screen and (max-width: 48rem) {
  .cards, .cards :is(tbody, tr, th, td, caption) { display: block; width: auto }
  .cards thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap }
  .cards tr { border-block-end: 1px solid var(--line); padding-block: .6rem }
  .cards :is(th, td) { border: 0; padding: .15rem 0; text-align: start }
  .cards td::before { content: attr(data-label); display: block; font-size: .8125rem; color: var(--soft) }
  .cards td.short { display: flow-root }
  .cards td.short::before { float: left; width: 7rem; padding-block-start: .1rem }
  .figures { width: 100% }
  .figures :is(.number, th:first-child) { min-width: 0 }
  .figures :is(th, td) { padding-inline: .35rem }
  .figures .state { white-space: normal }
  .verdict { display: inline }
  .verdict small { display: inline; padding: 0 }
  .terms div { display: block }
  .finding { padding-inline: .9rem }
}`

/** The whole style; the foot of a printed page names the site. */
export const stylesheet = (report: Report): string =>
  [
    `:root { color-scheme: light dark; ${LIGHT} }`,
    `@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }`,
    TEXT,
    LAYOUT,
    PARTS,
    WIDE,
    NARROW,
    printStyle(report),
  ].join('\n')
