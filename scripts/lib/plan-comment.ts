import {
  code,
  escaped,
  fitted,
  marker,
  table,
  verdictBlocks,
  verdictLines,
  withVisibleTexts,
  type Assessment,
} from '../../policies/index.ts'
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

/**
 * The plan for a pull request, in Markdown: what it changes, what is destroyed, then the verdicts. The first line is a
 * hidden mark by which a pipeline finds its own comment and updates it. Nothing in it differs from one run of the
 * same plan to the next, until an acceptance is about to expire.
 */
export function planComment(comment: PlanComment): string {
  const { digest, lang } = comment
  const assessment = withVisibleTexts(comment.assessment)
  const foot = `\n${{ fr: 'Empreinte revue', en: 'Reviewed digest' }[lang]} : ${code(digest)}\n`
  const cut = { fr: '… (suite dans assessment.plan.json)', en: '… (continued in assessment.plan.json)' }[lang]
  return fitted(
    [
      marker('plan', assessment.site),
      `## Plan · ${escaped(assessment.site)} · ${escaped(assessment.tool.engine)}`,
      '',
      changeCounts(comment),
      '',
      ...verdictLines(assessment, lang),
      ...dangers(comment),
      ...verdictBlocks([assessment], { lang }),
      ...changeTable(comment),
      ...imageTables(comment),
    ],
    cut,
    foot,
  )
}

function changeCounts({ changes, lang }: PlanComment): string {
  const count = (kind: PlannedChange['kind']): number =>
    changes.filter((change) => change.kind === kind).length
  const [created, updated, replaced, deleted] = [
    count('create'),
    count('update'),
    count('replace'),
    count('delete'),
  ]
  return {
    fr: `${created} créés · ${updated} modifiés · **${replaced} remplacés** · **${deleted} supprimés**`,
    en: `${created} created · ${updated} updated · **${replaced} replaced** · **${deleted} deleted**`,
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

function changeTable({ changes, lang }: PlanComment): string[] {
  if (changes.length === 0) return ['', { fr: 'Aucun changement.', en: 'No changes.' }[lang]]
  const header = { fr: ['Action', 'Ressource', 'Pourquoi'], en: ['Action', 'Resource', 'Why'] }[lang]
  const rows = changes.map(({ kind, address, why }) => [
    KIND_WORDS[kind][lang],
    code(address),
    escaped(why.join(', ')),
  ])
  return ['', ...table(header, rows)]
}

const imageTables = ({ images }: PlanComment): string[] =>
  images.flatMap(({ repository, packages }) => [
    '',
    `<details><summary>${escaped(repository)} (${packages.length})</summary>`,
    '',
    ...packages.map(
      ({ package: name, from, to }) => `- ${escaped(name)} ${escaped(from ?? '–')} → ${escaped(to ?? '–')}`,
    ),
    '',
    '</details>',
  ])
