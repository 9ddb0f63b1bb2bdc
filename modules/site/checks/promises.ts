import { echo, type Fault, type Path } from '../diagnostic.ts'
import type { Draft } from '../draft.ts'
import { durationSeconds } from '../duration.ts'
import type { Text } from '../text.ts'

/** Promises that the rest of the file does not keep. */
export const promiseFaults = (site: Draft): Fault[] => [
  ...rpoFaults(site),
  ...remoteRetentionFaults(site),
  ...logRetentionFaults(site),
]

const fault = (code: 'SITE-RPO' | 'SITE-RETENTION', path: Path, text: Text): Fault[] => [
  { code, path, at: 'value', text },
]

/** Backups run once a day: between two of them a day's work can be lost. */
const BACKUP_RHYTHM = '24 hours'

function rpoFaults({ backup }: Draft): Fault[] {
  const rpo = backup?.rpo
  if (rpo === undefined || durationSeconds(rpo) >= durationSeconds(BACKUP_RHYTHM)) return []
  return fault('SITE-RPO', ['backup', 'rpo'], {
    fr: `${echo(rpo)} est plus court que le rythme des sauvegardes, quotidien : promettez \`${BACKUP_RHYTHM}\` ou plus`,
    en: `${echo(rpo)} is shorter than the rhythm of the backups, daily: promise \`${BACKUP_RHYTHM}\` or more`,
  })
}

/** The remote copy is the one that is left after a disaster: it reaches at least as far back. */
function remoteRetentionFaults({ backup }: Draft): Fault[] {
  const [local, remote] = [backup?.local?.keep, backup?.remote?.keep]
  if (local === undefined || remote === undefined || durationSeconds(remote) >= durationSeconds(local))
    return []
  return fault('SITE-RETENTION', ['backup', 'remote', 'keep'], {
    fr: `${echo(remote)} est plus court que backup.local.keep (${local}) : écrivez \`${local}\` ou plus`,
    en: `${echo(remote)} is shorter than backup.local.keep (${local}): write \`${local}\` or more`,
  })
}

/** CNIL, délibération 2021-122: six months to a year, unless a reason is documented. */
const LOGS_AT_LEAST = '6 months'
const LOGS_AT_MOST = '12 months'

function logRetentionFaults({ logs }: Draft): Fault[] {
  const keep = logs?.keep
  if (keep === undefined || (logs && 'reason' in logs)) return []
  const seconds = durationSeconds(keep)
  if (seconds >= durationSeconds(LOGS_AT_LEAST) && seconds <= durationSeconds(LOGS_AT_MOST)) return []
  return fault('SITE-RETENTION', ['logs', 'keep'], {
    fr: `${echo(keep)} sort de \`${LOGS_AT_LEAST}\` à \`${LOGS_AT_MOST}\` : restez entre les deux, ou donnez \`logs.reason\``,
    en: `${echo(keep)} is outside \`${LOGS_AT_LEAST}\` to \`${LOGS_AT_MOST}\`: stay within, or give \`logs.reason\``,
  })
}
