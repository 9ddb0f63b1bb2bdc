import { createHash } from 'node:crypto'
import type { Text } from '../modules/site/text.ts'
import { LEVELS, WHOLE_SITE, type Citation, type Level, type Result, type Status } from './assessment.ts'
import { type Context, type Rule, type Verdict, type Wording } from './rule.ts'
import { citation } from './sources.ts'

/** What one rule says at one level: a result for each verdict, or one for the whole site that says why there is none. */
export function resultsOf(rule: Rule, context: Context): Result[] {
  const { level, facts } = context
  if (rule.kind === 'manual')
    return verdictsOf(rule, context).map((verdict) => resultOf(rule, verdict, level))
  const later = laterLevel(rule, level)
  if (!rule.levels.includes(level)) {
    return later === undefined ? [] : [resultOf(rule, wholeSite('unknown', decidedAt(later)), level, later)]
  }
  if (rule.capability !== undefined && facts && !facts.capabilities.includes(rule.capability)) {
    return [resultOf(rule, wholeSite('not-applicable', notThere(rule.capability)), level)]
  }
  let verdicts: readonly Verdict[]
  try {
    verdicts = verdictsOf(rule, context)
  } catch (error) {
    // Not deferred: a rule that breaks here has no reason to hold later.
    return [resultOf(rule, wholeSite('unknown', broken(error)), level)]
  }
  return verdicts.map((verdict) =>
    resultOf(rule, verdict, level, verdict.status === 'unknown' ? later : undefined),
  )
}

function verdictsOf(rule: Rule, context: Context): readonly Verdict[] {
  const verdicts = rule.check(context)
  return verdicts.length === 0 ? [wholeSite('not-applicable', rule.nothing)] : verdicts
}

/** The next level at which the rule is judged again. */
function laterLevel({ levels }: Rule, level: Level): 'plan' | 'live' | undefined {
  const later = LEVELS.slice(LEVELS.indexOf(level) + 1).find((candidate) => levels.includes(candidate))
  return later === 'synth' ? undefined : later
}

const wholeSite = (status: Status, reason: Wording): Verdict => ({
  subject: WHOLE_SITE,
  status,
  seen: '',
  want: '',
  reason,
})

const decidedAt = (level: 'plan' | 'live'): Text =>
  level === 'plan'
    ? { fr: 'se juge sur le plan', en: 'is judged on the plan' }
    : { fr: 'se juge sur le site en marche', en: 'is judged on the running site' }

const notThere = (capability: string): Text => ({
  fr: `site.yaml ne demande pas ${capability}, ou cette version ne le construit pas`,
  en: `site.yaml does not ask for ${capability}, or this version does not build it`,
})

const broken = (error: unknown): Text => {
  const cause = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'error'
  return { fr: `la règle s'est interrompue (${cause})`, en: `the rule broke (${cause})` }
}

/** A verdict as the assessment keeps it: texts in English, the French ones beside them where they differ. */
export function resultOf(rule: Rule, verdict: Verdict, level: Level, deferred?: 'plan' | 'live'): Result {
  const seen = bilingual(verdict.seen)
  const want = bilingual(verdict.want === '' ? rule.title : verdict.want)
  const reason = verdict.reason === undefined ? undefined : bilingual(verdict.reason)
  const fr = {
    ...(seen.fr === seen.en ? {} : { seen: seen.fr }),
    ...(want.fr === want.en ? {} : { want: want.fr }),
    ...(reason === undefined || reason.fr === reason.en ? {} : { reason: reason.fr }),
  }
  const about = { rule: rule.id, subject: verdict.subject }
  return {
    ...about,
    status: verdict.status,
    severity: verdict.severity ?? rule.severity,
    seen: seen.en,
    want: want.en,
    ...(reason === undefined ? {} : { reason: reason.en }),
    ...(deferred === undefined ? {} : { deferred }),
    ...(verdict.pending === undefined ? {} : { pending: verdict.pending }),
    ...(verdict.variant === undefined ? {} : { variant: verdict.variant }),
    ...(['fail', 'waived'].includes(verdict.status)
      ? { fingerprint: fingerprintOf({ ...about, seen: seen.en }) }
      : {}),
    ...(verdict.status === 'fail' && verdict.derogation !== undefined
      ? { derogation: verdict.derogation }
      : {}),
    ...(verdict.status === 'waived' ? { waiver: { kind: 'command-line' as const } } : {}),
    basis: verdict.basis ?? (level === 'live' ? 'observed' : 'configured'),
    sources: citationsOf(rule),
    ...(verdict.where === undefined ? {} : { where: verdict.where }),
    ...(Object.keys(fr).length === 0 ? {} : { fr }),
  }
}

/** Dies with the finding it was made for: whoever sees something else has to be asked again. */
const fingerprintOf = (found: Pick<Result, 'rule' | 'subject' | 'seen'>): string =>
  `sha256:${createHash('sha256')
    .update(JSON.stringify([found.rule, found.subject, found.seen]))
    .digest('hex')
    .slice(0, 16)}`

const citations = new WeakMap<Rule, readonly Citation[]>()

/** The same for every result of a rule, of which a large site has thousands. */
function citationsOf(rule: Rule): readonly Citation[] {
  const found = citations.get(rule) ?? rule.sources.map(citation)
  citations.set(rule, found)
  return found
}

const bilingual = (wording: Wording): Text =>
  typeof wording === 'string' ? { fr: wording, en: wording } : wording
