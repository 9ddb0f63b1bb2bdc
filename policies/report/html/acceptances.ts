import type { Acceptance, Result } from '../../assessment.ts'
import { wording } from '../../assessment.ts'
import { DEROGATIONS, type Derogation } from '../../waivers/derogations.ts'
import { compensating } from '../shared.ts'
import { saidOf, type Row } from './comparison.ts'
import { code, html, type Content, type Markup } from './markup.ts'
import type { Report, Section } from './report.ts'
import { table } from './table.ts'
import { dayOf, LEVEL_NAME } from './words.ts'

export const ACCEPTANCES: Section = {
  id: 'acceptances',
  title: { fr: 'Dérogations et acceptations', en: 'Derogations and waivers' },
  render: (report) =>
    html` <p>
        ${report.say({
          fr: "Un écart accepté reste un écart : il n'est jamais compté parmi ce qui est réussi.",
          en: 'A deviation that is accepted remains one: it is never counted among what passes.',
        })}
      </p>
      <h3>${report.say({ fr: 'Écarts acceptés', en: 'Accepted deviations' })}</h3>
      ${accepted(report)}
      <h3>${report.say({ fr: "Limites de l'architecture", en: 'Limits of the architecture' })}</h3>
      ${architecture(report)}`,
}

function accepted(report: Report): Markup {
  const { say, rows } = report
  const found = rows.flatMap((row) => acceptancesOf(row))
  if (found.length === 0)
    return html`<p>${say({ fr: 'Aucun écart accepté.', en: 'No deviation is accepted.' })}</p>`
  return table({
    caption: say({
      fr: 'Qui a accepté quoi, pourquoi et jusqu’à quand',
      en: 'Who accepted what, why and until when',
    }),
    kind: 'wide',
    columns: [
      { title: say({ fr: 'Règle et sujet', en: 'Rule and subject' }) },
      { title: say({ fr: 'Motif, et ce qui est fait à la place', en: 'Reason, and what is done instead' }) },
      { title: say({ fr: 'Tenu par', en: 'Owner' }), kind: 'short' },
      { title: say({ fr: 'Accepté par', en: 'Approved by' }), kind: 'short' },
      { title: say({ fr: 'Le', en: 'On' }), kind: 'short' },
      { title: say({ fr: 'Échéance', en: 'Expires' }), kind: 'short' },
    ],
    rows: found.map((each) => acceptedRow(each, report)),
  })
}

interface Accepted {
  readonly row: Row
  readonly result: Result
  readonly waiver: Acceptance
  readonly levels: readonly (keyof typeof LEVEL_NAME)[]
}

/** One line for each acceptance, with the levels at which it was used. */
function acceptancesOf(row: Row): Accepted[] {
  const used = saidOf(row).flatMap(({ level, result }) =>
    result.waiver === undefined ? [] : [{ level, result, waiver: result.waiver }],
  )
  const keys = [...new Set(used.map(({ waiver, result }) => JSON.stringify([waiver, result.fingerprint])))]
  return keys.flatMap((key) => {
    const same = used.filter(({ waiver, result }) => JSON.stringify([waiver, result.fingerprint]) === key)
    const [first] = same
    return first === undefined
      ? []
      : [{ row, result: first.result, waiver: first.waiver, levels: same.map(({ level }) => level) }]
  })
}

function acceptedRow({ row, result, waiver, levels }: Accepted, report: Report): Content[] {
  const { lang, say } = report
  const none = say({ fr: 'non consigné', en: 'not recorded' })
  const kind = {
    waiver: { fr: 'acceptation', en: 'waiver' },
    derogation: { fr: `dérogation ${waiver.id ?? ''}`, en: `derogation ${waiver.id ?? ''}` },
    'command-line': { fr: 'ligne de commande, pour cette fois', en: 'command line, this once' },
  }[waiver.kind]
  const details = [
    levels.map((level) => LEVEL_NAME[level][lang]).join(', '),
    say(kind),
    waiver.where,
    result.fingerprint,
  ].filter((detail) => detail !== undefined)
  const reason = say({ fr: wording(result, 'reason', 'fr'), en: wording(result, 'reason', 'en') })
  return [
    html`<a href="#rule-${row.rule}">${row.rule}</a> ${code(row.subject)}
      <small>${details.join(' · ')}</small>`,
    html`<span class="fact">${reason || none}</span>
      <span class="fact">
        <i>${say({ fr: 'à la place', en: 'instead' })}</i> ${compensating(waiver, lang) ?? none}
      </span>`,
    waiver.owner ?? none,
    waiver.approvedBy ?? none,
    waiver.acceptedOn === undefined ? none : dayOf(waiver.acceptedOn, lang),
    waiver.expires === undefined ? none : dayOf(waiver.expires, lang),
  ]
}

const architecture = (report: Report): Markup => {
  const { say } = report
  return table({
    caption: say({
      fr: 'Ce que cette architecture ne peut tenir, par construction',
      en: 'What this architecture cannot meet, by design',
    }),
    kind: 'wide',
    columns: [
      { title: say({ fr: 'Dérogation', en: 'Derogation' }) },
      { title: say({ fr: 'Motif', en: 'Reason' }) },
      { title: say({ fr: 'En compensation', en: 'Done instead' }) },
      { title: say({ fr: 'État', en: 'State' }) },
    ],
    rows: DEROGATIONS.map((derogation) => [
      html`<b>${derogation.id}</b> ${say(derogation.title)}
        <a href="#rule-${derogation.rule}">${derogation.rule}</a>`,
      say(derogation.reason),
      say(derogation.compensating),
      stateOf(derogation, report),
    ]),
  })
}

/** What asks for a signature first: one level without it is enough. */
function stateOf(derogation: Derogation, report: Report): Content {
  const { rows, lang, say } = report
  const said = rows
    .flatMap(saidOf)
    .map(({ result }) => result)
    .filter((result) => result.derogation === derogation.id)
  if (said.some(({ status }) => status === 'fail'))
    return html`<strong
      >${say({ fr: 'non acceptée par le client', en: 'not accepted by the client' })}</strong
    >`
  const signed = said.find(({ waiver }) => waiver?.id === derogation.id)?.waiver
  if (signed === undefined) return say({ fr: 'aucun constat dans ce jeu', en: 'no finding in this set' })
  const { approvedBy = '?', acceptedOn = '?', expires = '?' } = signed
  return say({
    fr: `acceptée par ${approvedBy} le ${dayOf(acceptedOn, lang)}, jusqu'au ${dayOf(expires, lang)}`,
    en: `accepted by ${approvedBy} on ${dayOf(acceptedOn, lang)}, until ${dayOf(expires, lang)}`,
  })
}
