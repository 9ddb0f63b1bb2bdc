import type { Lang } from '../../modules/site/text.ts'
import type { ImageChange } from './applied-images.ts'
import { KIND_WORDS, type PlannedChange } from './plan-changes.ts'

/** What a plan changes and which packages change in the images, for a terminal. */
export function planTable(
  changes: readonly PlannedChange[],
  images: readonly ImageChange[],
  lang: Lang,
): string {
  if (changes.length === 0) return { fr: 'Aucun changement.', en: 'No changes.' }[lang]
  return [
    `${{ fr: 'Changements', en: 'Changes' }[lang]} (${changes.length})`,
    ...changes.map(rowOf(lang)),
    ...images.flatMap(packageRows(lang)),
  ].join('\n')
}

const rowOf =
  (lang: Lang) =>
  ({ kind, address, why }: PlannedChange): string =>
    `  ${KIND_WORDS[kind][lang].padEnd(9)} ${address}${why.length > 0 ? `  (${why.join(', ')})` : ''}`

const packageRows =
  (lang: Lang) =>
  ({ repository, packages }: ImageChange): string[] => [
    `${repository} : ${{ fr: `${packages.length} paquet(s) changé(s)`, en: `${packages.length} package(s) changed` }[lang]}`,
    ...packages.map(({ package: name, from, to }) => `  ${name}  ${from ?? '–'} → ${to ?? '–'}`),
  ]
