import { about, changesOf, deed, isDestroyed } from '../../nodes/destruction.ts'
import { aPlan } from '../../examples/changes.ts'
import { aVolumeChange } from '../../examples/site.ts'
import type { Change } from '../../graph/graph.ts'
import { defineRule, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'
import { valueOr } from '../../value.ts'

const WANT = { fr: 'le volume et ses données restent', en: 'the volume and its data stay' }

/** Address, Docker name, or the last part of the address. */
const isNamed = ({ address, name }: Change, accepted: readonly string[]): boolean =>
  [address, valueOr(name, ''), address.split('.').at(-1) ?? ''].some(
    (one) => one !== '' && accepted.includes(one),
  )

function verdict(change: Change, accepted: readonly string[]): Verdict {
  const found = { ...about(change), seen: deed(change), want: WANT }
  if (!isDestroyed(change)) return { ...found, status: 'pass' }
  if (!isNamed(change, accepted)) return { ...found, status: 'fail' }
  return {
    ...found,
    status: 'waived',
    reason: { fr: 'volume nommé sur la ligne de commande', en: 'volume named on the command line' },
  }
}

export default defineRule({
  id: 'DST-01',
  severity: 'blocking',
  levels: ['plan'],
  kind: 'automated',
  title: {
    fr: "Aucun volume de données n'est détruit ni remplacé",
    en: 'No data volume is destroyed or replaced',
  },
  sources: [project('docker_volume')],
  why: {
    fr: 'Le fournisseur remplace un volume pour un simple label changé, et efface ses données sans retour.',
    en: 'The provider replaces a volume for one changed label, and erases its data for good.',
  },
  fix: {
    fr: "Rétablir l'attribut cité ; pour détruire vraiment, sauvegarder puis nommer le volume avec --delete-volume.",
    en: 'Restore the attribute that is named; to destroy it for good, back it up, then name the volume with --delete-volume.',
  },
  waivable: false,
  deciding: ['resource_changes.actions', 'resource_changes.replace_paths'],
  nothing: { fr: 'aucun volume dans le plan', en: 'no volume in the plan' },
  check: ({ graph, options }) =>
    changesOf(graph.changes, 'docker_volume').map((change) =>
      verdict(change, options.allowVolumeDeletion ?? []),
    ),
  examples: {
    pass: {
      created: () => aVolumeChange({ actions: ['create'], before: null, after: { name: 'demo-db-data' } }),
      'forgotten, and kept': () =>
        aVolumeChange({ actions: ['forget'], before: { name: 'demo-db-data' }, after: null }),
    },
    fail: {
      deleted: () => aVolumeChange({ actions: ['delete'], before: { name: 'demo-db-data' }, after: null }),
      'replaced for a label': () =>
        aVolumeChange({
          actions: ['delete', 'create'],
          before: { name: 'demo-db-data' },
          after: { name: 'demo-db-data' },
          replace_paths: [['labels']],
        }),
      'created anew first, then deleted': () =>
        aVolumeChange({
          actions: ['create', 'delete'],
          before: { name: 'demo-db-data' },
          after: { name: 'demo-db-data-2' },
          replace_paths: [['name']],
        }),
      'in a module': () =>
        aPlan({
          address: 'module.vault.docker_volume.data["db"]',
          type: 'docker_volume',
          actions: ['delete'],
          before: { name: 'demo-db-data' },
        }),
    },
    // A plan always says what it does: there is nothing to be in doubt of.
    unknown: {},
  },
})
