import type { Lang, Text } from '../../modules/site/text.ts'
import type { ImagesResult } from '../docker/images/ensure.ts'
import { changesOf, isChange, type ResourceChange, type StackPlan } from '../engines/engine.ts'

const VERBS: Readonly<Record<string, Text>> = {
  create: { fr: 'créé', en: 'create' },
  update: { fr: 'modifié', en: 'update' },
  delete: { fr: 'SUPPRIMÉ', en: 'DELETE' },
  replace: { fr: 'REMPLACÉ', en: 'REPLACE' },
}
/** What is lost first: the reader must not have to look for it. */
const ORDER = ['delete', 'replace', 'update', 'create']

/** What a plan changes, deletions first, and which packages change in the images; for a person. */
export function planTable(plans: readonly StackPlan[], images: ImagesResult, lang: Lang): string {
  const changes = plans
    .flatMap(changesOf)
    .filter(isChange)
    .map((change) => ({ kind: kindOf(change), address: change.address, why: whyOf(change) }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.address < b.address ? -1 : 1))
  if (changes.length === 0) return { fr: 'Aucun changement.', en: 'No changes.' }[lang]
  const rows = changes.map(
    ({ kind, address, why }) =>
      `  ${(VERBS[kind]?.[lang] ?? kind).padEnd(9)} ${address}${why ? `  (${why})` : ''}`,
  )
  return [
    `${{ fr: 'Changements', en: 'Changes' }[lang]} (${changes.length}) :`,
    ...rows,
    ...packageRows(images),
  ].join('\n')
}

function kindOf({ change: { actions } }: ResourceChange): string {
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'delete'
  return actions[0] ?? ''
}

const whyOf = ({ change }: ResourceChange): string =>
  [...new Set((change.replace_paths ?? []).map((path) => String((path as unknown[])[0])))].join(', ')

const packageRows = ({ images }: ImagesResult): string[] =>
  images.flatMap(({ name, changes }) =>
    changes.map(({ package: each, from, to }) => `  ${name}: ${each} ${from ?? '–'} → ${to ?? '–'}`),
  )
