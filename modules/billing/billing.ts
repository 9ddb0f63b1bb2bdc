import { isImage, type Application, type Site } from '../site/site.ts'
import { tryton } from '../tryton/tryton.ts'
import type { BillingApplication } from './application.ts'
import { imageApplication } from './image-application.ts'
import { remoteDesktop, softwareAsAService } from './elsewhere.ts'

/** The billing applications of a site: each a built-in profile, an image of the client's, or one that runs elsewhere. */
export const billing = (site: Site): BillingApplication[] =>
  site.billing.applications.map((application) => createApplication(site, application))

function createApplication(site: Site, application: Application): BillingApplication {
  switch (application.mode) {
    case 'container':
      return isImage(application) ? imageApplication(site, application) : tryton(site, application)
    case 'rds':
      return remoteDesktop(application)
    case 'saas':
      return softwareAsAService(application)
  }
}
