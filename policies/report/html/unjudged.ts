import { wording, type Level } from '../../assessment.ts'
import { categoryOf, groupBy } from '../shared.ts'
import { code, html, joinedBy, type Content, type Markup } from './markup.ts'
import type { Report, Section } from './report.ts'
import { table } from './table.ts'
import { LEVEL_NAME, stateOf } from './words.ts'

export const UNJUDGED: Section = {
  id: 'unjudged',
  title: { fr: "Ce qui n'a pas été jugé", en: 'What was not judged' },
  render: (report) =>
    html` <h3>${report.say({ fr: 'Verdicts différés ou sans objet', en: 'Deferred or not applicable' })}</h3>
      ${waiting(report)}
      <h3>${report.say({ fr: 'Ressources', en: 'Resources' })}</h3>
      ${resources(report)}
      <h3>${report.say({ fr: 'Attributs', en: 'Attributes' })}</h3>
      ${attributes(report)}`,
}

const none = ({ say }: Report): Markup => html`<p>${say({ fr: 'Aucun.', en: 'None.' })}</p>`

/** Many subjects often wait for the same thing: one line for each rule, level and reason. */
function waiting(report: Report): Markup {
  const { levels, lang, say } = report
  const found = levels.flatMap(({ level, results }) =>
    results
      .map((result) => ({ level, result, category: categoryOf(result) }))
      .filter(({ category }) => category === 'deferred' || category === 'not-applicable'),
  )
  const groups = groupBy(found, ({ level, result, category }) =>
    JSON.stringify([result.rule, category, level, result.deferred, wording(result, 'reason', lang)]),
  ).sort(([a], [b]) => (a < b ? -1 : 1))
  if (groups.length === 0) return none(report)
  return table({
    caption: say({
      fr: 'Règles remises à un niveau suivant, ou sans rien à juger',
      en: 'Rules left to a later level, or with nothing to judge',
    }),
    columns: [
      { title: say({ fr: 'Règle', en: 'Rule' }), kind: 'short' },
      { title: say({ fr: 'Niveau', en: 'Level' }), kind: 'short' },
      { title: say({ fr: 'Verdict', en: 'Verdict' }), kind: 'short' },
      { title: say({ fr: 'Motif', en: 'Reason' }) },
      { title: say({ fr: 'Sujets', en: 'Subjects' }), kind: 'number' },
    ],
    rows: groups.flatMap(([, same]) => {
      const [first] = same
      if (first === undefined) return []
      const { level, result, category } = first
      return [
        [
          html`<a href="#rule-${result.rule}">${result.rule}</a>`,
          LEVEL_NAME[level][lang],
          stateOf(category, lang),
          say({ fr: wording(result, 'reason', 'fr'), en: wording(result, 'reason', 'en') }),
          same.length,
        ],
      ]
    }),
  })
}

const named = (levels: ReadonlySet<Level>, { lang }: Report): Content =>
  joinedBy(
    ', ',
    [...levels].map((level) => LEVEL_NAME[level][lang]),
  )

function resources(report: Report): Markup {
  const { levels, say } = report
  const found = groupBy(
    levels.flatMap(({ level, coverage }) => coverage.unjudged.map((address) => ({ level, address }))),
    ({ address }) => address,
  ).sort(([a], [b]) => (a < b ? -1 : 1))
  if (found.length === 0)
    return html`<p>
      ${say({
        fr: 'Chaque ressource a reçu au moins un verdict, aux niveaux fournis.',
        en: 'Every resource was given one verdict at least, at the levels supplied.',
      })}
    </p>`
  return table({
    caption: say({ fr: "Ressources qu'aucune règle ne juge", en: 'Resources that no rule judges' }),
    columns: [
      { title: say({ fr: 'Ressource', en: 'Resource' }) },
      { title: say({ fr: 'Niveaux', en: 'Levels' }), kind: 'short' },
    ],
    rows: found.map(([address, same]) => [
      code(address),
      named(new Set(same.map(({ level }) => level)), report),
    ]),
  })
}

function attributes(report: Report): Markup {
  const { levels, say } = report
  const found = groupBy(
    levels.flatMap(({ level, coverage }) => coverage.attributes.map((each) => ({ level, ...each }))),
    ({ type, attribute }) => `${type}.${attribute}`,
  ).sort(([a], [b]) => (a < b ? -1 : 1))
  if (found.length === 0)
    return html`<p>
      ${say({
        fr: 'Chaque attribut écrit est lu par une règle au moins, aux niveaux fournis.',
        en: 'Every attribute that is written is read by one rule at least, at the levels supplied.',
      })}
    </p>`
  return table({
    caption: say({
      fr: "Attributs écrits qu'aucune règle ne lit",
      en: 'Written attributes that no rule reads',
    }),
    columns: [
      { title: say({ fr: 'Attribut', en: 'Attribute' }) },
      { title: say({ fr: 'Ressources', en: 'Resources' }), kind: 'number' },
      { title: say({ fr: 'Niveaux', en: 'Levels' }), kind: 'short' },
    ],
    rows: found.map(([name, same]) => [
      code(name),
      Math.max(...same.map((each) => each.resources)),
      named(new Set(same.map(({ level }) => level)), report),
    ]),
  })
}
