import type { Rule } from '../../rule.ts'
import { wording } from '../../assessment.ts'
import { saidOf } from './comparison.ts'
import { code, html, type Content } from './markup.ts'
import type { Report, Section } from './report.ts'
import { table } from './table.ts'
import { stateOf } from './words.ts'

export const MANUAL: Section = {
  id: 'manual',
  title: { fr: 'Contrôles manuels : pièces à fournir', en: 'Manual controls: documents to supply' },
  render: (report) => {
    const { say, rules } = report
    const manual = rules.filter(({ kind }) => kind === 'manual')
    return html` <p>
        ${say({
          fr: "Aucune machine ne juge ces points. Une pièce datée de moins d'un an les rend « déclarés », jamais « réussis » : rien ne l'a vue.",
          en: 'No machine judges these points. A document less than a year old makes them "declared", never "passed": nothing saw it.',
        })}
      </p>
      ${
        manual.length === 0
          ? html`<p>${say({ fr: 'Aucun contrôle manuel.', en: 'No manual control.' })}</p>`
          : table({
              caption: say({
                fr: 'Contrôles manuels, pièce attendue et ce qui a été déclaré',
                en: 'Manual controls, expected document and what was declared',
              }),
              columns: [
                { title: say({ fr: 'Contrôle', en: 'Control' }) },
                { title: say({ fr: 'Pièce à fournir', en: 'Document to supply' }) },
                { title: say({ fr: 'Capacité attendue', en: 'Capability waited for' }), kind: 'short' },
                { title: say({ fr: 'État', en: 'State' }) },
              ],
              rows: manual.map((rule) => control(rule, report)),
            })
      }`
  },
}

function control(rule: Rule, report: Report): Content[] {
  const { say } = report
  return [
    html`<a href="#rule-${rule.id}">${rule.id}</a> ${say(rule.title)}`,
    rule.document === undefined ? '' : say(rule.document),
    rule.awaits === undefined ? say({ fr: 'aucune', en: 'none' }) : code(rule.awaits),
    declared(rule, report),
  ]
}

/** What was declared, and where it is written; nothing saw it. */
function declared({ id }: Rule, { byRule, lang, say }: Report): Content {
  const [row] = byRule.get(id) ?? []
  if (row === undefined) return say({ fr: 'aucun verdict dans ce jeu', en: 'no verdict in this set' })
  const found = saidOf(row).find(({ result }) => wording(result, 'seen', lang) !== '')?.result
  return html`${stateOf(row.category, lang)} ${found === undefined ? '' : wording(found, 'seen', lang)}
  ${found?.where === undefined ? '' : html`<small>${found.where}</small>`}`
}
