import { aVolumeChange } from '../../examples.ts'
import type { Change } from '../../graph/graph.ts'
import { defineRule, type Verdict, type Wording } from '../../rule.ts'
import { project } from '../../sources.ts'
import { valueOr } from '../../value.ts'

const WANT = { fr: 'le volume et ses données restent', en: 'the volume and its data stay' }

function seen({ actions, replacePaths, name }: Change): Wording {
  const cause = replacePaths.length > 0 ? ` (${replacePaths.join(', ')})` : ''
  return `${valueOr(name, 'docker_volume')}: ${actions.join('+')}${cause}`
}

/** Address, Docker name, or the last part of the address. */
const isNamed = ({ address, name }: Change, accepted: readonly string[]): boolean =>
  [address, valueOr(name, ''), address.split('.').at(-1) ?? ''].some(
    (one) => one !== '' && accepted.includes(one),
  )

function verdict(change: Change, accepted: readonly string[]): Verdict {
  const about = {
    subject: change.address,
    seen: seen(change),
    want: WANT,
    ...(change.where === undefined ? {} : { where: change.where }),
  }
  if (!change.actions.includes('delete')) return { ...about, status: 'pass' }
  if (!isNamed(change, accepted)) return { ...about, status: 'fail' }
  return {
    ...about,
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
    graph.changes
      .filter(({ type }) => type === 'docker_volume')
      .map((change) => verdict(change, options.allowVolumeDeletion ?? [])),
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
    },
    // A plan always says what it does: there is nothing to be in doubt of.
    unknown: {},
  },
})
