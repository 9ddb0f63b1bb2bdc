import type { Rule } from './rule.ts'
import { ADMINISTRATION } from './rules/administration/index.ts'
import { ARCHIVE } from './rules/archive/index.ts'
import { AUTHENTICATION } from './rules/authentication/index.ts'
import { BACKUP } from './rules/backup/index.ts'
import { CONTAINER } from './rules/container/index.ts'
import { DESTRUCTION } from './rules/destruction/index.ts'
import { DRIFT } from './rules/drift/index.ts'
import { EGRESS } from './rules/egress/index.ts'
import { GOVERNANCE } from './rules/governance/index.ts'
import { LOGS } from './rules/logs/index.ts'
import { MAINTENANCE } from './rules/maintenance/index.ts'
import { NETWORK } from './rules/network/index.ts'
import { REMOTE } from './rules/remote/index.ts'
import { TLS } from './rules/tls/index.ts'
import { WAIVERS } from './rules/waivers/index.ts'
import { WEB } from './rules/web/index.ts'

/** Every rule, by id: one file each, listed by the `index.ts` of its theme. A file that is listed nowhere fails a test. */
export const RULES: readonly Rule[] = [
  ...ADMINISTRATION,
  ...ARCHIVE,
  ...AUTHENTICATION,
  ...BACKUP,
  ...CONTAINER,
  ...DESTRUCTION,
  ...DRIFT,
  ...EGRESS,
  ...GOVERNANCE,
  ...LOGS,
  ...MAINTENANCE,
  ...NETWORK,
  ...REMOTE,
  ...TLS,
  ...WAIVERS,
  ...WEB,
].sort((a, b) => (a.id < b.id ? -1 : 1))
