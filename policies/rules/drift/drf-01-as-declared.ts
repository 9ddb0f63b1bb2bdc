import { drift } from '../../nodes/drift.ts'
import { running } from '../../examples/site.ts'
import { defineRule, judge, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'
import { known, unknown } from '../../value.ts'

const missing = (subject: string): Verdict => ({
  subject,
  status: 'fail',
  seen: { fr: 'aucun conteneur de ce rôle', en: 'no container of this role' },
  want: { fr: 'un conteneur en marche', en: 'a running container' },
})

export default defineRule({
  id: 'DRF-01',
  severity: 'major',
  levels: ['live'],
  kind: 'automated',
  title: { fr: 'Chaque conteneur tourne comme il est déclaré', en: 'Every container runs as it is declared' },
  sources: [project('drift')],
  why: {
    fr: 'Ni le plan ni le fournisseur ne voient un réseau attaché à la main ou une limite changée.',
    en: 'Neither the plan nor the provider sees a network attached by hand or a changed limit.',
  },
  fix: {
    fr: 'Recréer le conteneur (`socle apply`) ou porter le changement dans site.yaml.',
    en: 'Recreate the container (`socle apply`) or bring the change into site.yaml.',
  },
  waivable: true,
  deciding: ['State', 'Config', 'HostConfig', 'Mounts', 'NetworkSettings.Networks'],
  nothing: { fr: 'aucune déclaration à comparer', en: 'no declaration to compare with' },
  check: ({ graph, declared }) =>
    (declared?.containers ?? []).map((wanted) => {
      const found = graph.containers.find(({ address }) => address === wanted.address)
      return found ? judge({ ...wanted }, drift(wanted, found)) : missing(wanted.address)
    }),
  examples: {
    pass: { 'as declared': () => running() },
    fail: {
      'memory updated by hand': () =>
        running({ 'docker_container.db': { memory: known(1024), memorySwap: known(1024) } }),
      'a network connected by hand': () =>
        running({
          'docker_container.db': {
            networks: [
              { network: known('docker_network.tryton-db'), aliases: [known('db')] },
              { network: known('docker_network/other'), aliases: [] },
            ],
          },
        }),
      'every network disconnected': () => running({ 'docker_container.db': { networks: [] } }),
      'alias lost': () =>
        running({
          'docker_container.db': { networks: [{ network: known('docker_network.tryton-db'), aliases: [] }] },
        }),
      stopped: () =>
        running({ 'docker_container.db': { runtime: { status: 'exited', health: 'none', imageId: '' } } }),
      removed: () => running({ 'docker_container.db': null }),
    },
    unknown: {
      'still starting': () =>
        running({
          'docker_container.db': {
            runtime: { status: 'running', health: 'starting', imageId: `sha256:${'5'.repeat(64)}` },
          },
        }),
      'a limit nobody read': () =>
        running({ 'docker_container.db': { memory: unknown('not-collected', 'memory') } }),
    },
  },
})
