import { createHash } from 'node:crypto'
import type { Lang } from '../../modules/site/text.ts'
import { ACCEPTANCES } from './html/acceptances.ts'
import { cover } from './html/cover.ts'
import { DISAGREEMENTS } from './html/disagreements.ts'
import { FAILURES, UNDECIDED } from './html/findings.ts'
import { GLOSSARY } from './html/glossary.ts'
import { MANUAL } from './html/manual.ts'
import { html, Markup, render } from './html/markup.ts'
import { DOCKER_SECTION, HYGIENE_SECTION } from './html/measures.ts'
import { PROOF } from './html/proof.ts'
import { SOURCES } from './html/references.ts'
import { reportOf, type Report, type ReportSet, type Section } from './html/report.ts'
import { RULE_BY_RULE } from './html/rules.ts'
import { SCOPE } from './html/scope.ts'
import { stylesheet } from './html/style.ts'
import { SUMMARY } from './html/summary.ts'
import { UNJUDGED } from './html/unjudged.ts'

export type { ReportSet, Signature } from './html/report.ts'

/** Danger first, then what is asked of people, then the proof of each line. */
const SECTIONS: readonly Section[] = [
  SCOPE,
  SUMMARY,
  FAILURES,
  DISAGREEMENTS,
  UNDECIDED,
  HYGIENE_SECTION,
  DOCKER_SECTION,
  ACCEPTANCES,
  MANUAL,
  UNJUDGED,
  RULE_BY_RULE,
  SOURCES,
  PROOF,
  GLOSSARY,
]

/**
 * The auditor's report: one file that loads nothing, runs nothing, and prints whole. A pure rendering of what the
 * rules said at the levels that are given.
 *
 * @throws RangeError when there is no assessment, or they are of two sites
 */
export function htmlReport(set: ReportSet, { lang }: { readonly lang: Lang }): string {
  const report = reportOf(set, lang)
  const style = stylesheet(report)
  // The style is the only thing that the page may apply, and by its digest alone.
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`
  return render(
    html`<!doctype html>
      <html lang="${lang}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>
            ${report.say({ fr: `${report.site} : rapport d'évaluation`, en: `${report.site}: assessment report` })}
          </title>
          ${new Markup(`<style>${style}</style>`)}
        </head>
        <body>
          <a class="skip" href="#content">${report.say({ fr: 'Aller au contenu', en: 'Skip to content' })}</a>
          ${cover(report)}
          <div class="page">
            ${contents(report)}
            <main id="content" tabindex="-1">
              ${SECTIONS.map((section, index) => chapter(section, index + 1, report))}
            </main>
          </div>
          <footer><p>${footer(report)}</p></footer>
        </body>
      </html> `,
  )
}

const contents = ({ say }: Report): Markup =>
  html` <nav aria-labelledby="contents">
    <h2 id="contents">${say({ fr: 'Sommaire', en: 'Contents' })}</h2>
    <ol>
      ${SECTIONS.map(({ id, title }) => html`<li><a href="#${id}">${say(title)}</a></li>`)}
    </ol>
  </nav>`

const chapter = ({ id, title, render: body }: Section, number: number, report: Report): Markup =>
  html` <section id="${id}" class="chapter" aria-labelledby="${id}-title">
    <h2 id="${id}-title"><span class="number">${number}</span> ${report.say(title)}</h2>
    ${body(report)}
  </section>`

const footer = ({ say, site }: Report): string =>
  say({
    fr: `${site} · rapport produit par Socle · ni certification, ni attestation`,
    en: `${site} · report produced by Socle · neither certification nor attestation`,
  })
