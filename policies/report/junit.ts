import { wording, type Assessment, type Result } from '../assessment.ts'
import {
  acceptedBy,
  cited,
  evidence,
  inFolder,
  placeOf,
  ranked,
  readable,
  titleOf,
  categoryOf,
  type ReportOptions,
} from './shared.ts'
import { CATEGORY, COLON, LATER } from './words.ts'

type Outcome = 'failure' | 'error' | 'skipped' | 'passed'

interface Case {
  readonly outcome: Outcome
  readonly text: string
}

/**
 * JUnit XML, the one report that every CI reads: a suite per level, a case per rule and subject. Only a pass passes;
 * what was waived, declared or not judged is skipped, and says why.
 */
export function junitReport(assessments: readonly Assessment[], options: ReportOptions): string {
  const suites = readable(assessments).map((assessment) => ({
    assessment,
    cases: [...nothingJudged(assessment, options), ...casesOf(assessment, options)],
  }))
  const all = suites.flatMap(({ cases }) => cases)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Socle"${counted(all)}>`,
    ...suites.flatMap(({ assessment, cases }) => suite(assessment, cases)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite({ site, level, at, tool, inputs }: Assessment, cases: readonly Case[]): string[] {
  const properties = {
    ...tool,
    ...Object.fromEntries(Object.entries(inputs).map(([name, digest]) => [`input:${name}`, digest])),
  }
  return [
    `  <testsuite name=${quoted(`${site}.${level}`)}${counted(cases)} time="0" timestamp=${quoted(at.slice(0, 19))}>`,
    '    <properties>',
    ...Object.entries(properties).map(
      ([name, value]) => `      <property name=${quoted(name)} value=${quoted(value)}/>`,
    ),
    '    </properties>',
    ...cases.map(({ text }) => text),
    '  </testsuite>',
  ]
}

function counted(cases: readonly Case[]): string {
  const of = (outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length
  return ` tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`
}

/** Without it, a suite that judged nothing would be green. */
function nothingJudged({ coverage, level }: Assessment, { lang }: ReportOptions): Case[] {
  if (coverage.judged > 0) return []
  const message = { fr: "rien n'a été jugé", en: 'nothing was judged' }[lang]
  const name = { fr: 'couverture', en: 'coverage' }[lang]
  const text = `    <testcase classname="socle.${level}" name="${name}" time="0">\n      <error message=${quoted(message)} type="coverage"/>\n    </testcase>`
  return [{ outcome: 'error', text }]
}

const casesOf = ({ results, level }: Assessment, options: ReportOptions): Case[] =>
  ranked(results).map(({ result, rank }) => {
    const place = placeOf(result.where)
    const name = `${result.rule} ${result.subject}${rank > 1 ? ` #${rank}` : ''}`
    const at = place ? ` file=${quoted(inFolder(place.file, options.folder))} line="${place.line}"` : ''
    const outcome = outcomeOf(result)
    return {
      outcome,
      text: [
        `    <testcase classname="socle.${level}.${escapeXml(result.rule)}" name=${quoted(name)}${at} time="0">`,
        ...elements(result, outcome, options).map((line) => `      ${line}`),
        '    </testcase>',
      ].join('\n'),
    }
  })

/** A doubt on a minor rule stops nobody; every other one does, unless a later level is to lift it. */
function outcomeOf(result: Result): Outcome {
  const category = categoryOf(result)
  if (category === 'pass') return 'passed'
  if (category === 'fail') return 'failure'
  const isWeighty = result.severity === 'blocking' || result.severity === 'major'
  return category === 'unknown' && isWeighty ? 'error' : 'skipped'
}

function elements(result: Result, outcome: Outcome, { lang }: ReportOptions): string[] {
  const lines = [titleOf(result.rule, lang), ...evidence(result, lang), ...cited(result, lang)]
  const body = escapeXml(lines.join('\n'))
  const head = `${outcome} message=${quoted(message(result, lang))}`
  const out = `<system-out>${body}</system-out>`
  if (outcome === 'passed') return [out]
  if (outcome === 'skipped') return [`<${head}/>`, out]
  return [`<${head} type="${result.severity}">${body}</${outcome}>`]
}

/** One line that a list of cases shows. */
function message(result: Result, lang: ReportOptions['lang']): string {
  const category = categoryOf(result)
  const { deferred, waiver } = result
  if (category === 'waived' && waiver !== undefined) return acceptedBy(waiver, lang)
  const field = category === 'fail' || category === 'declared' ? 'seen' : 'reason'
  const detail = deferred === undefined ? wording(result, field, lang) : LATER[deferred][lang]
  return `${CATEGORY[category][lang]}${detail === '' ? '' : `${COLON[lang]}${detail}`}`
}

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Control characters, which XML refuses however they are written, were made visible before. */
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => NAMES[character] ?? '')

const quoted = (text: string): string => `"${escapeXml(text)}"`
