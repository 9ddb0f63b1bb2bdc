/** Seconds of each unit of a duration. A month is a twelfth of a year of 365 days. */
const UNIT_SECONDS = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 7 * 86_400,
  month: (365 / 12) * 86_400,
  year: 365 * 86_400,
} as const

/** Seconds of a duration as site.yaml writes it (`30 days`, `1 week`). @throws RangeError on any other text */
export function durationSeconds(text: string): number {
  const [, count, unit] = /^([1-9][0-9]{0,3}) (minute|hour|day|week|month|year)s?$/.exec(text) ?? []
  if (count === undefined || unit === undefined)
    throw new RangeError(`\`${text}\` is not a duration such as \`30 days\``)
  return Number(count) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS]
}
