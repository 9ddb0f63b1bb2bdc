/** One failure that a person of the client accepts for a time; an entry of waivers.yaml. */
export interface Waiver {
  readonly rule: string
  /** The result's own subject, exact: no pattern. */
  readonly subject: string
  readonly justification: string
  /** What is done instead. */
  readonly compensating: string
  /** Who keeps the compensating measure and wrote the entry: a key of `people`. */
  readonly owner: string
  /** Who owns the risk: a key of `people` of the client, never the owner. */
  readonly approvedBy: string
  /** Last day on which it holds, as written (ISO day when well formed). */
  readonly expires: string
  /** Fingerprint of what was seen, as the failing result shows it. */
  readonly fingerprint: string
  /** `waivers.yaml:3:5` */
  readonly where: string
}

/** Longest time a failure can be accepted for, in days. */
export const MAX_DAYS = 180

const DAY = 24 * 3600 * 1000

/** ISO day → its number, `undefined` when it is none (`2026-02-30`). */
export function dayOf(text: string): number | undefined {
  const time = Date.parse(`${text}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time)
  return isDay && new Date(time).toISOString().startsWith(text) ? time / DAY : undefined
}

const today = (now: Date): number => Math.floor(now.getTime() / DAY)

/** The last day is inclusive; a date that cannot be read has passed. */
export const isExpired = ({ expires }: Pick<Waiver, 'expires'>, now: Date): boolean =>
  (dayOf(expires) ?? -1) < today(now)

export const isTooLong = ({ expires }: Pick<Waiver, 'expires'>, now: Date): boolean =>
  (dayOf(expires) ?? 0) > today(now) + MAX_DAYS

export const isValidOn = (waiver: Waiver, now: Date): boolean =>
  !isExpired(waiver, now) && !isTooLong(waiver, now)
