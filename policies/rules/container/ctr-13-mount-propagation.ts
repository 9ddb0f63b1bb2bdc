import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { inOrder } from '../../nodes/storage.ts'
import { test, valueOr, YES } from '../../value.ts'

const PRIVATE = ['', 'private', 'rprivate']
const WANT = { fr: 'propagation private ou rprivate', en: 'propagation private or rprivate' }

const claims = ({ mounts }: ContainerNode): Claim[] =>
  mounts.length === 0
    ? [{ holds: YES, seen: { fr: 'aucun montage', en: 'no mount' }, want: WANT }]
    : inOrder(mounts).map(({ propagation, target }) => ({
        holds: test(propagation, (mode) => PRIVATE.includes(mode)),
        seen: `${valueOr(target, '?')} propagation=${valueOr(propagation, '?') || 'rprivate'}`,
        want: WANT,
      }))

const bind = (propagation: string) => {
  const mount = { type: 'bind', source: '/srv/demo', target: '/srv', read_only: true }
  return only(aContainer({ mounts: [{ ...mount, bind_options: { propagation } }] }))
}

export default defineRule({
  id: 'CTR-13',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Aucun montage propagé entre l'hôte et un conteneur (règle du projet)",
    en: 'No mount propagated between the host and a container (project rule)',
  },
  sources: [project('mount propagation')],
  why: {
    fr: "Un montage partagé fait apparaître dans le conteneur ce que l'hôte monte ensuite (clé, sauvegarde), ou l'inverse.",
    en: 'A shared mount shows in the container what the host mounts later (a stick, a backup), or the other way round.',
  },
  fix: {
    fr: 'Retirer bind_options.propagation, ou écrire « rprivate ».',
    en: 'Remove bind_options.propagation, or write "rprivate".',
  },
  waivable: true,
  deciding: ['mounts.bind_options.propagation', 'volumes.from_container'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'nothing written': () => only(),
      'private, written out': () => bind('rprivate'),
    },
    fail: {
      'both ways': () => bind('rshared'),
      'from the host to the container': () => bind('slave'),
    },
    unknown: { 'a variable': () => bind('${var.propagation}') },
  },
})
