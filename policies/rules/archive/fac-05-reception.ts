import { aSite, FACTS, SITE } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { inFile, ofDescription } from '../../topology/flows.ts'
import { defineRule, type Given, type Verdict } from '../../rule.ts'
import { invoicing, vatLaw } from '../../sources.ts'
import { truth } from '../../value.ts'

/** Every business that is liable to VAT must be able to receive through a PA from this day on. */
const MANDATORY = Date.parse('2026-09-01T00:00:00Z')

const WANT = {
  fr: 'une PA de réception, vue sur la liste officielle à une date passée',
  en: 'a PA of reception, seen on the official list on a day that is past',
}

function verdict({ site: { exchange } }: SiteFacts, now: Date): Verdict {
  if (!exchange) {
    const seen = inFile({ fr: 'aucune section exchange', en: 'no section exchange' })
    // A PA that is not described may receive all the same: a warning.
    return { ...ofDescription('exchange', [{ holds: truth(false), seen, want: WANT }]), severity: 'minor' }
  }
  const { name, listed } = exchange.platform
  const seen = inFile({ fr: `PA ${name}, vue le ${listed}`, en: `PA ${name}, seen on ${listed}` })
  return ofDescription('exchange', [{ holds: truth(Date.parse(listed) <= now.getTime()), seen, want: WANT }])
}

const listedOn =
  (listed: string): Given =>
  () => {
    const { exchange, ...site } = SITE
    if (!exchange) return aSite()
    const platform = { ...exchange.platform, listed }
    return aSite({}, { ...FACTS, site: { ...site, exchange: { ...exchange, platform } } })
  }

export default defineRule({
  id: 'FAC-05',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Les factures se reçoivent par une plateforme agréée (telle que décrite)',
    en: 'Invoices are received through a plateforme agréée (as described)',
  },
  sources: [vatLaw('289 bis', 'S', '2026-02-21'), invoicing('§2.3.5')],
  why: {
    fr: 'Depuis le 1er septembre 2026, toute entreprise reçoit par une PA ; les PME émettent ainsi dès le 1er septembre 2027.',
    en: 'Since 1 September 2026 every business receives through a PA; SMEs issue that way from 1 September 2027 on.',
  },
  fix: {
    fr: 'Décrire la PA dans exchange, avec le jour où elle a été vue sur la liste officielle.',
    en: 'Describe the PA in exchange, with the day on which it was seen on the official list.',
  },
  waivable: true,
  deciding: ['exchange.platform'],
  nothing: {
    fr: 'site inconnu, ou réception pas encore obligatoire',
    en: 'unknown site, or reception not mandatory yet',
  },
  check: ({ facts, now }) =>
    facts && (facts.site.exchange || now.getTime() >= MANDATORY) ? [verdict(facts, now)] : [],
  examples: {
    pass: { 'seen on the list': listedOn('2026-09-01'), 'seen today': listedOn('2026-11-23') },
    fail: {
      'to be seen': listedOn('2026-12-01'),
      'no platform: a warning': () => {
        const { exchange: _, ...site } = SITE
        return aSite({}, { ...FACTS, site })
      },
    },
    // site.yaml says it or does not.
    unknown: {},
  },
})
