import type { Rule } from '../../rule.ts'
import dailyBackup from './bck-01-daily-backup.ts'
import threeTwoOne from './bck-02-three-two-one.ts'
import backupZone from './bck-03-backup-zone.ts'
import encryptedOffSite from './bck-04-encrypted-off-site.ts'
import retentionLock from './bck-05-retention-lock.ts'
import restoreTest from './bck-06-restore-test.ts'
import watchedBackups from './bck-07-watched-backups.ts'

export const BACKUP: readonly Rule[] = [
  dailyBackup,
  threeTwoOne,
  backupZone,
  encryptedOffSite,
  retentionLock,
  restoreTest,
  watchedBackups,
]
