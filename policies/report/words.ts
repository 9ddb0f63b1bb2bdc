import type { Lang, Text } from '../../modules/site/text.ts'
import type { Level, Severity } from '../assessment.ts'

/** What a reader is shown of a result: its status, with what no machine judged and what a later level judges apart. */
export type Category =
  'fail' | 'unknown' | 'waived' | 'declared' | 'pass' | 'deferred' | 'pending' | 'not-applicable'

/** What asks for attention first. */
export const CATEGORIES: readonly Category[] = [
  'fail',
  'unknown',
  'waived',
  'declared',
  'pass',
  'deferred',
  'pending',
  'not-applicable',
]

export const CATEGORY: Readonly<Record<Category, Text>> = {
  fail: { fr: 'échec', en: 'fail' },
  unknown: { fr: 'inconnu', en: 'unknown' },
  waived: { fr: 'accepté', en: 'waived' },
  declared: { fr: 'déclaré', en: 'declared' },
  pass: { fr: 'réussi', en: 'pass' },
  deferred: { fr: 'différé', en: 'deferred' },
  pending: { fr: 'non jugé', en: 'not judged' },
  'not-applicable': { fr: 'sans objet', en: 'not applicable' },
}

/** After a number above one. */
const MANY: Readonly<Record<Category, Text>> = {
  fail: { fr: 'échecs', en: 'failed' },
  unknown: { fr: 'inconnus', en: 'unknown' },
  waived: { fr: 'acceptés', en: 'waived' },
  declared: { fr: 'déclarés', en: 'declared' },
  pass: { fr: 'réussis', en: 'passed' },
  deferred: { fr: 'différés', en: 'deferred' },
  pending: { fr: 'non jugés', en: 'not judged' },
  'not-applicable': { fr: 'sans objet', en: 'not applicable' },
}

/** `0 échec`, `3 réussis`. */
export const counted = (count: number, category: Category, lang: Lang): string =>
  `${count} ${lang === 'fr' && count < 2 ? CATEGORY[category].fr : MANY[category][lang]}`

export const SEVERITY: Readonly<Record<Severity, Text>> = {
  blocking: { fr: 'bloquant', en: 'blocking' },
  major: { fr: 'majeur', en: 'major' },
  minor: { fr: 'mineur', en: 'minor' },
  info: { fr: 'info', en: 'info' },
}

export const LEVEL: Readonly<Record<Level, Text>> = {
  synth: { fr: 'description synthétisée', en: 'synthesised description' },
  plan: { fr: 'plan', en: 'plan' },
  live: { fr: 'site en marche', en: 'running site' },
}

/** Where what is deferred will be judged. */
export const LATER: Readonly<Record<'plan' | 'live', Text>> = {
  plan: { fr: 'sur le plan', en: 'on the plan' },
  live: { fr: 'sur le site en marche', en: 'on the running site' },
}

export const WORDS = {
  seen: { fr: 'vu', en: 'seen' },
  want: { fr: 'voulu', en: 'want' },
  reason: { fr: 'motif', en: 'reason' },
  fix: { fr: 'remède', en: 'fix' },
  variant: { fr: 'variante dégradée que la source admet', en: 'degraded variant that the source admits' },
} satisfies Record<string, Text>

export const COLON: Text = { fr: ' : ', en: ': ' }

/** Nothing here certifies. */
export const NO_AUDIT: Text = {
  fr: "Règles inspirées de leurs sources ; ce rapport dit ce qu'une machine a vu et ne remplace pas un audit.",
  en: 'Rules inspired by their sources; this report says what a machine saw and stands in for no audit.',
}
