import { calendarFaults } from './checks/calendar.ts'
import { identifierFaults } from './checks/identifiers.ts'
import { imageFaults } from './checks/image-applications.ts'
import { networkFaults } from './checks/networks.ts'
import { promiseFaults } from './checks/promises.ts'
import { proxyFaults } from './checks/proxy.ts'
import { referenceFaults } from './checks/references.ts'
import type { Fault } from './diagnostic.ts'
import type { Draft } from './draft.ts'

/** What a schema cannot say: relations between values, calendars, check digits, arithmetic on networks. */
export const crossFaults = (site: Draft): Fault[] =>
  [
    identifierFaults,
    calendarFaults,
    networkFaults,
    proxyFaults,
    imageFaults,
    referenceFaults,
    promiseFaults,
  ].flatMap((check) => check(site))
