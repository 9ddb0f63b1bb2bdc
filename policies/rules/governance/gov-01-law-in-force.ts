import { aSite } from '../../examples/site.ts'
import { defineRule, judge, type Given, type Verdict } from '../../rule.ts'
import { citation, goodsAndServicesTaxes, lawsCited, project, type Source } from '../../sources.ts'
import { truth } from '../../value.ts'

/** Days compare as they are written. */
const isInForce = ({ validFrom = '', validTo }: Source, day: string): boolean =>
  validFrom !== '' && validTo !== undefined && validFrom <= day && (validTo === '' || day <= validTo)

function verdict(source: Source, day: string): Verdict {
  const { validFrom = '?', validTo = '?' } = source
  const { ref } = citation(source)
  return judge({ address: `law/${ref}` }, [
    {
      holds: truth(isInForce(source, day)),
      seen: `${validFrom} → ${validTo || '…'}`,
      want: { fr: 'en vigueur le jour du contrôle', en: 'in force on the day of the check' },
    },
  ])
}

const on =
  (day: string): Given =>
  () => ({ ...aSite(), now: new Date(`${day}T12:00:00Z`) })

export default defineRule({
  id: 'GOV-01',
  severity: 'minor',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Chaque texte de loi que citent les règles est daté, et en vigueur',
    en: 'Every text of law that the rules cite is dated, and in force',
  },
  sources: [goodsAndServicesTaxes('', 'S'), project('dated citations')],
  why: {
    fr: 'Un rapport qui cite un article abrogé se réfute : ceux de la TVA passent au CIBS le 1er janvier 2027.',
    en: 'A report that cites a repealed article is refuted: those on VAT move to the CIBS on 1 January 2027.',
  },
  fix: {
    fr: 'Mettre Socle à jour : les références y suivent la loi. Les anciennes sont admises jusqu’au 30 juin 2028.',
    en: 'Update Socle: its references follow the law. The old ones are accepted until 30 June 2028.',
  },
  waivable: true,
  deciding: ['sources.validFrom', 'sources.validTo'],
  nothing: { fr: 'aucun texte de loi cité', en: 'no text of law cited' },
  check: ({ now }) => lawsCited().map((source) => verdict(source, now.toISOString().slice(0, 10))),
  examples: {
    pass: { 'in 2026': on('2026-11-25'), 'the last day of the CGI': on('2026-12-31') },
    fail: { 'the day after': on('2027-01-01'), 'before anything was read': on('2026-01-01') },
    // A day is past or is not.
    unknown: {},
  },
})
