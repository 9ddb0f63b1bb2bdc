import type { Rule } from '../../rule.ts'
import noDirectRoute from './egr-01-no-direct-route.ts'
import namedPlatform from './egr-02-named-platform.ts'
import noPublicPortal from './egr-03-no-public-portal.ts'
import exchangeToStorage from './egr-04-exchange-to-storage.ts'
import updateRelay from './egr-05-update-relay.ts'
import mailRelay from './egr-06-mail-relay.ts'

export const EGRESS: readonly Rule[] = [
  noDirectRoute,
  namedPlatform,
  noPublicPortal,
  exchangeToStorage,
  updateRelay,
  mailRelay,
]
