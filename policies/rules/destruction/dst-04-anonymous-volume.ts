import { about, changesOf, deed, isDestroyed, RUNNING } from '../../nodes/destruction.ts'
import { aPlan, ofDatabase } from '../../examples/changes.ts'
import type { Change } from '../../graph/graph.ts'
import { defineRule, joined, judge, type Claim, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isAnonymousVolume, namesOf, someMount } from '../../nodes/storage.ts'
import { and, not, or, unknown, valueOr, type Truth } from '../../value.ts'

/** The image may declare a VOLUME of which neither plan nor state says a word. */
const UNSEEN: Truth = unknown('not-collected', 'VOLUME (image)')

function claim({ container }: Change): Claim {
  const want = {
    fr: 'aucun volume sans nom ne part avec son conteneur',
    en: 'no unnamed volume goes with its container',
  }
  if (!container) {
    const unread = unknown('not-collected', 'resource_changes.before')
    return { holds: unread, seen: 'before=?', want }
  }
  const removes = container.removeVolumes
  return {
    holds: not(and(removes, or(someMount(container, isAnonymousVolume), UNSEEN))),
    seen: `remove_volumes=${valueOr(removes, '?')}, unnamed ${namesOf(container, isAnonymousVolume)}`,
    want,
  }
}

function verdict(change: Change): Verdict {
  const { want } = claim(change)
  if (!isDestroyed(change)) return { ...about(change), status: 'pass', seen: deed(change), want }
  const found = judge(change, [claim(change)])
  return { ...found, seen: joined([deed(change), found.seen]) }
}

const unnamed = { remove_volumes: null, volumes: [{ container_path: '/var/lib/data' }] }

export default defineRule({
  id: 'DST-04',
  severity: 'blocking',
  levels: ['plan'],
  kind: 'automated',
  title: {
    fr: 'Aucun volume sans nom ne disparaît avec son conteneur',
    en: 'No unnamed volume disappears with its container',
  },
  sources: [project('remove_volumes')],
  why: {
    fr: "Le fournisseur supprime les volumes sans nom du conteneur qu'il retire, ceux que l'image déclare compris, et aucun plan ne les montre.",
    en: 'The provider deletes the unnamed volumes of the container it removes, those of the image included, and no plan shows them.',
  },
  fix: {
    fr: "Écrire remove_volumes = false et l'appliquer seul, avant tout remplacement ; puis nommer un volume par dossier de données.",
    en: 'Write remove_volumes = false and apply it alone, before any replacement; then name one volume per data folder.',
  },
  waivable: false,
  deciding: ['resource_changes.actions', 'resource_changes.before', 'remove_volumes', 'mounts', 'volumes'],
  nothing: { fr: 'aucun conteneur dans le plan', en: 'no container in the plan' },
  check: ({ graph }) => changesOf(graph.changes, ...RUNNING).map(verdict),
  examples: {
    pass: {
      'volumes are kept': () => aPlan(ofDatabase({ ...unnamed, remove_volumes: false })),
      'nothing is removed': () => aPlan(ofDatabase(unnamed, { actions: ['update'], replace_paths: [] })),
    },
    fail: {
      'an unnamed volume, replaced with its container': () => aPlan(ofDatabase(unnamed)),
      'a name that the engine gave': () =>
        aPlan(
          ofDatabase({
            remove_volumes: true,
            mounts: [{ type: 'volume', source: 'a'.repeat(64), target: '/data' }],
          }),
        ),
    },
    unknown: {
      'the image may have a volume of its own': () => aPlan(ofDatabase({ remove_volumes: true, mounts: [] })),
    },
  },
})
