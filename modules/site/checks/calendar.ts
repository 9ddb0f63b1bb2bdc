import { echo, type Fault, type Path } from '../diagnostic.ts'
import type { Draft } from '../draft.ts'
import { items } from './entries.ts'

/** Dates that are in the calendar, time zones that exist. */
export function calendarFaults(site: Draft): Fault[] {
  const dates: [Path, string | undefined][] = [
    [['exchange', 'platform', 'listed'], site.exchange?.platform?.listed],
    ...items(site.access).map(({ index, item }): [Path, string | undefined] => [
      ['access', index, 'until'],
      item.until,
    ]),
  ]
  const yearEnd = site.site?.fiscalYearEnd
  const timezone = site.site?.timezone
  return [
    ...dates.flatMap(([path, date]) => (date === undefined || isDate(date) ? [] : [badDate(date, path)])),
    // A leap year, so that the last day of February may be written.
    ...(yearEnd === undefined || isDate(`2000-${yearEnd}`)
      ? []
      : [badDate(yearEnd, ['site', 'fiscalYearEnd'])]),
    ...(timezone === undefined || isTimezone(timezone) ? [] : [badTimezone(timezone)]),
  ]
}

/** True when `YYYY-MM-DD` is a day of the calendar. */
export function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false // RangeError: no such zone
  }
}

const badDate = (date: string, path: Path): Fault => ({
  code: 'SITE-DATE',
  path,
  at: 'value',
  text: {
    fr: `${echo(date)} n'est pas un jour du calendrier`,
    en: `${echo(date)} is not a day of the calendar`,
  },
})

const badTimezone = (name: string): Fault => ({
  code: 'SITE-TIMEZONE',
  path: ['site', 'timezone'],
  at: 'value',
  text: {
    fr: `${echo(name)} n'est pas un fuseau horaire ; par exemple \`Europe/Paris\` ou \`Indian/Reunion\``,
    en: `${echo(name)} is not a time zone; for example \`Europe/Paris\` or \`Indian/Reunion\``,
  },
})
