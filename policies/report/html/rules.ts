import type { Text } from '../../../modules/site/text.ts'
import type { Rule } from '../../rule.ts'
import { groupBy, ruleOf } from '../shared.ts'
import { SEVERITY } from '../words.ts'
import { tally, type Row } from './comparison.ts'
import { rowsTable } from './evidence.ts'
import { html, type Content, type Markup } from './markup.ts'
import { ruleTitle, type Report, type Section } from './report.ts'
import { citationsLine, sourcesLine } from './sources.ts'
import { countsOf } from './words.ts'

const FAMILY: Readonly<Record<string, Text>> = {
  ADM: { fr: 'Administration', en: 'Administration' },
  AUT: { fr: 'Authentification', en: 'Authentication' },
  BCK: { fr: 'Sauvegarde', en: 'Backup' },
  CTR: { fr: 'Conteneurs', en: 'Containers' },
  DRF: { fr: 'Dérive', en: 'Drift' },
  DST: { fr: 'Destruction', en: 'Destruction' },
  EGR: { fr: 'Sorties et échanges', en: 'Egress and exchanges' },
  FAC: { fr: 'Factures et archive', en: 'Invoices and archive' },
  GOV: { fr: 'Gouvernance', en: 'Governance' },
  LOG: { fr: 'Journaux', en: 'Logs' },
  MCS: { fr: 'Maintien en condition de sécurité', en: 'Keeping secure' },
  NET: { fr: 'Réseau', en: 'Network' },
  REM: { fr: 'Accès à distance', en: 'Remote access' },
  TLS: { fr: 'TLS', en: 'TLS' },
  WEB: { fr: 'Web', en: 'Web' },
  WVR: { fr: 'Acceptations', en: 'Waivers' },
}

export const RULE_BY_RULE: Section = {
  id: 'rules',
  title: { fr: 'Règle par règle, niveau par niveau', en: 'Rule by rule, level by level' },
  render: (report) => {
    const ids = [...new Set([...report.rules.map(({ id }) => id), ...report.byRule.keys()])].sort()
    const families = groupBy(ids, (id) => id.split('-')[0] ?? id)
    return html` <p>
        ${report.say({
          fr: 'Chaque règle sur chaque sujet : ce qui a été vu, son fondement (configuré, observé ou déclaré) et le verdict de chaque niveau. Ce qui est réussi est replié ; le papier montre tout.',
          en: 'Each rule on each subject: what was seen, its basis (configured, observed or declared) and the verdict of each level. Passes are folded; paper shows all.',
        })}
      </p>
      <p class="unfolded">
        ${report.say({
          fr: 'Ce navigateur n’imprime pas ce qui est replié : déplier d’abord ce qui doit l’être, ou imprimer avec un navigateur plus récent.',
          en: 'This browser does not print what is folded: unfold first what has to be printed, or print with a newer browser.',
        })}
      </p>
      ${families.map(([prefix, own]) => family(prefix, own, report))}`
  },
}

const family = (prefix: string, ids: readonly string[], report: Report): Markup =>
  html` <h3>${report.say(FAMILY[prefix] ?? { fr: prefix, en: prefix })}</h3>
    ${ids.map((id) => section(id, report))}`

function section(id: string, report: Report): Markup {
  const rule = ruleOf(id)
  const rows = report.byRule.get(id) ?? []
  return html` <section class="rule" id="rule-${id}">
    <h4>${id} ${ruleTitle(id, report)}</h4>
    <p class="meta">${weight(rule, report)} ${verdictCounts(rows, report)}</p>
    ${rule === undefined ? citationsLine(saidSources(rows), report) : sourcesLine(rule, report)}
    ${rule?.kind === 'manual' ? elsewhere(report) : verdicts(id, rows, report)}
  </section>`
}

const weight = (rule: Rule | undefined, { lang }: Report): Content =>
  rule === undefined
    ? ''
    : html`<span class="severity ${rule.severity}">${SEVERITY[rule.severity][lang]}</span>`

const verdictCounts = (rows: readonly Row[], { lang, say }: Report): Content =>
  rows.length > 0
    ? countsOf(tally(rows), lang)
    : say({ fr: 'aucun verdict aux niveaux fournis', en: 'no verdict at the levels supplied' })

const elsewhere = ({ say }: Report): Markup =>
  html`<p>
    <a href="#manual">${say({ fr: 'Voir la pièce attendue', en: 'See the document that is asked for' })}</a>
  </p>`

const saidSources = (rows: readonly Row[]) =>
  rows.flatMap(({ at }) => [...at.synth, ...at.plan, ...at.live]).at(0)?.sources ?? []

/** What must be looked at stands open; the rest is one line, whatever the number of subjects. */
function verdicts(id: string, rows: readonly Row[], report: Report): Content {
  const { say, lang } = report
  const open = rows.filter(
    ({ category, disagrees }) => disagrees || ['fail', 'unknown', 'waived'].includes(category),
  )
  const folded = rows.filter((row) => !open.includes(row))
  const caption = (text: Text) => `${id}${lang === 'fr' ? ' : ' : ': '}${say(text)}`
  return [
    ...(open.length === 0
      ? []
      : [rowsTable(open, caption({ fr: 'à examiner', en: 'to be looked at' }), report)]),
    ...(folded.length === 0
      ? []
      : [
          html`<details>
            <summary>${summaryOf(folded, report)}</summary>
            ${rowsTable(folded, caption({ fr: 'autres sujets', en: 'other subjects' }), report)}
          </details>`,
        ]),
  ]
}

function summaryOf(rows: readonly Row[], { say }: Report): string {
  const [first] = rows
  return rows.length === 1 && first !== undefined
    ? say({ fr: `Voir 1 sujet : ${first.subject}`, en: `See 1 subject: ${first.subject}` })
    : say({ fr: `Voir ${rows.length} sujets`, en: `See ${rows.length} subjects` })
}
