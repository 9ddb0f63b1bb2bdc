import { code, html, joinedBy, type Content, type Markup } from './markup.ts'
import type { Report } from './report.ts'
import { LEVEL_NAME, momentOf } from './words.ts'

/** What is read first: of which site, when, from what, and what this paper is not. */
export function cover(report: Report): Markup {
  const { site, levels, lang, say } = report
  const last =
    levels
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? ''
  return html` <header class="cover">
    <p class="kind">
      ${say({ fr: "Rapport d'évaluation de la sécurité", en: 'Security assessment report' })}
    </p>
    <h1>${site}</h1>
    <p class="date"><time datetime="${last}">${momentOf(last, lang)}</time></p>
    <p class="warning">
      ${say({
        fr: "Ce rapport n'est ni une certification ni une attestation. Chaque règle est inspirée de la source qu'elle cite ; une règle réussie vaut pour ce qui a été lu, au niveau où il l'a été, et pour rien d'autre.",
        en: 'This report is neither a certification nor an attestation. Each rule is inspired by the source that it cites; a rule that passes holds for what was read, at the level where it was read, and for nothing else.',
      })}
    </p>
    <dl class="facts">
      ${facts(report).map(
        ({ name, value, isLong }) =>
          html`<div class="${isLong === true ? 'long' : ''}">
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </header>`
}

interface Fact {
  readonly name: string
  readonly value: Content
  readonly isLong?: true
}

function facts({ levels, lang, say, signature }: Report): Fact[] {
  const names = levels.map(({ level }) => LEVEL_NAME[level][lang])
  const each = (values: readonly string[]): Content => {
    const different = [...new Set(values)].filter((value) => value !== '')
    return different.length === 0 ? '–' : joinedBy(', ', different.map(code))
  }
  const signed =
    signature === undefined
      ? say({ fr: 'non signé', en: 'not signed' })
      : html`<a href="#proof">${say({ fr: 'à vérifier', en: 'to be verified' })}</a>
          ${code(signature.fingerprint)}`
  return [
    { name: say({ fr: 'Niveaux évalués', en: 'Levels assessed' }), value: names.join(', ') },
    { name: say({ fr: 'Machine', en: 'Machine' }), value: each(levels.map(({ host }) => host)) },
    { name: say({ fr: 'Moteur', en: 'Engine' }), value: each(levels.map(({ tool }) => tool.engine)) },
    { name: 'Socle', value: each(levels.map(({ tool }) => tool.socle)) },
    {
      name: say({ fr: 'Catalogue de règles', en: 'Catalogue of rules' }),
      value: each(levels.map(({ tool }) => tool.rules)),
      isLong: true,
    },
    { name: say({ fr: 'Signature', en: 'Signature' }), value: signed, isLong: true },
  ]
}
