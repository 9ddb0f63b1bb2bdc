import { peopleWith, type Site } from '../../../modules/site/site.ts'
import { aSite, FACTS, SITE } from '../../examples/site.ts'
import { inFile, ofDescription } from '../../topology/flows.ts'
import { defineRule, type Claim, type Given } from '../../rule.ts'
import { invoicing, vatLaw } from '../../sources.ts'
import { truth } from '../../value.ts'

type Exchange = NonNullable<Site['exchange']>

/** The minimum formats of the reform, as site.yaml and as people write them. */
const FORMATS: Readonly<Record<string, string>> = { ubl: 'UBL', cii: 'CII', facturx: 'Factur-X' }

const platform = ({ platform: { name, registration, listed } }: Exchange): Claim => ({
  holds: truth(name.trim() !== '' && registration.trim() !== '' && !Number.isNaN(Date.parse(listed))),
  seen: inFile({
    fr: `PA ${name}, immatriculation ${registration}, vue le ${listed}`,
    en: `PA ${name}, registration ${registration}, seen on ${listed}`,
  }),
  want: {
    fr: 'nom, immatriculation et date de lecture de la liste',
    en: 'name, registration and the day on which the list was read',
  },
})

const formats = ({ formats: written }: Exchange): Claim => ({
  holds: truth(written.length > 0 && written.every((format) => Object.hasOwn(FORMATS, format))),
  seen: inFile(`formats ${written.map((format) => FORMATS[format] ?? format).join(', ') || '-'}`),
  want: { fr: 'UBL, CII ou Factur-X', en: 'UBL, CII or Factur-X' },
})

/** A refusal that comes back to nobody is an invoice that is never paid. */
const handling = (status: string, role: Exchange['refused']['handledBy'], site: Site): Claim => {
  const count = peopleWith(site, role).length
  return {
    holds: truth(count > 0),
    seen: inFile({ fr: `${status} → ${role} (${count})`, en: `${status} → ${role} (${count})` }),
    want: { fr: 'un rôle que quelqu’un tient', en: 'a role that somebody holds' },
  }
}

const claims = (exchange: Exchange, site: Site): Claim[] => [
  platform(exchange),
  formats(exchange),
  handling('210', exchange.refused.handledBy, site),
  handling('213', exchange.rejected.handledBy, site),
]

/** The example site with somebody for each status, and what was changed in its exchange. */
const { 'c.petit': _, ...WITHOUT_ACCOUNTANT } = SITE.people

const exchanging =
  (over: Partial<Exchange>, people: Site['people'] = SITE.people): Given =>
  () => {
    const { exchange, ...site } = SITE
    const whole = { ...site, people }
    return aSite({}, { ...FACTS, site: exchange ? { ...whole, exchange: { ...exchange, ...over } } : whole })
  }

export default defineRule({
  id: 'FAC-04',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Le connecteur déclare sa PA, ses formats et qui traite les statuts 210 et 213 (200 et 212 : non jugés)',
    en: 'The connector declares its PA, its formats and who handles statuses 210 and 213 (200 and 212: not judged)',
  },
  sources: [invoicing('§2.3.10'), invoicing('§3.6.4'), vatLaw('ann. IV 41 septies G', 'S')],
  why: {
    fr: "Une facture refusée ou rejetée que personne ne reprend n'est ni due, ni payée, ni déclarée juste.",
    en: 'A refused or rejected invoice that nobody takes up is neither due, nor paid, nor declared right.',
  },
  fix: {
    fr: 'Dans exchange : platform (name, registration, listed), formats, refused et rejected avec un rôle tenu.',
    en: 'In exchange: platform (name, registration, listed), formats, refused and rejected with a role that is held.',
  },
  waivable: true,
  deciding: ['exchange', 'people'],
  nothing: { fr: "site.yaml ne demande pas d'échange", en: 'site.yaml asks for no exchange' },
  check: ({ facts }) =>
    facts?.site.exchange ? [ofDescription('exchange', claims(facts.site.exchange, facts.site))] : [],
  examples: {
    pass: {
      'a role for each status': exchanging({}),
      'the three formats': exchanging({ formats: ['ubl', 'cii', 'facturx'] }),
    },
    fail: {
      'nobody holds the role that takes up refusals': exchanging({}, WITHOUT_ACCOUNTANT),
      'no format': exchanging({ formats: [] }),
      'a platform without registration': exchanging({
        platform: { name: 'PA Exemple', registration: '', listed: '2026-09-01', mode: 'api' },
      }),
    },
    // site.yaml says it or does not.
    unknown: {},
  },
})
