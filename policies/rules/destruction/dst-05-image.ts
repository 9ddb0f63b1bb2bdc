import { about, changesOf, deed, isDestroyed } from '../../nodes/destruction.ts'
import { aPlan, type Planned } from '../../examples/changes.ts'
import type { Change } from '../../graph/graph.ts'
import { defineRule, joined, judge, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'
import { equals, unknown, valueOr } from '../../value.ts'

const WANT = { fr: "l'image reste sur l'hôte", en: 'the image stays on the host' }

function verdict(change: Change): Verdict {
  if (!isDestroyed(change)) return { ...about(change), status: 'pass', seen: deed(change), want: WANT }
  const keep = change.image?.keepLocally ?? unknown('not-collected', 'keep_locally')
  const seen = `keep_locally=${valueOr(keep, '?')}`
  const found = judge(change, [{ holds: equals(keep, true), seen, want: WANT }])
  return { ...found, seen: joined([deed(change), seen]) }
}

const image = (keep_locally: unknown, change: Partial<Planned> = {}): Planned => ({
  address: 'docker_image.app',
  type: 'docker_image',
  actions: ['delete', 'create'],
  before: { name: 'nginx:1.26', keep_locally },
  after: { name: 'nginx:1.27', keep_locally },
  replace_paths: [['name']],
  ...change,
})

export default defineRule({
  id: 'DST-05',
  severity: 'minor',
  levels: ['plan'],
  kind: 'automated',
  title: {
    fr: "Aucune image n'est retirée de l'hôte",
    en: 'No image is removed from the host',
  },
  sources: [project('keep_locally')],
  why: {
    fr: "Par défaut, le fournisseur retire l'ancienne image : si la nouvelle ne démarre pas, il n'y a plus rien à remettre.",
    en: 'By default the provider removes the old image: if the new one does not start, there is nothing to go back to.',
  },
  fix: {
    fr: "keep_locally = true, appliqué avant le changement d'image.",
    en: 'keep_locally = true, applied before the image changes.',
  },
  waivable: true,
  deciding: ['resource_changes.actions', 'docker_image.keep_locally'],
  nothing: { fr: 'aucune image dans le plan', en: 'no image in the plan' },
  check: ({ graph }) => changesOf(graph.changes, 'docker_image').map(verdict),
  examples: {
    pass: {
      'the old one is kept': () => aPlan(image(true)),
      'nothing is removed': () => aPlan(image(false, { actions: ['update'], replace_paths: [] })),
    },
    fail: {
      'nothing written: it is removed': () => aPlan(image(null)),
      deleted: () => aPlan(image(false, { actions: ['delete'], after: null, replace_paths: [] })),
    },
    unknown: {
      'the plan does not say how it stood': () => aPlan(image(null, { before: null, actions: ['delete'] })),
    },
  },
})
