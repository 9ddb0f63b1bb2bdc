import type { Lang, Text } from '../../modules/site/text.ts'
import { wording, type Assessment, type Result } from '../assessment.ts'
import { exitStatus } from '../exit-status.ts'
import { dayOf } from '../waivers/waiver.ts'
import { block, code, escaped, fitted, marker, table } from './markdown-text.ts'
import {
  acceptedBy,
  countsLine,
  coverageLine,
  gravest,
  groupBy,
  inCategory,
  laterOf,
  readable,
  ruleOf,
  shortened,
  titleOf,
  unjudgedAttributes,
  type ReportOptions,
} from './shared.ts'
import { COLON, LATER, LEVEL, NO_AUDIT, SEVERITY } from './words.ts'

export interface MarkdownOptions extends ReportOptions {
  /** Today, from which the expiry of what was accepted is told. @default when each assessment was made */
  readonly now?: Date
}

/** A comment for a pull request: danger first, then what fails, what is in doubt, what was accepted, what is not judged. */
export function markdownReport(assessments: readonly Assessment[], options: MarkdownOptions): string {
  const shown = readable(assessments)
  const { lang } = options
  const cut = {
    fr: '… la suite est dans les fichiers assessment.\\*.json',
    en: '… continued in the files assessment.\\*.json',
  }[lang]
  const site = shown[0]?.site ?? ''
  return fitted(
    [
      marker('report', site),
      `## Socle · ${escaped(shortened(site, 80))}`,
      ...shown.flatMap((assessment) => ['', ...verdictLines(assessment, lang)]),
      ...verdictBlocks(shown, options),
    ],
    cut,
    `\n${NO_AUDIT[lang]}\n`,
  )
}

/** The verdict in two lines: what it means, then every count. */
export function verdictLines(assessment: Assessment, lang: Lang): string[] {
  return [
    `**${LEVEL[assessment.level][lang]} · ${meaning(assessment)[lang]}**`,
    '',
    `${countsLine(assessment, lang)} · ${coverageLine(assessment, lang)}`,
  ]
}

function meaning(assessment: Assessment) {
  const nothing = {
    fr: "rien n'a été jugé",
    en: 'nothing was judged',
  }
  return {
    0: { fr: 'rien de bloquant ni de majeur en échec', en: 'nothing blocking or major fails' },
    1: { fr: 'une règle bloquante ou majeure est en échec', en: 'a blocking or major rule fails' },
    3:
      assessment.coverage.judged === 0
        ? nothing
        : { fr: 'une règle bloquante ou majeure est indécise', en: 'a blocking or major rule is undecided' },
    4: { fr: 'rien de pire que ce qui a été accepté', en: 'nothing worse than what was accepted' },
  }[exitStatus(assessment)]
}

interface Section {
  readonly title: Text
  readonly lines: (assessment: Assessment, lang: Lang, now: Date) => string[]
}

/** In the order of what a reader must not miss: when room runs out, the last ones go. */
const SECTIONS: readonly Section[] = [
  { title: { fr: 'Destruction', en: 'Destruction' }, lines: dangers },
  { title: { fr: 'Règles en échec', en: 'Failing rules' }, lines: findings },
  { title: { fr: 'Remèdes', en: 'Fixes' }, lines: fixes },
  { title: { fr: 'Inconnu', en: 'Unknown' }, lines: doubts },
  {
    title: { fr: 'Acceptations qui expirent sous 30 jours', en: 'Acceptances that expire within 30 days' },
    lines: (assessment, lang, now) => acceptances(assessment, lang, (result) => expiresSoon(result, now)),
  },
  {
    title: { fr: 'Accepté, jamais réussi', en: 'Waived, never passed' },
    lines: (assessment, lang, now) => acceptances(assessment, lang, (result) => !expiresSoon(result, now)),
  },
  { title: { fr: 'Ce que rien ne juge', en: 'What nothing judges' }, lines: unjudged },
  { title: { fr: 'Pas jugé ici', en: 'Not judged here' }, lines: elsewhere },
]

/** All that follows the verdicts, danger first whatever its level. With several levels, each title says its own. */
export const verdictBlocks = (
  assessments: readonly Assessment[],
  { lang, now }: Pick<MarkdownOptions, 'lang' | 'now'>,
): string[] =>
  SECTIONS.flatMap(({ title, lines }) =>
    assessments.flatMap((assessment) => {
      const level = assessments.length > 1 ? ` · ${LEVEL[assessment.level][lang]}` : ''
      return block(title[lang] + level, lines(assessment, lang, now ?? new Date(assessment.at)))
    }),
  )

/** A volume that a plan deletes, accepted on the command line or not: never folded, always first. */
function dangers({ results }: Assessment, lang: Lang): string[] {
  return results
    .filter(({ rule, status }) => rule.startsWith('DST-') && (status === 'fail' || status === 'waived'))
    .map(
      (result) =>
        `- **${result.rule}** ${address(result)} ${text(result, 'seen', lang)}${result.waiver === undefined ? '' : ` — ${accepted(result, lang)}`}`,
    )
}

function findings(assessment: Assessment, lang: Lang): string[] {
  const header = {
    fr: ['Règle', 'Gravité', 'Sujet', 'Vu', 'Voulu', 'Où'],
    en: ['Rule', 'Severity', 'Subject', 'Seen', 'Want', 'Where'],
  }[lang]
  return table(
    header,
    gravest(inCategory(assessment, 'fail')).map((result) => [
      ...named(result, lang),
      text(result, 'seen', lang),
      text(result, 'want', lang),
      code(shortened(result.where ?? '', 120)),
    ]),
  )
}

function doubts(assessment: Assessment, lang: Lang): string[] {
  const header = {
    fr: ['Règle', 'Gravité', 'Sujet', 'Pourquoi'],
    en: ['Rule', 'Severity', 'Subject', 'Why'],
  }[lang]
  return table(
    header,
    gravest(inCategory(assessment, 'unknown')).map((result) => [
      ...named(result, lang),
      text(result, 'reason', lang),
    ]),
  )
}

const named = (result: Result, lang: Lang): string[] => [
  `**${result.rule}** ${escaped(titleOf(result.rule, lang))}`,
  SEVERITY[result.severity][lang],
  address(result),
]

const address = ({ subject }: Result): string => code(shortened(subject, 120))

/** A table is read at a glance: the whole text is in the assessment. */
const text = (result: Result, field: 'seen' | 'want' | 'reason', lang: Lang): string =>
  escaped(shortened(wording(result, field, lang), 300))

function fixes(assessment: Assessment, lang: Lang): string[] {
  return groupBy(gravest(inCategory(assessment, 'fail')), ({ rule }) => rule).flatMap(([id]) => {
    const rule = ruleOf(id)
    return rule === undefined ? [] : [`- **${id}** ${escaped(rule.fix[lang])}`]
  })
}

const acceptances = (assessment: Assessment, lang: Lang, isShown: (result: Result) => boolean): string[] =>
  inCategory(assessment, 'waived')
    .filter(isShown)
    .map(
      (result) =>
        `- **${result.rule}** ${address(result)} ${text(result, 'seen', lang)} — ${accepted(result, lang)}`,
    )

const accepted = ({ waiver }: Result, lang: Lang): string =>
  waiver === undefined ? '' : escaped(shortened(acceptedBy(waiver, lang), 300))

const SOON = 30

export function expiresSoon({ waiver }: Pick<Result, 'waiver'>, now: Date): boolean {
  const last = waiver?.expires === undefined ? undefined : dayOf(waiver.expires)
  return last !== undefined && last - Math.floor(now.getTime() / 86_400_000) < SOON
}

function unjudged(assessment: Assessment, lang: Lang): string[] {
  const { unjudged: resources, attributes } = assessment.coverage
  const title = {
    fr: `Attributs écrits dont aucune règle ne décide (${attributes.length})`,
    en: `Attributes that are written and that no rule decides by (${attributes.length})`,
  }[lang]
  const named = unjudgedAttributes(assessment).map(
    ([type, names]) => `${code(type)} ${escaped(names.join(', '))}`,
  )
  return [
    ...resources.map((address) => `- ${code(address)}`),
    ...(named.length === 0 ? [] : [`- ${title}${COLON[lang]}${named.join(' ; ')}`]),
  ]
}

function elsewhere(assessment: Assessment, lang: Lang): string[] {
  const pending = inCategory(assessment, 'pending')
  const documents = pending.filter((result) => result.pending === 'document').length
  const line = (words: Text, count: number) => (count === 0 ? [] : [`- ${words[lang]}${COLON[lang]}${count}`])
  return [
    ...line(
      {
        fr: 'pièces à fournir, que nulle machine ne juge',
        en: 'documents to supply, which no machine judges',
      },
      documents,
    ),
    ...line(
      {
        fr: 'règles qui attendent une capacité que Socle ne construit pas encore',
        en: 'rules that wait for a capability that Socle does not build yet',
      },
      pending.length - documents,
    ),
    ...laterOf(assessment).flatMap(([level, results]) =>
      line(
        {
          fr: `verdicts qui tomberont ${LATER[level].fr}`,
          en: `verdicts that will fall ${LATER[level].en}`,
        },
        results.length,
      ),
    ),
  ]
}
