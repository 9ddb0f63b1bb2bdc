import type { Text } from '../modules/site/text.ts'
import { LEVELS, WHOLE_SITE, type Severity } from './assessment.ts'
import {
  defineRule,
  type Capability,
  type Context,
  type RecordedDocument,
  type Rule,
  type Verdict,
} from './rule.ts'
import type { Source } from './sources.ts'

export interface Control {
  readonly id: string
  readonly severity: Severity
  readonly title: Text
  readonly sources: readonly Source[]
  readonly why: Text
  /** What an auditor is to be given. */
  readonly document: Text
  /** The capability that will let a machine judge it; absent where none ever will. */
  readonly awaits?: Capability
}

/**
 * A control that no machine judges: for want of a capability yet to be built, or for good. It is never silently
 * absent: the document to supply is asked for, and a dated one that was recorded makes it `declared`, never a pass.
 */
export const defineControl = ({ document, ...control }: Control): Rule =>
  defineRule({
    ...control,
    document,
    kind: 'manual',
    // Shown at each, judged at none.
    levels: LEVELS,
    fix: {
      fr: `Fournir : ${document.fr} (documents.yaml).`,
      en: `Supply: ${document.en} (documents.yaml).`,
    },
    waivable: false,
    deciding: [],
    nothing: { fr: 'non automatisé', en: 'not automated' },
    check: (context) => [verdict(control, document, context)],
    examples: { pass: {}, fail: {}, unknown: {} },
  })

/** A document that is older says nothing of today (yearly reviews: ANSSI hygiène M5, ReCyF 7.B.5). */
const YEAR = 366 * 24 * 3600 * 1000

function verdict(
  { id, awaits }: Pick<Control, 'id' | 'awaits'>,
  document: Text,
  { documents, now }: Context,
): Verdict {
  const found = documents[id]
  const about = { subject: WHOLE_SITE, want: document, basis: 'declared' as const }
  const age = found ? now.getTime() - Date.parse(found.date) : Number.NaN
  if (found && age >= 0 && age <= YEAR) return { ...about, ...declared(found) }
  const pending = awaits === undefined ? ('document' as const) : ('capability' as const)
  const stale: Text = found
    ? {
        fr: `document du ${found.date} : plus d'un an, ou à venir`,
        en: `document of ${found.date}: over a year old, or to come`,
      }
    : { fr: '', en: '' }
  return { ...about, status: 'not-applicable', seen: stale, pending, reason: asked(document, awaits) }
}

const declared = ({
  title,
  date,
  heldBy,
  where,
}: RecordedDocument): Pick<Verdict, 'status' | 'seen' | 'where'> => ({
  status: 'declared',
  seen: { fr: `« ${title} », ${date}, détenu par ${heldBy}`, en: `"${title}", ${date}, held by ${heldBy}` },
  where,
})

const asked = (document: Text, awaits: Capability | undefined): Text =>
  awaits === undefined
    ? {
        fr: `non automatisé : pièce à fournir : ${document.fr}`,
        en: `not automated: document to supply: ${document.en}`,
      }
    : {
        fr: `attend la capacité « ${awaits} », pas encore construite ; d'ici là, pièce à fournir : ${document.fr}`,
        en: `waits for the capability "${awaits}", not built yet; until then, document to supply: ${document.en}`,
      }
