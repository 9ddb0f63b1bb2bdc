import type { Result } from '../assessment.ts'
import { derogationFor } from './derogations.ts'
import { isValidOn, type Waiver } from './waiver.ts'

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
      waiver.rule === result.rule &&
      waiver.subject === result.subject &&
      waiver.fingerprint === result.fingerprint &&
      isValidOn(waiver, now),
  )
  if (!found) return undefined
  const { justification, compensating, owner, approvedBy, expires, where } = found
  return {
    ...result,
    status: 'waived',
    reason: justification,
    waiver: { kind: 'waiver', justification, compensating, owner, approvedBy, expires, where },
  }
}

/** By design: without a signature it is a visible finding that stops nothing, with one it is waived for a year. */
function derogated(result: Result, accepted: readonly AcceptedDerogation[], now: Date): Result {
  const derogation = derogationFor(result.rule, result.subject)
  if (!derogation) return result
  const { id, reason, compensating } = derogation
  const texts = { reason: reason.en, fr: { ...result.fr, reason: reason.fr } }
  const signed = accepted.find((each) => each.id === id && isCurrent(each, now))
  if (!signed) {
    return {
      ...result,
      ...texts,
      severity: 'minor',
      reason: `derogation ${id} of the architecture, not accepted by the client (derogations.yaml): ${reason.en}`,
      fr: {
        ...result.fr,
        reason: `dérogation ${id} de l'architecture, non acceptée par le client (derogations.yaml) : ${reason.fr}`,
      },
    }
  }
  return {
    ...result,
    ...texts,
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
