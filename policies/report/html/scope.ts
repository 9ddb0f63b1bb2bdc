import type { Text } from '../../../modules/site/text.ts'
import { catalogueDigest } from '../../assess.ts'
import { LEVELS, type Level } from '../../assessment.ts'
import { FRAMEWORKS } from '../../frameworks/index.ts'
import { html, type Content, type Markup } from './markup.ts'
import type { Report, Section } from './report.ts'
import { dayOf, LEVEL_NAME, momentOf } from './words.ts'

const PROVES: Readonly<Record<Level, Text>> = {
  synth: {
    fr: 'ce que site.yaml produit, avant toute machine : prouve ce qui est demandé',
    en: 'what site.yaml produces, before any machine: proves what is asked for',
  },
  plan: {
    fr: 'ce qui allait être appliqué, destructions comprises : prouve ce qui va changer',
    en: 'what was about to be applied, destructions included: proves what is going to change',
  },
  live: {
    fr: 'ce qui tournait à cette date, sondes comprises : prouve ce qui était en place',
    en: 'what ran on that date, probes included: proves what was in place',
  },
}

export const SCOPE: Section = {
  id: 'scope',
  title: { fr: 'Portée et limites', en: 'Scope and limits' },
  render: (report) =>
    html` <h3>${report.say({ fr: 'Ce qui a été évalué', en: 'What was assessed' })}</h3>
      <ul>
        ${LEVELS.map((level) => levelItem(level, report))}
      </ul>
      <h3>${report.say({ fr: "Ce qui n'a pas été jugé", en: 'What was not judged' })}</h3>
      <ul>
        ${limits(report).map((limit) => html`<li>${limit}</li>`)}
      </ul>
      <h3>${report.say({ fr: 'Sources et attribution', en: 'Sources and attribution' })}</h3>
      ${attribution(report)}`,
}

function levelItem(level: Level, { levels, lang, say }: Report): Markup {
  const found = levels.find((assessment) => assessment.level === level)
  const when =
    found === undefined
      ? html`<strong
          >${say({ fr: 'non fourni : rien ici ne le concerne', en: 'not supplied: nothing here is about it' })}</strong
        >`
      : momentOf(found.at, lang)
  return html`<li>
    <b>${LEVEL_NAME[level][lang]}</b> (${when})${say({ fr: ' : ', en: ': ' })}${say(PROVES[level])}.
  </li>`
}

/** Silence is never read as a pass: what nobody judged is counted here and listed further on. */
function limits({ rows, levels, lang, say }: Report): Content[] {
  const count = (category: string) => rows.filter((row) => row.category === category).length
  const link = (id: string, text: Text) => html`<a href="#${id}">${say(text)}</a>`
  const [pending, deferred, unknown] = [count('pending'), count('deferred'), count('unknown')]
  const resources = new Set(levels.flatMap(({ coverage }) => coverage.unjudged)).size
  const attributes = new Set(
    levels.flatMap(({ coverage }) =>
      coverage.attributes.map(({ type, attribute }) => `${type} ${attribute}`),
    ),
  ).size
  const foreign = levels.some(({ tool }) => tool.rules !== catalogueDigest())
  return [
    html`${link('manual', { fr: `Contrôles qu'aucune machine ne juge : ${pending}`, en: `Controls that no machine judges: ${pending}` })}.`,
    html`${link('unjudged', { fr: `Verdicts remis à un niveau suivant : ${deferred}`, en: `Verdicts left to a later level: ${deferred}` })}.`,
    html`${link('undecided', { fr: `Points inconnus : ${unknown}`, en: `Unknown points: ${unknown}` })}.`,
    html`${link('unjudged', { fr: `Ressources qu'aucune règle ne juge : ${resources} ; attributs écrits qu'aucune règle ne lit : ${attributes}`, en: `Resources that no rule judges: ${resources}; written attributes that no rule reads: ${attributes}` })}.`,
    ...FRAMEWORKS.map(({ scope }) => say(scope)),
    ...(foreign
      ? [
          say({
            fr: "Un niveau au moins a été jugé avec un autre catalogue de règles que celui de ce rapport : titres, remèdes et sources sont ceux d'aujourd'hui.",
            en: 'One level at least was judged with another catalogue of rules than that of this report: titles, remedies and sources are those of today.',
          }),
        ]
      : []),
    ...(levels.length < LEVELS.length && !levels.some(({ level }) => level === 'live')
      ? [
          say({
            fr: "Le site en marche n'a pas été observé : rien ici ne prouve ce qui tourne.",
            en: 'The running site was not observed: nothing here proves what runs.',
          }),
        ]
      : []),
    ...noticesOf(levels.flatMap(({ notices }) => notices)).map((notice) => notice[lang]),
  ]
}

const noticesOf = (notices: readonly Text[]): Text[] => [
  ...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values(),
]

const attribution = ({ lang, say }: Report): Markup =>
  html` <p>
      ${say({
        fr: "Les guides de l'ANSSI sont publiés sous Licence Ouverte (Etalab). Titres courts et numéros repris de :",
        en: "ANSSI's guides are published under the Licence Ouverte (Etalab). Short titles and numbers taken from:",
      })}
    </p>
    <ul>
      ${FRAMEWORKS.map(
        ({ title, version, date, url }) =>
          html`<li>
            <a href="${url}" lang="fr">${title.fr}</a>, ANSSI, v${version}, ${dayOf(date, lang)}.
          </li>`,
      )}
    </ul>
    <p>
      ${say({
        fr: 'Sources telles que connues le 23 novembre 2026. La lettre qui suit un numéro dit comment il a été lu.',
        en: 'Sources as known on 23 November 2026. The letter after a number says how it was read.',
      })} <a href="#sources">${say({ fr: 'Voir les sources', en: 'See the sources' })}</a>.
    </p>`
