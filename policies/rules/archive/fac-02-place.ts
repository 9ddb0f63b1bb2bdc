import { aSite, FACTS, SITE } from '../../examples/site.ts'
import { inFile, ofDescription } from '../../topology/flows.ts'
import { defineRule, type Given } from '../../rule.ts'
import { taxProcedures } from '../../sources.ts'
import { truth } from '../../value.ts'
import type { SaasApplication, Site } from '../../../modules/site/site.ts'

/** France, with the departments that have a code of their own, and the rest of the Union. */
const PLACES = new Set(
  'FR GP GF MQ RE YT MF AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(
    ' ',
  ),
)

/** Every place that site.yaml names for data, by what is there. */
const placesOf = ({ archive, hosts, billing }: Site): (readonly [subject: string, country: string])[] => [
  ...(archive ? [['archive', archive.location] as const] : []),
  ...Object.entries(hosts).map(([name, { location }]) => [`hosts.${name}`, location] as const),
  ...billing.applications
    .filter((application): application is SaasApplication => application.mode === 'saas')
    .map(({ id, location }) => [`billing.applications.${id}`, location] as const),
]

const archivedIn =
  (location: string): Given =>
  () =>
    aSite({}, { ...FACTS, site: { ...SITE, archive: { years: 10, location } } })

const suppliedFrom =
  (location: string): Given =>
  () => {
    const application: SaasApplication = {
      id: 'facture',
      mode: 'saas',
      url: 'https://app.facture.example',
      supplier: 'Facture Exemple',
      location,
      users: 4,
      roles: ['facturation'],
    }
    return aSite({}, { ...FACTS, site: { ...SITE, billing: { applications: [application] } } })
  }

export default defineRule({
  id: 'FAC-02',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: "Archive, hôtes et fournisseurs en France ou dans l'Union européenne (lieux déclarés)",
    en: 'Archive, hosts and suppliers in France or in the European Union (places as declared)',
  },
  sources: [taxProcedures('L102 C', 'T')],
  why: {
    fr: "Les factures se conservent en France, ou là d'où le fisc les consulte aussitôt ; ailleurs se déclare ou s'interdit.",
    en: 'Invoices are kept in France, or where the tax authority reads them at once; elsewhere is declared or forbidden.',
  },
  fix: {
    fr: "Placer l'archive, l'hôte ou le service dans l'Union, et écrire son pays dans location.",
    en: 'Place the archive, the host or the service in the Union, and write its country in location.',
  },
  waivable: true,
  deciding: ['archive.location', 'hosts.location', 'billing.applications.location'],
  nothing: { fr: 'aucun lieu connu', en: 'no known place' },
  check: ({ facts }) =>
    (facts ? placesOf(facts.site) : []).map(([subject, country]) =>
      ofDescription(subject, [
        {
          holds: truth(PLACES.has(country)),
          seen: inFile({ fr: `déclaré ${country}`, en: `declared ${country}` }),
          want: { fr: "un pays de l'Union européenne", en: 'a country of the European Union' },
        },
      ]),
    ),
  examples: {
    pass: {
      'in France': archivedIn('FR'),
      'at Réunion': archivedIn('RE'),
      'a supplier in Germany': suppliedFrom('DE'),
    },
    fail: {
      'an archive in the United States': archivedIn('US'),
      'a supplier in the United Kingdom': suppliedFrom('GB'),
    },
    // A place is written, or has its default.
    unknown: {},
  },
})
