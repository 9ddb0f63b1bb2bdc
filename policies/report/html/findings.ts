import { SEVERITY, type Category } from '../words.ts'
import { categoryOf, groupBy, ruleOf } from '../shared.ts'
import { saidOf, type Row } from './comparison.ts'
import { rowsTable } from './evidence.ts'
import { html, prose, type Markup } from './markup.ts'
import { ruleTitle, type Report, type Section } from './report.ts'
import { sourcesLine } from './sources.ts'
import { SEVERITIES } from './words.ts'

export const FAILURES: Section = {
  id: 'failures',
  title: { fr: 'Échecs, les plus graves d’abord', en: 'Failures, the gravest first' },
  render: (report) =>
    findings('fail', report) ??
    html`<p>
      ${report.say({
        fr: 'Aucun échec dans ce qui a été jugé.',
        en: 'No failure in what was judged.',
      })}
    </p>`,
}

export const UNDECIDED: Section = {
  id: 'undecided',
  title: { fr: 'Points inconnus', en: 'Unknown points' },
  render: (report) =>
    findings('unknown', report) ??
    html`<p>
      ${report.say({
        fr: 'Aucun point inconnu : ce qui attend un niveau suivant est listé avec ce qui n’a pas été jugé.',
        en: 'No unknown point: what waits for a later level is listed with what was not judged.',
      })}
    </p>`,
}

/** One article for each rule, since a rule often fails on several subjects for one cause. */
function findings(category: Category, report: Report): Markup | undefined {
  const rows = report.rows.filter((row) => row.category === category)
  if (rows.length === 0) return undefined
  const groups = groupBy(rows, ({ rule }) => rule).map(([id, own]) => ({
    id,
    own,
    rank: rankOf(own, category),
  }))
  const sorted = groups.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
  return html`${sorted.map(({ id, own, rank }) => finding(id, own, rank, report))}`
}

/** By what was found: an architecture's own limit is lighter than its rule, and a pass elsewhere weighs nothing. */
const rankOf = (rows: readonly Row[], category: Category): number =>
  Math.min(
    ...rows
      .flatMap(saidOf)
      .filter(({ result }) => categoryOf(result) === category)
      .map(({ result }) => SEVERITIES.indexOf(result.severity)),
  )

function finding(id: string, rows: readonly Row[], rank: number, report: Report): Markup {
  const { lang, say } = report
  const rule = ruleOf(id)
  const severity = SEVERITIES[rank] ?? 'info'
  return html` <article class="finding">
    <h3>
      <a href="#rule-${id}">${id}</a>
      <span class="severity ${severity}">${SEVERITY[severity][lang]}</span>
      ${ruleTitle(id, report)}
    </h3>
    ${
      rule === undefined
        ? ''
        : html`<p>${prose(say(rule.why))}</p>
            <p><b>${say({ fr: 'Remède : ', en: 'Remedy: ' })}</b>${prose(say(rule.fix))}</p>
            ${sourcesLine(rule, report)}`
    }
    ${rowsTable(rows, say({ fr: `${id} : sujets concernés`, en: `${id}: subjects concerned` }), report)}
  </article>`
}
