import type { Text } from '../../modules/site/text.ts'
import { changesOf, isChange, type ResourceChange, type StackPlan } from '../engines/engine.ts'

export type ChangeKind = 'delete' | 'replace' | 'update' | 'create'

/** One line of a plan, as a reviewer reads it. */
export interface PlannedChange {
  readonly kind: ChangeKind
  readonly address: string
  /** Attributes that force a replacement, where the engine says. */
  readonly why: readonly string[]
}

/** What is lost first: the reader must not have to look for it. */
const ORDER: readonly ChangeKind[] = ['delete', 'replace', 'update', 'create']

export const KIND_WORDS: Readonly<Record<ChangeKind, Text>> = {
  delete: { fr: 'SUPPRIMÉ', en: 'DELETE' },
  replace: { fr: 'REMPLACÉ', en: 'REPLACE' },
  update: { fr: 'modifié', en: 'update' },
  create: { fr: 'créé', en: 'create' },
}

/** What a plan changes, deletions first. */
export const plannedChanges = (plans: readonly StackPlan[]): PlannedChange[] =>
  plans
    .flatMap(changesOf)
    .filter(isChange)
    .map((change) => ({ kind: kindOf(change), address: change.address, why: whyOf(change) }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.address < b.address ? -1 : 1))

function kindOf({ change: { actions } }: ResourceChange): ChangeKind {
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'delete'
  return actions.includes('create') ? 'create' : 'update'
}

const whyOf = ({ change }: ResourceChange): string[] => [
  ...new Set((change.replace_paths ?? []).map((path) => String((path as unknown[])[0]))),
]
