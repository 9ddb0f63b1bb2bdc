import { FRAMEWORKS } from '../../frameworks/index.ts'
import type { Citation } from '../../assessment.ts'
import type { Rule } from '../../rule.ts'
import { citation, type Source } from '../../sources.ts'
import { html, joinedBy, type Content, type Markup } from './markup.ts'
import type { Report } from './report.ts'
import { dayOf, TO_VERIFY } from './words.ts'

/** `règle inspirée de ANSSI-FT-082 R1 (v1.0, S) ; demande du projet : docker.sock` */
export function sourcesLine(rule: Rule, report: Report): Markup {
  const { say } = report
  const guides = rule.sources.filter(({ trust }) => trust !== '*')
  const own = rule.sources.filter(({ trust }) => trust === '*').map(({ number }) => number)
  const parts: Content[] = [
    ...(guides.length === 0
      ? []
      : [
          html`${say({ fr: 'inspirée de ', en: 'inspired by ' })}${joinedBy(
            '; ',
            guides.map((source) => cited(source, report)),
          )}`,
        ]),
    ...(own.length === 0
      ? []
      : [html`${say({ fr: 'demande du projet : ', en: "project's own demand: " })}${own.join(', ')}`]),
  ]
  return html`<p class="sources">${joinedBy(' · ', parts)}</p>`
}

function cited(source: Source, { lang }: Report): Markup {
  const { ref } = citation(source)
  const measure = measureId(source)
  const name = measure === undefined ? ref : html`<a href="#${measure}">${ref}</a>`
  const trust = source.trust === 'S-inf' ? TO_VERIFY[lang] : source.trust
  return html`${name} (${editionOf(source, lang)}, ${trust})`
}

/** `v2.0`, or a day where the edition bears one; a law is dated by the day on which it is known to be in force. */
export function editionOf({ version, validFrom }: Source, lang: Report['lang']): string {
  if (validFrom !== undefined)
    return { fr: `en vigueur au ${dayOf(validFrom, lang)}`, en: `in force on ${dayOf(validFrom, lang)}` }[
      lang
    ]
  if (/^\d{4}-\d{2}-\d{2}$/.test(version)) return dayOf(version, lang)
  return /^\d/.test(version) ? `v${version}` : version
}

/** Where the measure that a source names stands in this report. */
function measureId({ guide, number }: Source): string | undefined {
  const framework = FRAMEWORKS.find((each) => each.guide === guide)
  const measure = framework?.measures.find((each) => each.number === number)
  return framework === undefined || measure === undefined ? undefined : `${framework.id}-${measure.number}`
}

/** Sources of a result whose rule is not in this catalogue any more. */
export const citationsLine = (citations: readonly Citation[], { say }: Report): Markup =>
  html`<p class="sources">
    ${say({ fr: 'inspirée de ', en: 'inspired by ' })}${citations
      .map(({ ref, version, trust }) => `${ref} (${version}, ${trust})`)
      .join('; ')}
  </p>`
