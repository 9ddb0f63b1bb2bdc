import type { Rule } from '../../rule.ts'
import centralCollection from './log-01-central-collection.ts'
import sealedTransport from './log-02-sealed-transport.ts'
import retention from './log-03-retention.ts'
import oneTime from './log-04-one-time.ts'
import logStorage from './log-05-log-storage.ts'

export const LOGS: readonly Rule[] = [centralCollection, sealedTransport, retention, oneTime, logStorage]
