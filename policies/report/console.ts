import { printable, type Lang, type Text } from '../../modules/site/text.ts'
import { wording, type Assessment, type Result, type Severity } from '../assessment.ts'
import { RULES } from '../registry.ts'

export interface ConsoleOptions {
  readonly lang: Lang
  /** @default false */
  readonly colour?: boolean
}

const WORDS = {
  fail: { fr: 'ÉCHEC', en: 'FAIL' },
  unknown: { fr: 'INCONNU', en: 'UNKNOWN' },
  waived: { fr: 'ACCEPTÉ', en: 'WAIVED' },
  declared: { fr: 'DÉCLARÉ', en: 'DECLARED' },
  pass: { fr: 'réussi', en: 'pass' },
  'not-applicable': { fr: 'sans objet', en: 'not applicable' },
  seen: { fr: 'vu', en: 'seen' },
  want: { fr: 'voulu', en: 'want' },
  fix: { fr: 'remède', en: 'fix' },
  source: { fr: 'règle inspirée de', en: 'rule inspired by' },
  own: { fr: 'règle du projet', en: 'project rule' },
  reason: { fr: 'motif', en: 'reason' },
  deferred: { fr: 'Se jugera plus tard :', en: 'To be judged later:' },
  unjudged: { fr: 'Ressources que rien ne juge :', en: 'Resources that nothing judges:' },
  notices: { fr: 'À savoir :', en: 'Good to know:' },
  plan: { fr: 'sur le plan', en: 'on the plan' },
  live: { fr: 'sur le site en marche', en: 'on the running site' },
} satisfies Record<string, Text>

const SEVERITIES: Readonly<Record<Severity, Text>> = {
  blocking: { fr: 'bloquant', en: 'blocking' },
  major: { fr: 'majeur', en: 'major' },
  minor: { fr: 'mineur', en: 'minor' },
  info: { fr: 'info', en: 'info' },
}

const LEVEL: Readonly<Record<Assessment['level'], Text>> = {
  synth: { fr: 'description synthétisée', en: 'synthesised description' },
  plan: { fr: 'plan', en: 'plan' },
  live: { fr: 'site en marche', en: 'running site' },
}

const RED = '31'
const YELLOW = '33'

/** The assessment for a terminal: what fails first with its remedy, then what is in doubt, then the counts. */
export function consoleReport(judged: Assessment, { lang, colour = false }: ConsoleOptions): string {
  const assessment = withPrintableTexts(judged)
  const paint = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const of = (status: Result['status']) => assessment.results.filter((result) => result.status === status)
  const undecided = of('unknown').filter(({ deferred }) => deferred === undefined)
  return [
    `${assessment.site} · ${LEVEL[assessment.level][lang]}`,
    ...of('fail').flatMap((result) => detailed(result, lang, paint(RED, WORDS.fail[lang]))),
    ...undecided.flatMap((result) => detailed(result, lang, paint(YELLOW, WORDS.unknown[lang]))),
    ...of('waived').flatMap((result) => detailed(result, lang, paint(YELLOW, WORDS.waived[lang]))),
    ...of('declared').flatMap((result) => detailed(result, lang, paint(YELLOW, WORDS.declared[lang]))),
    ...table(assessment, lang),
    ...deferred(assessment, lang),
    ...section(WORDS.unjudged[lang], assessment.coverage.unjudged),
    ...section(
      WORDS.notices[lang],
      assessment.notices.map((notice) => notice[lang]),
    ),
    '',
    counts(assessment, lang),
  ].join('\n')
}

/** What is judged may be anybody's file: none of its texts may move the cursor or add a line. */
const withPrintableTexts = (assessment: Assessment): Assessment =>
  JSON.parse(
    JSON.stringify(assessment, (_key, value: unknown) =>
      typeof value === 'string' ? printable(value) : value,
    ),
  ) as Assessment

function detailed(result: Result, lang: Lang, word: string): string[] {
  const rule = RULES.find(({ id }) => id === result.rule)
  const line = (name: keyof typeof WORDS, text: string) =>
    text === '' ? [] : [`    ${WORDS[name][lang].padEnd(7)} ${text}`]
  return [
    '',
    `${word} ${result.rule} ${SEVERITIES[result.severity][lang]} · ${result.subject}${result.where === undefined ? '' : ` · ${result.where}`}`,
    `    ${rule?.title[lang] ?? ''}`.trimEnd(),
    ...line('seen', wording(result, 'seen', lang)),
    ...line('want', wording(result, 'want', lang)),
    ...line('reason', wording(result, 'reason', lang)),
    ...(result.status === 'fail' ? line('fix', rule?.fix[lang] ?? '') : []),
    ...cited(result, lang).map((text) => `    ${text}`),
  ]
}

/** Nothing here certifies: a guide inspires a rule, and the project owns what no guide asks. */
function cited({ sources }: Result, lang: Lang): string[] {
  const guides = sources
    .filter(({ trust }) => trust !== '*')
    .map(({ ref, version, trust }) => `${ref} (v${version}, ${trust})`)
  const own = sources.filter(({ trust }) => trust === '*').map(({ ref }) => ref.replace(/^Socle /, ''))
  return [
    ...(guides.length > 0 ? [`${WORDS.source[lang]} ${guides.join('; ')}`] : []),
    ...(own.length > 0 ? [`${WORDS.own[lang]} (${own.join('; ')})`] : []),
  ]
}

/** One line per rule: how many subjects in each status. */
function table({ results }: Assessment, lang: Lang): string[] {
  const ids = [...new Set(results.map(({ rule }) => rule))]
  const rows = ids.map((id) => {
    const own = results.filter(({ rule }) => rule === id)
    const summary = (['fail', 'unknown', 'waived', 'declared', 'pass', 'not-applicable'] as const)
      .map(
        (status) =>
          [
            status,
            own.filter((result) => result.status === status && result.deferred === undefined).length,
          ] as const,
      )
      .filter(([, count]) => count > 0)
      .map(([status, count]) => `${count} ${WORDS[status][lang].toLowerCase()}`)
    const reason = own.every(({ status }) => status === 'not-applicable')
      ? ` (${wording(own[0] ?? EMPTY, 'reason', lang)})`
      : ''
    return {
      id,
      title: RULES.find((rule) => rule.id === id)?.title[lang] ?? '',
      text: summary.join(', ') + reason,
    }
  })
  const shown = rows.filter(({ text }) => text !== '')
  const width = Math.max(0, ...shown.map(({ title }) => title.length))
  return shown.length === 0
    ? []
    : ['', ...shown.map(({ id, title, text }) => `${id.padEnd(7)} ${title.padEnd(width)}  ${text}`)]
}

const EMPTY: Result = {
  rule: '',
  subject: '',
  status: 'not-applicable',
  severity: 'info',
  seen: '',
  want: '',
  basis: 'configured',
  sources: [],
}

/** Many subjects often wait for the same thing: one line each rule and reason. */
function deferred({ results }: Assessment, lang: Lang): string[] {
  const lines = results.flatMap((result) =>
    result.deferred === undefined
      ? []
      : [`${result.rule} ${WORDS[result.deferred][lang]}: ${wording(result, 'reason', lang)}`],
  )
  const counted = [...new Set(lines)].map((line) => {
    const times = lines.filter((other) => other === line).length
    return times > 1 ? `${line} (×${times})` : line
  })
  return section(WORDS.deferred[lang], counted)
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]

function counts({ summary, coverage, results }: Assessment, lang: Lang): string {
  const later = results.filter(({ deferred: level }) => level !== undefined).length
  const undecided = summary.unknown - later
  return lang === 'fr'
    ? `${summary.pass} réussis, ${summary.fail} échecs, ${undecided} inconnus, ${later} différés, ${summary.waived} acceptés, ${summary.declared} déclarés, ${summary['not-applicable']} sans objet · ${coverage.judged} ressources jugées sur ${coverage.resources}`
    : `${summary.pass} passed, ${summary.fail} failed, ${undecided} unknown, ${later} deferred, ${summary.waived} waived, ${summary.declared} declared, ${summary['not-applicable']} not applicable · ${coverage.judged} of ${coverage.resources} resources judged`
}
