import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, test, type TestFunction } from 'vitest'
import { SOCLE_ROOT } from '../modules/root.ts'
import type { Lang } from '../modules/site/text.ts'
import { WHOLE_SITE, wording, type Assessment, type Result } from '../policies/assessment.ts'
import { RULES } from '../policies/registry.ts'
import { categoryOf, evidence, oneLine } from '../policies/report/shared.ts'
import { CATEGORY, SEVERITY } from '../policies/report/words.ts'
import { Failure } from '../scripts/lib/fail.ts'
import { checkSite } from '../scripts/lib/judgement.ts'
import { shown } from '../scripts/lib/output.ts'
import { openWorkspace } from '../scripts/lib/workspace.ts'

/**
 * The catalogue as tests: one per rule and site, level *synth*, offline. `npm run policies` runs them on the sites of
 * `SITES`, a client's own, beside which nothing is written; `npm test` on the example sites, without what is not
 * judged at this level.
 */
const ASKED = process.env['SOCLE_POLICIES_SITES']
const FOLDER = ASKED ?? join(SOCLE_ROOT, 'sites')
const LANG: Lang = process.env['SOCLE_POLICIES_LANG'] === 'en' ? 'en' : 'fr'

/** Rules that are asked for, as `-t` of vitest takes them. */
const ONLY = new RegExp(process.env['SOCLE_POLICIES_ONLY'] ?? '')

const holdsSite = (folder: string): boolean => existsSync(join(folder, 'site.yaml'))

/** A site.yaml, the folder of a site, or a folder of sites. */
function sitesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [dirname(path)]
  if (holdsSite(path)) return [path]
  const folders = readdirSync(path).map((name) => join(path, name))
  return folders.filter(holdsSite).sort()
}

type Judgement = Pick<Assessment, 'results'> | { readonly faults: string }

async function judged(folder: string): Promise<Judgement> {
  const out = mkdtempSync(join(tmpdir(), 'socle-policies-'))
  try {
    return await checkSite(openWorkspace(folder, { lang: LANG, json: false, yes: false, out }))
  } catch (cause) {
    if (cause instanceof Failure) return { faults: cause.text[LANG] }
    throw cause
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

const counts = ({ severity }: Result): boolean => severity === 'blocking' || severity === 'major'

const stops = (result: Result): boolean =>
  counts(result) && (result.status === 'fail' || (result.status === 'unknown' && !result.deferred))

/** What was found, a fact a line. */
function finding(result: Result): string {
  const place = result.where === undefined ? '' : ` (${result.where})`
  const status = `${CATEGORY[categoryOf(result)][LANG]} ${SEVERITY[result.severity][LANG]}`
  return [`${status} · ${result.subject}${place}`, ...evidence(result, LANG)].map(oneLine).join('\n    ')
}

const isUnjudged = (result: Result): boolean =>
  ['deferred', 'pending', 'not-applicable'].includes(categoryOf(result))

/** Why it is no test here, on one line; a finding that stops nothing is told whole. */
function note(result: Result): string {
  if (!isUnjudged(result)) return finding(result).replace(/\n */g, ' ; ')
  const subject = result.subject === WHOLE_SITE ? '' : ` · ${result.subject}`
  return oneLine(`${CATEGORY[categoryOf(result)][LANG]}${subject} · ${wording(result, 'reason', LANG)}`)
}

/** Said without a trace: nothing here is a fault of the code. */
function refuse(text: string): never {
  const error = new Error(shown(text))
  error.stack = `${error.name}: ${error.message}`
  throw error
}

const sites = sitesOf(FOLDER)
const all = await Promise.all(
  sites.map(async (folder) => ({ name: basename(folder), judgement: await judged(folder) })),
)

if (all.length === 0) {
  test(FOLDER, () => refuse({ fr: 'aucun site.yaml ici', en: 'no site.yaml here' }[LANG]))
}

for (const { name, judgement } of all) {
  describe(name, () => {
    // Whatever is looked for, a site that does not load is not silently green.
    if ('faults' in judgement) test('site.yaml', () => refuse(judgement.faults))
    else ofSite(name, judgement.results)
  })
}

function ofSite(name: string, results: readonly Result[]): void {
  const cases = RULES.map((rule) => ({
    title: `${rule.id} ${rule.title[LANG]}`,
    own: results.filter((result) => result.rule === rule.id),
  }))
    .filter(({ own }) => ASKED !== undefined || !own.every(isUnjudged))
    .filter(({ title }) => ONLY.test(`${name} ${title}`))
  for (const { title, own } of cases) test(title, ofRule(own))
  if (cases.length === 0) test(ONLY.source, () => refuse({ fr: 'aucune règle', en: 'no rule' }[LANG]))
}

function ofRule(results: readonly Result[]): TestFunction {
  return ({ skip }) => {
    const faults = results.filter(stops)
    if (faults.length > 0) refuse(faults.map(finding).join('\n'))
    // What else is no pass is none here either: shown, and skipped.
    const others = results.filter(({ status }) => status !== 'pass')
    skip(results.length === 0 || others.length > 0, others.map(note).join(' | '))
  }
}
