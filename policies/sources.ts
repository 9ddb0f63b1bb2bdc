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
