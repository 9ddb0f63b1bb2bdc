import { durationSeconds } from '../../../modules/site/duration.ts'
import { about, changesOf, deed, isDestroyed, RUNNING } from '../../nodes/destruction.ts'
import { aPlan, ofDatabase, type Planned } from '../../examples/changes.ts'
import { FACTS, SITE } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import type { Change } from '../../graph/graph.ts'
import { roleOf } from '../../topology/reachability.ts'
import { defineRule, joined, judge, type Claim, type Given, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isWrittenData, namesOf, someMount } from '../../nodes/storage.ts'
import { not, or, truth, unknown, type Truth } from '../../value.ts'

/** The data loss that the site promises at most. */
const promised = ({ site }: SiteFacts): string | undefined => site.backup?.rpo

const lastBackup = (role: string, { backups = [] }: SiteFacts): string | undefined =>
  backups
    .filter((backup) => backup.role === role)
    .map(({ at }) => at)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1)

/** A backup of a time to come, or of no readable time, is none. */
function isCovered(at: string | undefined, rpo: string | undefined, now: Date): Truth {
  if (rpo === undefined) return unknown('not-collected', 'backup.rpo')
  const age = (now.getTime() - Date.parse(at ?? '')) / 1000
  return truth(age >= 0 && age <= durationSeconds(rpo))
}

function claim({ container, address }: Change, facts: SiteFacts, now: Date): Claim {
  const rpo = promised(facts)
  const want = {
    fr: `une sauvegarde plus récente que backup.rpo (${rpo ?? '?'})`,
    en: `a backup younger than backup.rpo (${rpo ?? '?'})`,
  }
  const role = container ? roleOf(container) : (address.split('.').at(-1) ?? address)
  const at = lastBackup(role, facts)
  const seen = {
    fr: `dernière sauvegarde de ${role} : ${at ?? 'aucune'}`,
    en: `last backup of ${role}: ${at ?? 'none'}`,
  }
  const data = container ? someMount(container, isWrittenData) : unknown('not-collected', 'before')
  const covered = isCovered(at, rpo, now)
  const what = container ? `writes ${namesOf(container, isWrittenData)}` : 'before=?'
  return { holds: or(covered, not(data)), seen: joined([what, seen]), want }
}

function verdict(change: Change, facts: SiteFacts, now: Date): Verdict {
  const found = claim(change, facts, now)
  if (!isDestroyed(change)) return { ...about(change), status: 'pass', seen: deed(change), want: found.want }
  return { ...judge(change, [found]), seen: joined([deed(change), found.seen]) }
}

const BACKUP = {
  daily: '02:30',
  rpo: '24 hours',
  rto: '4 hours',
  local: { keep: '30 days' },
  restoreTest: { every: '1 week' },
}

/** The database replaced (by default) on 23 November at 10:00, after this backup of it. */
const after = (at: string | undefined, ...planned: Planned[]): ReturnType<Given> => ({
  ...aPlan(...(planned.length > 0 ? planned : [ofDatabase()])),
  facts: {
    ...FACTS,
    site: { ...SITE, backup: BACKUP },
    capabilities: ['container', 'backup'],
    backups: at === undefined ? [] : [{ role: 'db', at }],
  },
})

export default defineRule({
  id: 'DST-06',
  severity: 'major',
  levels: ['plan'],
  kind: 'automated',
  capability: 'backup',
  title: {
    fr: "Aucun conteneur de données n'est remplacé sans sauvegarde récente",
    en: 'No container that holds data is replaced without a recent backup',
  },
  sources: [project('backup.rpo')],
  why: {
    fr: "La nouvelle version peut migrer ou abîmer les données du volume : la sauvegarde d'avant est le seul retour.",
    en: 'The new version may migrate or damage the data of the volume: the backup made before is the only way back.',
  },
  fix: {
    fr: 'Sauvegarder (socle backup), puis planifier de nouveau.',
    en: 'Back up (socle backup), then plan again.',
  },
  waivable: false,
  deciding: ['resource_changes.actions', 'resource_changes.before', 'backup.rpo', 'mounts', 'volumes'],
  nothing: {
    fr: 'aucun conteneur dans le plan, ou pas de site.yaml',
    en: 'no container in the plan, or no site.yaml',
  },
  check: ({ graph, facts, now }) =>
    facts === undefined
      ? []
      : changesOf(graph.changes, ...RUNNING).map((change) => verdict(change, facts, now)),
  examples: {
    pass: {
      'backed up the same night': () => after('2026-11-23T01:45:00Z'),
      'nothing to lose': () => after(undefined, ofDatabase({ mounts: [] })),
      'its output only': () =>
        after(
          undefined,
          ofDatabase({ mounts: [{ type: 'volume', source: 'demo-db-logs', target: '/logs' }] }),
        ),
      'updated in place': () => after(undefined, ofDatabase({}, { actions: ['update'], replace_paths: [] })),
    },
    fail: {
      'never backed up': () => after(undefined),
      'backed up two days ago': () => after('2026-11-21T01:45:00Z'),
      'a backup of tomorrow': () => after('2026-11-24T01:45:00Z'),
      'deleted, and never backed up': () =>
        after(undefined, ofDatabase({}, { actions: ['delete'], after: null })),
    },
    unknown: {
      'the plan does not say how it stood': () =>
        after(undefined, ofDatabase({}, { actions: ['delete'], before: null, after: null })),
    },
  },
})
