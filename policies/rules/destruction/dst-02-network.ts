import { about, changesOf, deed, isDestroyed } from '../../nodes/destruction.ts'
import { aPlan, ofDatabase, type Planned } from '../../examples/changes.ts'
import type { Change, ContainerNode, Graph } from '../../graph/graph.ts'
import { defineRule, joined, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isUnknown } from '../../value.ts'

const isOn = ({ networks }: ContainerNode, names: readonly string[]): boolean =>
  networks.some(({ network }) => !isUnknown(network) && names.includes(network.value))

/** Containers that are on it before or after: all lose it for a while, and are stopped or restarted with it. */
function attached(change: Change, { changes, containers }: Graph): string[] {
  const names = [change.address, ...(isUnknown(change.name) ? [] : [change.name.value])]
  const before = changes.flatMap(({ container }) => (container ? [container] : []))
  const addresses = [...before, ...containers]
    .filter((node) => isOn(node, names))
    .map(({ address }) => address)
  return [...new Set(addresses)].sort()
}

function verdict(change: Change, graph: Graph): Verdict {
  const destroyed = isDestroyed(change)
  const names = destroyed ? attached(change, graph).join(', ') : ''
  return {
    ...about(change),
    status: destroyed ? 'fail' : 'pass',
    seen: joined([
      deed(change),
      ...(names === '' ? [] : [{ fr: `redémarrent : ${names}`, en: `restarting: ${names}` }]),
    ]),
    want: { fr: 'le réseau et ses conteneurs restent', en: 'the network and its containers stay' },
  }
}

const network = (change: Partial<Planned>): Planned => ({
  address: 'docker_network.tryton-db',
  type: 'docker_network',
  actions: ['delete', 'create'],
  before: { name: 'demo-tryton-db', internal: true },
  after: { name: 'demo-tryton-db', internal: true },
  ...change,
})

export default defineRule({
  id: 'DST-02',
  severity: 'minor',
  levels: ['plan'],
  kind: 'automated',
  title: {
    fr: "Aucun réseau n'est détruit ni remplacé sous ses conteneurs",
    en: 'No network is destroyed or replaced under its containers',
  },
  sources: [project('docker_network')],
  why: {
    fr: "Remplacer un réseau coupe tous ses conteneurs, et échoue tant que l'un deux y reste attaché.",
    en: 'Replacing a network cuts all its containers off, and fails as long as one of them stays attached.',
  },
  fix: {
    fr: "Rétablir l'attribut cité, ou appliquer hors des heures de travail.",
    en: 'Restore the attribute that is named, or apply outside working hours.',
  },
  waivable: true,
  deciding: ['resource_changes.actions', 'resource_changes.replace_paths', 'networks_advanced.name'],
  nothing: { fr: 'aucun réseau dans le plan', en: 'no network in the plan' },
  check: ({ graph }) => changesOf(graph.changes, 'docker_network').map((change) => verdict(change, graph)),
  examples: {
    pass: {
      created: () => aPlan(network({ actions: ['create'], before: null })),
      'forgotten, and kept': () => aPlan(network({ actions: ['forget'], after: null })),
    },
    fail: {
      'replaced under the database': () =>
        aPlan(network({ replace_paths: [['internal']] }), ofDatabase({}, { actions: ['no-op'] })),
      deleted: () => aPlan(network({ actions: ['delete'], after: null })),
    },
    // A plan always says what it does.
    unknown: {},
  },
})
