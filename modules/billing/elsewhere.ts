import type { RdsApplication, SaasApplication } from '../site/site.ts'
import type { BillingApplication } from './application.ts'

const nothingHere = { services: [], conduits: [], secrets: [] }

/** Billing software on a Remote Desktop host: nothing runs here yet, the door's page says where it is. */
export const remoteDesktop = ({ id, software, host }: RdsApplication): BillingApplication => ({
  id,
  part: nothingHere,
  elsewhere: {
    title: software,
    text: `Cette application s'ouvre par Bureau à distance, sur ${host}.`,
  },
})

/** Billing at a supplier's: nothing to host, the door's page leads there. */
export const softwareAsAService = ({ id, supplier, url }: SaasApplication): BillingApplication => ({
  id,
  part: nothingHere,
  elsewhere: { title: supplier, text: `Cette application est hébergée par ${supplier}.`, url },
})
