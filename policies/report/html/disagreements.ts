import { groupBy } from '../shared.ts'
import { rowsTable } from './evidence.ts'
import { html, type Markup } from './markup.ts'
import { ruleTitle, type Report, type Section } from './report.ts'

export const DISAGREEMENTS: Section = {
  id: 'disagreements',
  title: { fr: 'Désaccords entre niveaux', en: 'Disagreements between levels' },
  render: (report) =>
    html` <p>
        ${report.say({
          fr: "Un même point, jugé à deux niveaux, n'a pas reçu le même verdict : ce qui tourne n'est pas ce qui est décrit, ou a changé entre-temps.",
          en: 'One point, judged at two levels, was not given the same verdict: what runs is not what is described, or changed in between.',
        })}
      </p>
      ${list(report)}`,
}

function list(report: Report): Markup {
  const { say, levels, rows } = report
  const split = rows.filter(({ disagrees }) => disagrees)
  if (levels.length < 2)
    return html`<p>
      ${say({
        fr: 'Un seul niveau est fourni : rien ne peut être comparé.',
        en: 'One level only is supplied: nothing can be compared.',
      })}
    </p>`
  if (split.length === 0)
    return html`<p>
      ${say({
        fr: 'Aucun désaccord entre les niveaux fournis.',
        en: 'No disagreement between the levels supplied.',
      })}
    </p>`
  return html`${groupBy(split, ({ rule }) => rule).map(
    ([id, own]) =>
      html`<h3><a href="#rule-${id}">${id}</a> ${ruleTitle(id, report)}</h3>
        ${rowsTable(own, say({ fr: `${id} : verdicts différents`, en: `${id}: different verdicts` }), report)}`,
  )}`
}
