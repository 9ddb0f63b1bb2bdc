import { echo } from '../../modules/site/diagnostic.ts'
import type { Site } from '../../modules/site/site.ts'
import type { Text } from '../../modules/site/text.ts'
import { nearest } from '../../modules/site/words.ts'
import { RULES } from '../registry.ts'
import type { RecordedDocument, Rule } from '../rule.ts'
import type { AcceptedDerogation } from './accept.ts'
import { DEROGATIONS } from './derogations.ts'
import { readRecords, type FileRecord, type RecordFault } from './records.ts'
import { dayOf, type Waiver } from './waiver.ts'

export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly RecordFault[] }

type People = Site['people']

const WAIVER_KEYS = [
  'rule',
  'subject',
  'justification',
  'compensating',
  'owner',
  'approvedBy',
  'expires',
  'fingerprint',
] as const

/**
 * `waivers.yaml`. A misspelt key or rule is bad input; an entry that is whole and does not hold (its date, its
 * approver, a rule that nobody may waive) is kept, so that the assessment shows it as a failure of its own.
 */
export function readWaivers(bytes: Uint8Array, file: string, people: People): Reading<Waiver[]> {
  const read = readRecords(bytes, 'waivers', WAIVER_KEYS)
  if (!read.ok) return read
  const faults = read.records.flatMap((record) => unknownRule(record))
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: read.records.map((record) => waiverOf(record, file, people)) }
}

function waiverOf(record: FileRecord<(typeof WAIVER_KEYS)[number]>, file: string, people: People): Waiver {
  const { values, line, column } = record
  const rule = ruleOf(values.rule)
  const refused = refusal(values, people, rule)
  return {
    ...values,
    where: `${file}:${line}:${column}`,
    lastLevel: rule?.levels.at(-1) ?? 'live',
    ...(refused === undefined ? {} : { refused }),
  }
}

const ruleOf = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id)

function unknownRule({ values, fault }: Pick<FileRecord<'rule'>, 'values' | 'fault'>): RecordFault[] {
  if (ruleOf(values.rule)) return []
  const near = nearest(
    values.rule,
    RULES.map(({ id }) => id),
  )
  const hint =
    near === undefined
      ? { fr: '', en: '' }
      : { fr: `, vouliez-vous dire ${near} ?`, en: `, did you mean ${near}?` }
  return [
    fault('rule', 'ACCEPT-UNKNOWN-RULE', {
      fr: `aucune règle ne s'appelle ${echo(values.rule)}${hint.fr} (\`socle rules\` les donne toutes)`,
      en: `no rule is called ${echo(values.rule)}${hint.en} (\`socle rules\` lists them all)`,
    }),
  ]
}

/** Who owns the risk decides, and never alone with what they wrote themselves. */
function refusal(
  { owner, approvedBy }: { readonly owner: string; readonly approvedBy: string },
  people: People,
  rule: Rule | undefined,
): Text | undefined {
  if (rule?.waivable !== true) return { fr: 'cette règle ne se lève pas', en: 'nobody may waive this rule' }
  if (people[owner] === undefined) return stranger('owner', owner)
  if (people[approvedBy] === undefined) return stranger('approvedBy', approvedBy)
  if (owner === approvedBy)
    return {
      fr: `${owner} ne peut pas approuver sa propre demande`,
      en: `${owner} cannot approve their own request`,
    }
  if (!isOfClient(people, approvedBy))
    return {
      fr: `${approvedBy} n'a que le rôle admin : le risque est à une personne du client`,
      en: `${approvedBy} has the role admin only: the risk belongs to a person of the client`,
    }
  return undefined
}

const stranger = (key: string, id: string): Text => ({
  fr: `${key} : ${id} n'est pas dans people de site.yaml`,
  en: `${key}: ${id} is not among people of site.yaml`,
})

/** The infogérant administers and holds no other role. */
const isOfClient = (people: People, id: string): boolean =>
  people[id]?.roles.some((role) => role !== 'admin') ?? false

/** `derogations.yaml`: what the client accepted of the architecture's own limits, once, with a date and a name. */
export function readDerogations(
  bytes: Uint8Array,
  file: string,
  people: People,
): Reading<AcceptedDerogation[]> {
  const read = readRecords(bytes, 'accepted', ['id', 'by', 'on'] as const)
  if (!read.ok) return read
  const faults = read.records.flatMap(({ values, fault }) => [
    ...(DEROGATIONS.some(({ id }) => id === values.id)
      ? []
      : [fault('id', 'ACCEPT-UNKNOWN-DEROGATION', noDerogation(values.id))]),
    ...(isOfClient(people, values.by) ? [] : [fault('by', 'ACCEPT-PERSON', notOfClient(values.by))]),
    ...(dayOf(values.on) === undefined ? [fault('on', 'ACCEPT-DATE', notADay(values.on))] : []),
  ])
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    value: read.records.map(({ values, line, column }) => ({
      ...values,
      where: `${file}:${line}:${column}`,
    })),
  }
}

/** `documents.yaml`: a dated document that a person says exists, for a control that no machine judges. */
export function readDocuments(bytes: Uint8Array, file: string): Reading<Record<string, RecordedDocument>> {
  const read = readRecords(bytes, 'documents', ['rule', 'title', 'date', 'heldBy'] as const)
  if (!read.ok) return read
  const faults = read.records.flatMap((record) => {
    const { values, fault } = record
    const kind = ruleOf(values.rule)?.kind
    return [
      ...(kind === undefined ? unknownRule(record) : []),
      ...(kind === 'automated' ? [fault('rule', 'ACCEPT-AUTOMATED', automated(values.rule))] : []),
      ...(dayOf(values.date) === undefined ? [fault('date', 'ACCEPT-DATE', notADay(values.date))] : []),
    ]
  })
  if (faults.length > 0) return { ok: false, faults }
  const entries = read.records.map(({ values: { rule, ...document }, line, column }) => {
    return [rule, { ...document, where: `${file}:${line}:${column}` }] as const
  })
  return { ok: true, value: Object.fromEntries(entries) }
}

const noDerogation = (id: string): Text => ({
  fr: `aucune dérogation de l'architecture ne s'appelle ${echo(id)} ; elles sont ${DEROGATIONS.map((each) => each.id).join(', ')}`,
  en: `no derogation of the architecture is called ${echo(id)}; they are ${DEROGATIONS.map((each) => each.id).join(', ')}`,
})

const notOfClient = (id: string): Text => ({
  fr: `${echo(id)} n'est pas une personne du client (people de site.yaml, un autre rôle qu'admin)`,
  en: `${echo(id)} is not a person of the client (people of site.yaml, a role other than admin)`,
})

const notADay = (text: string): Text => ({
  fr: `${echo(text)} n'est pas un jour du calendrier (AAAA-MM-JJ)`,
  en: `${echo(text)} is not a day of the calendar (YYYY-MM-DD)`,
})

const automated = (rule: string): Text => ({
  fr: `${rule} se juge par la machine : aucun document n'en tient lieu`,
  en: `${rule} is judged by the machine: no document stands in for it`,
})
