import type { Text } from '../../../modules/site/text.ts'
import { DOCKER_SHEET, HYGIENE } from '../../frameworks/index.ts'
import {
  automationOf,
  rulesCiting,
  type Automation,
  type Framework,
  type Measure,
} from '../../frameworks/framework.ts'
import { tally } from './comparison.ts'
import { html, joinedBy, type Content, type Markup } from './markup.ts'
import type { Report, Section } from './report.ts'
import { table } from './table.ts'
import { countsOf, dayOf, stateOf, TO_VERIFY } from './words.ts'

const AUTOMATION: Readonly<Record<Automation, Text>> = {
  automated: { fr: 'automatisé', en: 'automated' },
  partial: { fr: 'en partie', en: 'partly' },
  manual: { fr: 'non automatisé', en: 'not automated' },
}

const LEVEL: Readonly<Record<NonNullable<Measure['level']>, Text>> = {
  standard: { fr: 'standard', en: 'standard' },
  'standard and reinforced': { fr: 'standard et renforcé', en: 'standard and reinforced' },
  reinforced: { fr: 'renforcé', en: 'reinforced' },
}

const sectionOf = (framework: Framework, title: Text): Section => ({
  id: framework.id,
  title,
  render: (report) => chapter(framework, report),
})

export const HYGIENE_SECTION = sectionOf(HYGIENE, {
  fr: "Guide d'hygiène : les 42 mesures",
  en: 'Hygiene guide: the 42 measures',
})

export const DOCKER_SECTION = sectionOf(DOCKER_SHEET, {
  fr: 'Fiche Docker : les 16 recommandations',
  en: 'Docker sheet: the 16 recommendations',
})

function chapter(framework: Framework, report: Report): Markup {
  const { lang, say } = report
  const { title, version, date, trust, url, scope, measures, guide } = framework
  const caption = say({
    fr: `${guide} : verdict de chaque mesure, et ce que la machine en juge`,
    en: `${guide}: verdict of each measure, and what the machine judges of it`,
  })
  return html` <p>
      <a href="${url}" lang="fr">${title.fr}</a>, ANSSI, v${version}, ${dayOf(date, lang)} (${trust}).
      ${say(scope)}
    </p>
    <p>
      ${say({
        fr: "Une mesure n'est jamais dite tenue : on lit ici ce que disent les règles qui s'en inspirent, ce qui est attendu d'une personne, et ce que personne n'a encore jugé.",
        en: 'A measure is never said to be met: this is what the rules inspired by it say, what is asked of a person, and what nobody has judged yet.',
      })}
    </p>
    ${table({
      caption,
      kind: 'measures',
      columns: [
        { title: say({ fr: 'N°', en: 'No.' }) },
        { title: say({ fr: 'Mesure', en: 'Measure' }) },
        { title: say({ fr: 'Jugée par', en: 'Judged by' }), kind: 'short' },
        { title: say({ fr: 'Verdict', en: 'Verdict' }), kind: 'short' },
      ],
      rows: measures.map((measure) => cells(framework, measure, report)),
    })}`
}

function cells(framework: Framework, measure: Measure, report: Report): Content[] {
  const { lang, say, rules } = report
  const own = rulesCiting(framework, measure, rules)
  const links = own.map(({ id }) => html`<a href="#rule-${id}">${id}</a>`)
  const level = measure.level === undefined ? '' : html`<small>${LEVEL[measure.level][lang]}</small>`
  return [
    html`<span id="${framework.id}-${measure.number}">${measure.number.replace(/^M/, '')}</span>`,
    html`<b>${say(measure.title)}</b> ${level} ${notes(measure, report)}`,
    html`<span class="automation">${AUTOMATION[automationOf(measure)][lang]}</span> ${joinedBy(' ', links)}`,
    verdict(
      own.map(({ id }) => id),
      report,
    ),
  ]
}

/** What the machine judges, what it does not, and what is asked of a person for that. */
function notes({ judged, left, document, variants = [] }: Measure, { lang, say }: Report): Content {
  const variant = html`${say({ fr: 'Variante dégradée', en: 'Degraded variant' })} (${TO_VERIFY[lang]})`
  const lines: (readonly [Content, Text | undefined])[] = [
    [say({ fr: 'Jugé', en: 'Judged' }), judged],
    [say({ fr: 'Non jugé', en: 'Not judged' }), left],
    [say({ fr: 'Pièce à fournir', en: 'Document to supply' }), document],
    ...variants.map((text) => [variant, text] as const),
  ]
  return lines.map(([name, text]) =>
    text === undefined
      ? ''
      : html`<span class="note">${name}${say({ fr: ' : ', en: ': ' })}${say(text)}</span>`,
  )
}

/** What its rules say, doubt first. Without a rule, or without a verdict, nobody judged it. */
function verdict(ids: readonly string[], { byRule, lang, say }: Report): Content {
  const rows = ids.flatMap((id) => byRule.get(id) ?? [])
  if (rows.length > 0) return countsOf(tally(rows), lang)
  const why =
    ids.length === 0
      ? say({ fr: 'pièce à fournir', en: 'document to supply' })
      : say({ fr: 'aucun verdict dans ce jeu', en: 'no verdict in this set' })
  return html`${stateOf('pending', lang)} <small>${why}</small>`
}
