import type { Rule } from '../../rule.ts'
import type { Source } from '../../sources.ts'
import { groupBy } from '../shared.ts'
import { html, joinedBy, type Content, type Markup } from './markup.ts'
import type { Report, Section } from './report.ts'
import { editionOf } from './sources.ts'
import { table } from './table.ts'
import { dayOf, TO_VERIFY, TRUST } from './words.ts'

interface Cited {
  readonly source: Source
  readonly rule: Rule
}

export const SOURCES: Section = {
  id: 'sources',
  title: { fr: 'Sources et textes de loi', en: 'Sources and legal texts' },
  render: (report) => {
    const cited = report.rules.flatMap((rule) => rule.sources.map((source) => ({ source, rule })))
    return html` <h3>${report.say({ fr: 'Guides', en: 'Guides' })}</h3>
      ${guides(
        cited.filter(({ source }) => source.validFrom === undefined && source.trust !== '*'),
        report,
      )}
      <h3>${report.say({ fr: 'Textes de loi', en: 'Legal texts' })}</h3>
      ${laws(
        cited.filter(({ source }) => source.validFrom !== undefined),
        report,
      )}
      <h3>${report.say({ fr: 'Comment un numéro a été lu', en: 'How a number was read' })}</h3>
      <dl class="terms">
        ${TRUST.map(
          ([code, text]) =>
            html`<div>
              <dt><code>${code}</code></dt>
              <dd>${report.say(text)}</dd>
            </div>`,
        )}
      </dl>`
  },
}

function guides(cited: readonly Cited[], report: Report): Markup {
  const { lang, say } = report
  const editions = groupBy(cited, ({ source }) => `${source.guide} ${source.version}`).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  return table({
    caption: say({
      fr: 'Guides cités par les règles, avec édition, numéros et degré de confiance',
      en: 'Guides cited by the rules, with edition, numbers and how surely they are known',
    }),
    columns: [
      { title: say({ fr: 'Guide', en: 'Guide' }) },
      { title: say({ fr: 'Édition', en: 'Edition' }), kind: 'short' },
      { title: say({ fr: 'Numéros cités', en: 'Numbers cited' }) },
      { title: say({ fr: 'Règles', en: 'Rules' }), kind: 'number' },
    ],
    rows: editions.flatMap(([, same]) => {
      const [first] = same
      if (first === undefined) return []
      const { guide, url } = first.source
      return [
        [
          url === undefined ? guide : html`<a href="${url}">${guide}</a>`,
          editionOf(first.source, lang),
          numbers(
            same.map(({ source }) => source),
            report,
          ),
          new Set(same.map(({ rule }) => rule.id)).size,
        ],
      ]
    }),
  })
}

/** `R3, R4 (T) · R6 (numéro à vérifier)` */
function numbers(sources: readonly Source[], { lang, say }: Report): Content {
  const byTrust = groupBy(sources, ({ trust }) => trust).sort(([a], [b]) => (a < b ? -1 : 1))
  const whole = say({ fr: "l'ensemble", en: 'the whole' })
  return joinedBy(
    ' · ',
    byTrust.map(([trust, same]) => {
      const list = [...new Set(same.map(({ number }) => number || whole))].sort(byNumber)
      return `${list.join(', ')} (${trust === 'S-inf' ? TO_VERIFY[lang] : trust})`
    }),
  )
}

/** R9 before R10. */
const byNumber = (a: string, b: string): number =>
  Number(/\d+/.exec(a)?.[0] ?? 0) - Number(/\d+/.exec(b)?.[0] ?? 0) || (a < b ? -1 : 1)

function laws(cited: readonly Cited[], report: Report): Markup {
  const { say } = report
  if (cited.length === 0)
    return html`<p>${say({ fr: 'Aucun texte de loi cité.', en: 'No legal text is cited.' })}</p>`
  const articles = groupBy(cited, ({ source }) => `${source.guide} ${source.number}`).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  return html`<p>
      ${say({
        fr: 'La première date est le jour où le texte a été vu en vigueur, quand son entrée en vigueur n’est pas connue. Les articles de TVA du CGI passent au CIBS le 1er janvier 2027.',
        en: 'The first date is the day on which the text was seen in force, where its first day is not known. The VAT articles of the CGI move to the CIBS on 1 January 2027.',
      })}
    </p>
    ${table({
      caption: say({
        fr: 'Textes cités par les règles et durée de validité',
        en: 'Legal texts cited by the rules and their validity',
      }),
      columns: [
        { title: say({ fr: 'Texte', en: 'Text' }) },
        { title: say({ fr: 'Vu en vigueur', en: 'Seen in force' }), kind: 'short' },
        { title: say({ fr: "Jusqu'au", en: 'Until' }), kind: 'short' },
        { title: say({ fr: 'Lecture', en: 'Read' }), kind: 'short' },
        { title: say({ fr: 'Règles', en: 'Rules' }) },
      ],
      rows: articles.flatMap(([name, same]) => lawRow(name, same, report)),
    })}`
}

function lawRow(name: string, same: readonly Cited[], report: Report): Content[][] {
  const { lang, levels, say } = report
  const [first] = same
  if (first === undefined) return []
  const { validFrom = '', validTo = '', trust } = first.source
  const last =
    levels
      .map(({ at }) => at.slice(0, 10))
      .sort()
      .at(-1) ?? ''
  const until =
    validTo === ''
      ? say({ fr: 'sans terme connu', en: 'no known end' })
      : validTo < last
        ? html`<strong
            >${dayOf(validTo, lang)}${say({ fr: ' : échu à la date du rapport', en: ': over on the day of the report' })}</strong
          >`
        : dayOf(validTo, lang)
  const rules = joinedBy(
    ' ',
    same.map(({ rule }) => html`<a href="#rule-${rule.id}">${rule.id}</a>`),
  )
  return [[name, dayOf(validFrom, lang), until, trust === 'S-inf' ? TO_VERIFY[lang] : trust, rules]]
}
