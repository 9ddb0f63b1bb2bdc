import type { Citation, Trust } from './assessment.ts'

/**
 * Where a rule comes from. Guides recommend and nothing here certifies: a rule is *inspired by* its source. `trust`
 * says how the number was read (P the document itself, T a full transcription, S a secondary source).
 */
export interface Source {
  /** `ANSSI-FT-082`, or the project itself. */
  readonly guide: string
  readonly version: string
  /** Recommendation, measure or article; empty when the whole is meant. */
  readonly number: string
  readonly trust: Trust
  /** Where the guide is published, where the fact base knows it. */
  readonly url?: string
  /** Legal sources only: first and last day in force, ISO. */
  readonly validFrom?: string
  readonly validTo?: string
}

const guide =
  (guide: string, version: string, trust: Trust, url?: string) =>
  (number: string): Source => ({ guide, version, number, trust, ...(url === undefined ? {} : { url }) })

/** Guide d'hygiène informatique: measure number, 1 to 42. */
export const hygiene = (measure: number): Source =>
  guide(
    "ANSSI guide d'hygiène",
    '2.0',
    'T',
    'https://messervices.cyber.gouv.fr/guides/guide-dhygiene-informatique',
  )(`M${measure}`)

/** Docker sheet. Its own scope excludes the daemon and the management of images. */
export const dockerSheet = guide(
  'ANSSI-FT-082',
  '1.0',
  'S',
  'https://messervices.cyber.gouv.fr/documents-guides/docker_fiche_technique.pdf',
)

export const tlsGuide = guide('ANSSI-PA-035', '1.2', 'T')

export const administration = guide('ANSSI-PA-022', '3.0', 'T')

export const interconnection = guide('ANSSI-PA-066', '3.0', 'T')

export const recyf = guide('ReCyF', '2.5', 'T')

export const devSecOps = guide('ANSSI Essentiels DevSecOps', '2024-03-13', 'S')

export const logging = guide('ANSSI-PA-012', '2.0', 'T')

export const authentication = guide('ANSSI-PG-078', '2.0', 'T')

/** The numbers of this edition are known for some recommendations only; see `backupInferred`. */
export const backupGuide = guide('ANSSI-BP-100', '1.1', 'S')

/** The demand was read, its number in version 1.1 follows from the order of version 1.0: to be verified. */
export const backupInferred = guide('ANSSI-BP-100', '1.1', 'S-inf')

/** A section of the edition that was read itself. */
export const backupSection = guide('ANSSI-BP-100', '1.0', 'P')

export const webSites = guide('ANSSI-PA-009', '2.0', 'S')

export const cryptography = guide('ANSSI-PG-083', '3.00', 'S')

export const ipsec = guide('ANSSI IPsec', '1.1', 'T')

export const acme = guide('ANSSI guide ACME', '2025-01-24', 'S')

export const outsourcing = guide('ANSSI externalisation', '2010-12-03', 'S')

/** MonServiceSécurisé: measures of its public catalogue. */
export const monServiceSecurise = guide('MonServiceSécurisé', '2', 'P')

/** External specifications of electronic invoicing, as read. Version 3.2 (30 April 2026) exists and was not. */
export const invoicing = guide(
  'DGFiP spécifications externes B2B',
  '3.1',
  'P',
  'https://www.impots.gouv.fr/specifications-externes-b2b',
)

export const cnil = guide('CNIL', '2024', 'S')

/** CNIL, délibération by number. */
export const cnilDeliberation = (number: string): Source =>
  guide('CNIL délibération', number.slice(0, 4), 'S')(number)

/** Lifetime of public certificates. */
export const caBrowserForum = guide('CA/Browser Forum', 'SC-081v3', 'S')

/** Last day of the VAT articles of the CGI: on 1 January 2027 they move to the CIBS (ordonnance 2025-1247). */
const LAST_DAY_OF_CGI_VAT = '2026-12-31'

/**
 * An article of law. Where the day it came into force is not known, `validFrom` is the day on which it was seen in
 * force; an open end has an empty `validTo`.
 */
const law =
  (code: string, validTo = '') =>
  (article: string, trust: Trust, validFrom = '2026-11-23'): Source => {
    const source = { guide: code, version: validFrom, number: article, trust, validFrom, validTo }
    cited.set(`${code} ${article} ${validFrom}`, source)
    return source
  }

/** Filled as the rules are loaded: a rule that would read the registry would be read by it. */
const cited = new Map<string, Source>()

/** Every article of law that the loaded rules cite, once each, in order. */
export const lawsCited = (): Source[] => [...cited.keys()].sort().flatMap((key) => cited.get(key) ?? [])

export const vatLaw = law('CGI', LAST_DAY_OF_CGI_VAT)
export const taxProcedures = law('LPF')
export const commercialCode = law('Code de commerce')
/** Where the VAT articles go. */
export const goodsAndServicesTaxes = law('CIBS')

/** What this project asks by itself; no guide is to blame for it. */
export const project = (reason: string): Source => ({
  guide: 'Socle',
  version: '1',
  number: reason,
  trust: '*',
})

export const citation = ({ guide: name, number, version, trust }: Source): Citation => ({
  ref: `${name} ${number}`.trim(),
  version,
  trust,
})

/** `ANSSI-FT-082 R1 (v1.0, S)`; legal sources with the time they are in force. */
export function sourceLine(source: Source): string {
  const { ref, version, trust } = citation(source)
  const force = source.validFrom === undefined ? '' : `, ${source.validFrom} → ${source.validTo ?? ''}`
  return `${ref} (v${version}, ${trust}${force})`
}
