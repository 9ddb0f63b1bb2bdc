import type { Part } from '../architecture.ts'

export const SIGNING_KEY = 'report/signing.key'

/** The key that signs the site's reports. No container has the role `report`: it is delivered to none. */
export const signingKey: Part = {
  services: [],
  conduits: [],
  secrets: [{ kind: 'signing', name: SIGNING_KEY }],
}
