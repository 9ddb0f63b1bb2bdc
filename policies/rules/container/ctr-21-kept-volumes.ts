import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isAnonymousVolume, isVolume, namesOf, someMount } from '../../nodes/storage.ts'
import { equals, not, or, valueOr } from '../../value.ts'

/** A service has no such attribute: the engine always removes the unnamed volumes of its tasks. */
const isService = ({ address }: ContainerNode): boolean => /(^|\.)docker_service\./.test(address)

const claims = (node: ContainerNode): Claim[] => [
  {
    holds: or(
      equals(node.removeVolumes, false),
      not(someMount(node, isService(node) ? isAnonymousVolume : isVolume)),
    ),
    seen: `remove_volumes=${valueOr(node.removeVolumes, '?')}, volumes ${namesOf(node, isVolume)}`,
    want: 'remove_volumes=false',
  },
]

const keeping = (remove_volumes: unknown, more = {}) => only(aContainer({ remove_volumes, ...more }))

export default defineRule({
  id: 'CTR-21',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Retirer un conteneur ne supprime aucun volume (règle du projet)',
    en: 'Removing a container deletes no volume (project rule)',
  },
  sources: [project('remove_volumes')],
  why: {
    fr: "Par défaut, le fournisseur supprime avec le conteneur les volumes sans nom, ceux que l'image déclare compris : un dossier oublié est une donnée perdue.",
    en: 'By default the provider deletes unnamed volumes with their container, those that the image declares included: a folder forgotten is data lost.',
  },
  fix: {
    fr: 'remove_volumes = false, dans un apply à part, avant tout remplacement ; nommer chaque volume.',
    en: 'remove_volumes = false, in an apply of its own, before any replacement; name every volume.',
  },
  waivable: true,
  deciding: ['remove_volumes', 'mounts', 'volumes'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'volumes are kept': () => keeping(false),
      'no volume to lose': () => keeping(true, { mounts: [] }),
    },
    fail: {
      'nothing written: they are removed': () => keeping(undefined),
      'removed, beside an unnamed one': () =>
        keeping(true, { mounts: [], volumes: [{ container_path: '/data' }] }),
    },
    unknown: { 'a variable': () => keeping('${var.remove}') },
  },
})
