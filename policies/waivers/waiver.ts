import type { Level } from '../assessment.ts'
import type { Text } from '../../modules/site/text.ts'

/** One failure that a person of the client accepts for a time; an entry of waivers.yaml. */
export interface Waiver {
  readonly rule: string
  /** The result's own subject, exact: no pattern. */
  readonly subject: string
  readonly justification: string
  /** What is done instead. */
  readonly compensating: string
  /** Who wrote the entry and keeps the compensating measure: a key of `people`. */
  readonly owner: string
  /** Who owns the risk: a key of `people` of the client, never the owner. */
  readonly approvedBy: string
  /** Last day on which it holds, as written (ISO day when well formed). */
  readonly expires: string
  /** Fingerprint of what was seen, as the failing result shows it. */
  readonly fingerprint: string
  /** `waivers.yaml:3:5` */
  readonly where: string
  /** The last level that judges the rule: there, nothing left to accept means that the entry has to go. */
  readonly lastLevel: Level
  /** Why it cannot be accepted, whatever was seen and when (a rule that nobody may waive, an approver who may not). */
  readonly refused?: Text
}

/** Longest time a failure can be accepted for, in days. */
const MAX_DAYS = 180

const DAY = 24 * 3600 * 1000

/** ISO day → its number, `undefined` when it is none (`2026-02-30`). */
export function dayOf(text: string): number | undefined {
  const time = Date.parse(`${text}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time)
  return isDay && new Date(time).toISOString().startsWith(text) ? time / DAY : undefined
}

const dayNumber = (now: Date): number => Math.floor(now.getTime() / DAY)

/** Why an entry does not hold on a day, `undefined` when it does. The last day is inclusive. */
export function lapse({ expires, refused }: Waiver, now: Date): Text | undefined {
  const last = dayOf(expires)
  if (refused) return refused
  if (last === undefined) {
    return {
      fr: `date illisible « ${expires} » : tenue pour passée`,
      en: `unreadable date "${expires}": taken as past`,
    }
  }
  if (last < dayNumber(now)) return { fr: `échue depuis le ${expires}`, en: `expired on ${expires}` }
  if (last > dayNumber(now) + MAX_DAYS) {
    return {
      fr: `échéance ${expires} à plus de ${MAX_DAYS} jours`,
      en: `expiry ${expires} more than ${MAX_DAYS} days ahead`,
    }
  }
  return undefined
}

/** Whether an entry is about this very finding. */
export const isAbout = (waiver: Waiver, found: { rule: string; subject: string }): boolean =>
  waiver.rule === found.rule && waiver.subject === found.subject
