import type { Text } from '../../../modules/site/text.ts'
import { countsOf as countsAt, inCategory } from '../shared.ts'
import { CATEGORIES, counted, SEVERITY, type Category } from '../words.ts'
import { DOUBT_FIRST, isJudged, type Row } from './comparison.ts'
import { html, type Content, type Markup } from './markup.ts'
import type { Report, Section } from './report.ts'
import { table } from './table.ts'
import { LEVEL_NAME, SEVERITIES, stateOf } from './words.ts'

export const SUMMARY: Section = {
  id: 'summary',
  title: { fr: 'Synthèse', en: 'Summary' },
  render: (report) =>
    html` <p class="lead">${headline(report)}</p>
      ${tiles(report)} ${byLevel(report)} ${severities(report)}`,
}

const inRows = (rows: readonly Row[], category: Category): number =>
  rows.filter((row) => row.category === category).length

/** What matters in one sentence: failures, then doubts, then disagreements. */
function headline({ rows, say }: Report): string {
  const [failed, unknown] = [inRows(rows, 'fail'), inRows(rows, 'unknown')]
  const split = rows.filter(({ disagrees }) => disagrees).length
  const judged = rows.filter(({ category }) => isJudged(category)).length
  const parts: Text[] = [
    failed === 0
      ? { fr: 'Aucun échec', en: 'No failure' }
      : {
          fr: `${failed} ${failed > 1 ? 'échecs' : 'échec'}`,
          en: `${failed} ${failed > 1 ? 'failures' : 'failure'}`,
        },
    unknown === 0
      ? { fr: 'aucun point inconnu', en: 'no unknown point' }
      : {
          fr: `${unknown} ${unknown > 1 ? 'points inconnus' : 'point inconnu'}`,
          en: `${unknown} unknown ${unknown > 1 ? 'points' : 'point'}`,
        },
    split === 0
      ? { fr: 'aucun désaccord entre niveaux', en: 'no disagreement between levels' }
      : {
          fr: `${split} ${split > 1 ? 'désaccords' : 'désaccord'} entre niveaux`,
          en: `${split} ${split > 1 ? 'disagreements' : 'disagreement'} between levels`,
        },
  ]
  const list = (lang: 'fr' | 'en') => parts.map((part) => part[lang]).join(', ')
  return say({
    fr: `${list('fr')}, sur ${judged} points jugés (un par règle et par sujet) ; ${rows.length - judged} autres ne l'ont pas été.`,
    en: `${list('en')}, out of ${judged} points judged (one for each rule and subject); ${rows.length - judged} others were not.`,
  })
}

const tiles = ({ rows, lang }: Report): Markup =>
  html` <ul class="tiles">
    ${DOUBT_FIRST.map((category) => {
      const count = inRows(rows, category)
      return html`<li class="${category}">
        <b>${count}</b> ${counted(count, category, lang).replace(/^\d+ /, '')}
      </li>`
    })}
  </ul>`

function byLevel({ levels, lang, say }: Report): Markup {
  const counts = levels.map(({ results }) => countsAt(results))
  return table({
    caption: say({ fr: 'Verdicts par niveau', en: 'Verdicts by level' }),
    kind: 'figures',
    columns: [
      { title: say({ fr: 'Verdict', en: 'Verdict' }) },
      ...levels.map(({ level }) => ({ title: LEVEL_NAME[level][lang], kind: 'number' as const })),
    ],
    rows: [
      ...CATEGORIES.map((category): Content[] => [
        stateOf(category, lang),
        ...counts.map((count) => count[category]),
      ]),
      [
        say({ fr: 'Ressources jugées', en: 'Resources judged' }),
        ...levels.map(({ coverage }) =>
          say({
            fr: `${coverage.judged} sur ${coverage.resources}`,
            en: `${coverage.judged} of ${coverage.resources}`,
          }),
        ),
      ],
    ],
  })
}

/** Failures and doubts by how much they weigh; what is lighter than its rule says counts as it was found. */
function severities({ levels, lang, say }: Report): Markup {
  const found = (category: Category, severity: string): number[] =>
    levels.map(
      (assessment) =>
        inCategory(assessment, category).filter((result) => result.severity === severity).length,
    )
  const rows = (['fail', 'unknown', 'waived'] as const).flatMap((category) =>
    SEVERITIES.map((severity): Content[] => [
      html`${stateOf(category, lang)} ${SEVERITY[severity][lang]}`,
      ...found(category, severity),
    ]).filter(([, ...counts]) => counts.some((count) => count !== 0)),
  )
  if (rows.length === 0) return html``
  return table({
    caption: say({
      fr: 'Échecs, inconnus et acceptés, par gravité',
      en: 'Fails, unknown and waived, by severity',
    }),
    kind: 'figures',
    columns: [
      { title: say({ fr: 'Gravité', en: 'Severity' }) },
      ...levels.map(({ level }) => ({ title: LEVEL_NAME[level][lang], kind: 'number' as const })),
    ],
    rows,
  })
}
