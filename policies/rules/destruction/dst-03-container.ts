import { about, changesOf, deed, isDestroyed, RUNNING } from '../../nodes/destruction.ts'
import { aPlan, ofDatabase } from '../../examples/changes.ts'
import { defineRule } from '../../rule.ts'
import { project } from '../../sources.ts'

export default defineRule({
  id: 'DST-03',
  severity: 'info',
  levels: ['plan'],
  kind: 'automated',
  title: {
    fr: "Conteneurs détruits ou remplacés, et l'attribut qui y oblige",
    en: 'Containers destroyed or replaced, and the attribute that forces it',
  },
  sources: [project('docker_container')],
  why: {
    fr: "Un remplacement retire l'ancien conteneur d'abord : le service s'arrête, et rien ne revient si le nouveau échoue.",
    en: 'A replacement removes the old container first: the service stops, and nothing comes back if the new one fails.',
  },
  fix: {
    fr: "Vérifier que l'arrêt est voulu ; sinon, rétablir l'attribut cité.",
    en: 'Check that the stop is wanted; if not, restore the attribute that is named.',
  },
  waivable: true,
  deciding: ['resource_changes.actions', 'resource_changes.replace_paths'],
  nothing: { fr: 'aucun conteneur dans le plan', en: 'no container in the plan' },
  check: ({ graph }) =>
    changesOf(graph.changes, ...RUNNING).map((change) => ({
      ...about(change),
      status: isDestroyed(change) ? ('fail' as const) : ('pass' as const),
      seen: deed(change),
      want: { fr: 'le conteneur reste', en: 'the container stays' },
    })),
  examples: {
    pass: {
      'nothing changes': () => aPlan(ofDatabase({}, { actions: ['no-op'] })),
      'updated in place': () => aPlan(ofDatabase({}, { actions: ['update'], replace_paths: [] })),
      created: () => aPlan(ofDatabase({}, { actions: ['create'], before: null })),
    },
    fail: {
      'replaced for its image': () => aPlan(ofDatabase()),
      deleted: () => aPlan(ofDatabase({}, { actions: ['delete'], after: null })),
    },
    // A plan always says what it does.
    unknown: {},
  },
})
