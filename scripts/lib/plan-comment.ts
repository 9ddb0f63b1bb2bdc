import { wording, type Assessment, type Result } from '../../policies/index.ts'
import type { Lang } from '../../modules/site/text.ts'
import type { ImageChange } from './applied-images.ts'
import { KIND_WORDS, type PlannedChange } from './plan-changes.ts'

export interface PlanComment {
  readonly assessment: Assessment
  readonly changes: readonly PlannedChange[]
  readonly images: readonly ImageChange[]
  readonly digest: string
  readonly lang: Lang
}

/** GitHub refuses a comment over 65,536 characters; some room is left for what a pipeline adds. */
const LIMIT = 60_000

/**
 * The plan for a pull request, in Markdown: verdict, what is destroyed, what fails, then the rest. The first line is
 * a hidden mark by which a pipeline finds its own comment and updates it. Nothing in it differs from one run of the
 * same plan to the next.
 */
export function planComment(comment: PlanComment): string {
  const { assessment, digest, lang } = comment
  const head = [
    `<!-- socle:plan site=${assessment.site} -->`,
    `## ${{ fr: 'Plan', en: 'Plan' }[lang]} · ${assessment.site} · ${assessment.tool.engine}`,
    '',
    verdict(comment),
    ...dangers(comment),
    ...failures(comment),
  ].join('\n')
  const foot = `\n\n${{ fr: 'Empreinte revue', en: 'Reviewed digest' }[lang]} : \`${digest}\`\n`
  const details = [...changeTable(comment), ...imageTables(comment)].join('\n')
  const room = LIMIT - head.length - foot.length
  const cut = {
    fr: '\n\n… (suite dans assessment.plan.json)',
    en: '\n\n… (continued in assessment.plan.json)',
  }[lang]
  return head + (details.length > room ? details.slice(0, room - cut.length) + cut : details) + foot
}

function verdict({ assessment: { summary }, changes, lang }: PlanComment): string {
  const count = (kind: PlannedChange['kind']): number =>
    changes.filter((change) => change.kind === kind).length
  const [created, updated, replaced, deleted] = [
    count('create'),
    count('update'),
    count('replace'),
    count('delete'),
  ]
  return {
    fr: `${created} créés · ${updated} modifiés · **${replaced} remplacés** · **${deleted} supprimés** — règles : ${summary.pass} réussies, **${summary.fail} en échec**, ${summary.unknown} inconnues, ${summary.waived} acceptées`,
    en: `${created} created · ${updated} updated · **${replaced} replaced** · **${deleted} deleted** — rules: ${summary.pass} passed, **${summary.fail} failed**, ${summary.unknown} unknown, ${summary.waived} waived`,
  }[lang]
}

/** Never folded, always first. */
function dangers({ changes, lang }: PlanComment): string[] {
  const lost = changes.filter(
    ({ kind, address }) =>
      kind === 'delete' || (kind === 'replace' && !address.startsWith('docker_container.')),
  )
  if (lost.length === 0) return []
  const title = { fr: '### Détruit ou remplacé', en: '### Destroyed or replaced' }[lang]
  return [
    '',
    title,
    '',
    ...lost.map(({ kind, address, why }) =>
      `- **${KIND_WORDS[kind][lang]}** ${code(address)} ${code(why.join(', '))}`.trimEnd(),
    ),
  ]
}

function failures({ assessment: { results }, lang }: PlanComment): string[] {
  const failed = results.filter(({ status }) => status === 'fail')
  if (failed.length === 0) return []
  const row = (result: Result): string =>
    `| ${result.rule} | ${result.severity} | ${code(result.subject)} | ${cell(wording(result, 'seen', lang))} | ${cell(result.where ?? '')} |`
  const title = { fr: '### Règles en échec', en: '### Failing rules' }[lang]
  const header = {
    fr: '| Règle | Gravité | Sujet | Vu | Où |',
    en: '| Rule | Severity | Subject | Seen | Where |',
  }[lang]
  return ['', title, '', header, '| --- | --- | --- | --- | --- |', ...failed.map(row)]
}

function changeTable({ changes, lang }: PlanComment): string[] {
  if (changes.length === 0) return ['', '', { fr: 'Aucun changement.', en: 'No changes.' }[lang]]
  const header = { fr: '| Action | Ressource | Pourquoi |', en: '| Action | Resource | Why |' }[lang]
  const rows = changes.map(
    ({ kind, address, why }) => `| ${KIND_WORDS[kind][lang]} | ${code(address)} | ${cell(why.join(', '))} |`,
  )
  return ['', '', header, '| --- | --- | --- |', ...rows]
}

const imageTables = ({ images }: PlanComment): string[] =>
  images.flatMap(({ repository, packages }) => [
    '',
    `<details><summary>${repository} (${packages.length})</summary>`,
    '',
    ...packages.map(
      ({ package: name, from, to }) => `- ${cell(name)} ${cell(from ?? '–')} → ${cell(to ?? '–')}`,
    ),
    '',
    '</details>',
  ])

const code = (text: string): string => (text === '' ? '' : `\`${text.replace(/[`|\n]/g, ' ')}\``)

/** Text of a description or of an engine is not trusted: no markup, no table cell of its own. */
const cell = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>|#!~]/g, (character) => `\\${character}`).replace(/\s+/g, ' ')
