import { echo, type Fault, type Path } from '../diagnostic.ts'
import type { Draft } from '../draft.ts'
import { items } from './entries.ts'

/** Check digits and identifiers given twice. */
export const identifierFaults = (site: Draft): Fault[] => [
  ...items(site.site?.companies).flatMap(({ index, item: { siren } }) =>
    siren === undefined || passesLuhn(siren) ? [] : [badSiren(siren, ['site', 'companies', index, 'siren'])],
  ),
  ...repeated('siren', site.site?.companies, ['site', 'companies']),
  ...repeated('id', site.billing?.applications, ['billing', 'applications']),
  ...repeated('id', site.access, ['access']),
]

/** Luhn's formula, by which INSEE computes the ninth digit of a SIREN. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const badSiren = (siren: string, path: Path): Fault => ({
  code: 'SITE-SIREN',
  path,
  at: 'value',
  text: {
    fr: `${echo(siren)} n'est pas un numéro SIREN : sa clé de contrôle est fausse, recopiez-le du Kbis`,
    en: `${echo(siren)} is no SIREN number: its check digit is wrong, copy it from the company registration`,
  },
})

function repeated<Key extends string>(
  key: Key,
  list: readonly ({ readonly [K in Key]?: string | undefined } | undefined)[] | undefined,
  path: Path,
): Fault[] {
  const seen = new Set<string>()
  return items(list).flatMap(({ index, item }) => {
    const id = item[key]
    if (id === undefined) return []
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    const text = {
      fr: `${echo(id)} est déjà donné plus haut : chacun a le sien`,
      en: `${echo(id)} is already given above: each has its own`,
    }
    return [{ code: 'SITE-DUPLICATE-ID', path: [...path, index, key], at: 'value', text }] satisfies Fault[]
  })
}
