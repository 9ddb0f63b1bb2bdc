import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isWrittenStorage, namesOf, someMount } from '../../nodes/storage.ts'
import { not, or, test, valueOr } from '../../value.ts'

/** Seconds, as `docker stop` leaves by default. */
const LEAST = 10

const claims = (node: ContainerNode): Claim[] => [
  {
    holds: or(
      test(node.destroyGrace, (seconds) => seconds >= LEAST),
      not(someMount(node, isWrittenStorage)),
    ),
    seen: `destroy_grace_seconds=${valueOr(node.destroyGrace, '?')}, writes ${namesOf(node, isWrittenStorage)}`,
    want: `destroy_grace_seconds ≥ ${LEAST}`,
  },
]

const VOLUME = { type: 'volume', source: 'demo-db-data', target: '/data' }
const within = (destroy_grace_seconds: unknown, mounts: unknown = [VOLUME]) =>
  only(aContainer({ destroy_grace_seconds, mounts }))

export default defineRule({
  id: 'CTR-19',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Un conteneur qui écrit des données a le temps de finir (règle du projet)',
    en: 'A container that writes data has the time to finish (project rule)',
  },
  sources: [project('destroy_grace_seconds')],
  why: {
    fr: "Sans destroy_grace_seconds, le fournisseur tue aussitôt le conteneur qu'il remplace : une base coupée net, sans égard pour stop_timeout.",
    en: 'Without destroy_grace_seconds the provider kills at once what it replaces: a database cut short, whatever stop_timeout says.',
  },
  fix: {
    fr: "destroy_grace_seconds = 30, dès le premier jour : la valeur de l'état est celle qui compte, à relever dans un apply à part.",
    en: 'destroy_grace_seconds = 30, from the first day: the value in the state is the one that counts, to be raised in an apply of its own.',
  },
  waivable: true,
  deciding: ['destroy_grace_seconds', 'mounts', 'volumes'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'thirty seconds': () => within(30),
      'it writes nothing': () => within(undefined, [{ ...VOLUME, read_only: true }]),
    },
    fail: {
      'killed at once': () => within(undefined),
      'one second': () => within(1),
      'a folder of the host': () => within(0, [{ type: 'bind', source: '/srv/data', target: '/data' }]),
    },
    unknown: {
      'a variable': () => within('${var.grace}'),
      'nobody knows whether it writes': () => within(0, [{ ...VOLUME, read_only: '${var.read_only}' }]),
    },
  },
})
