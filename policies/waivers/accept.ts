import type { Text } from '../../modules/site/text.ts'
import type { Result } from '../assessment.ts'
import { DEROGATIONS } from './derogations.ts'
import { isAbout, lapse, type Waiver } from './waiver.ts'

/** A derogation of the architecture that a person of the client accepted. */
export interface AcceptedDerogation {
  readonly id: string
  readonly by: string
  /** ISO day. */
  readonly on: string
  readonly where: string
}

export interface Acceptances {
  readonly waivers: readonly Waiver[]
  readonly derogations: readonly AcceptedDerogation[]
}

export const NO_ACCEPTANCE: Acceptances = { waivers: [], derogations: [] }

/**
 * Shows as waived what is accepted: an entry that is whole, in time, and about exactly what was seen. The finding
 * stays otherwise, and WVR-01 says what is wrong with the entry.
 */
export const accept = (results: readonly Result[], acceptances: Acceptances, now: Date): Result[] =>
  results.map((result) =>
    result.status === 'fail'
      ? (waived(result, acceptances.waivers, now) ?? derogated(result, acceptances.derogations, now))
      : result,
  )

function waived(result: Result, waivers: readonly Waiver[], now: Date): Result | undefined {
  const found = waivers.find(
    (waiver) =>
      isAbout(waiver, result) &&
      waiver.fingerprint === result.fingerprint &&
      lapse(waiver, now) === undefined,
  )
  if (!found) return undefined
  const { justification, compensating, owner, approvedBy, expires, where } = found
  const { reason: _, ...fr } = result.fr ?? {}
  return {
    ...result,
    status: 'waived',
    reason: justification,
    waiver: { kind: 'waiver', justification, compensating, owner, approvedBy, expires, where },
    ...(result.fr === undefined ? {} : { fr }),
  }
}

/** By design: without a signature it is a visible finding that stops nothing, with one it is waived for a year. */
function derogated(result: Result, accepted: readonly AcceptedDerogation[], now: Date): Result {
  const derogation = DEROGATIONS.find(({ id }) => id === result.derogation)
  if (!derogation) return result
  const { id, reason, compensating } = derogation
  const signed = accepted.find((each) => each.id === id && isCurrent(each, now))
  if (!signed) {
    const unsigned = {
      fr: `dérogation ${id} de l'architecture, non acceptée par le client (derogations.yaml) : ${reason.fr}`,
      en: `derogation ${id} of the architecture, not accepted by the client (derogations.yaml): ${reason.en}`,
    }
    return { ...explained(result, unsigned), severity: 'minor' }
  }
  return {
    ...explained(result, reason),
    status: 'waived',
    waiver: {
      kind: 'derogation',
      id,
      compensating: compensating.en,
      approvedBy: signed.by,
      acceptedOn: signed.on,
      expires: yearAfter(signed.on),
      where: signed.where,
    },
  }
}

const explained = (result: Result, reason: Text): Result => ({
  ...result,
  reason: reason.en,
  fr: { ...result.fr, reason: reason.fr },
})

const isCurrent = ({ on }: AcceptedDerogation, now: Date): boolean => {
  const today = now.toISOString().slice(0, 10)
  return on <= today && today <= yearAfter(on)
}

/** Last day of the year that begins on `day`, both ISO. */
export function yearAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() + 1)
  return date.toISOString().slice(0, 10)
}
