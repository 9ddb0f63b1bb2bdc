import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aContainer, anApplication, aProxy, graphOf, type Parts } from '../../policies/examples/site.ts'
import type { Graph } from '../../policies/graph/graph.ts'
import { roleOf } from '../../policies/topology/reachability.ts'
import { membersOf, neighboursOf, shareNetwork, standingOf } from '../../policies/topology/standing.ts'
import { known } from '../../policies/value.ts'

test('what joins a namespace stands where its owner does', () => {
  const graph = graphOf({
    containers: {
      db: aContainer({ network_mode: 'container:demo-tryton', networks_advanced: [] }),
      tryton: anApplication(),
    },
  })
  const [db = expect.fail()] = graph.containers
  expect(standingOf(db, graph)).toEqual({
    on: new Set(['docker_network.proxy-tryton', 'docker_network.tryton-db']),
    onHost: false,
    namespace: 'docker_container.tryton',
  })
})

describe('membersOf', () => {
  const members = (graph: Graph, network: string) => {
    const found = graph.networks.find(({ address }) => address === `docker_network.${network}`)
    const { sure, doubtful } = membersOf(found ?? expect.fail(network), graph)
    return { sure: sure.map(roleOf), doubtful: doubtful.map(roleOf) }
  }

  test('by reference, by Docker name, by mode, and through a namespace', () => {
    const graph = graphOf({
      containers: {
        db: aContainer(),
        proxy: aProxy({ network_mode: 'demo-tryton-db' }),
        tryton: anApplication({ network_mode: 'container:demo-db', networks_advanced: [] }),
      },
    })
    expect(members(graph, 'tryton-db')).toEqual({ sure: ['db', 'proxy', 'tryton'], doubtful: [] })
    expect(members(graph, 'proxy-edge')).toEqual({ sure: ['proxy'], doubtful: [] })
  })

  test('a doubt about one network is none about another that is sure', () => {
    const proxy = aProxy({ networks_advanced: [{ name: '${var.network}' }, { name: 'demo-proxy-edge' }] })
    const graph = graphOf({ containers: { proxy, db: aContainer() } })
    expect(members(graph, 'proxy-edge')).toEqual({ sure: ['proxy'], doubtful: [] })
    expect(members(graph, 'tryton-db')).toEqual({ sure: ['db'], doubtful: ['proxy'] })
  })
})

test('neighbours are those with whom something is shared, or perhaps, wherever they are', () => {
  const place = fc.constantFrom<Readonly<Record<string, unknown>>>(
    { networks_advanced: [{ name: 'demo-tryton-db' }] },
    { networks_advanced: [{ name: 'demo-proxy-tryton' }, { name: 'demo-tryton-db' }] },
    { networks_advanced: [{ name: '${var.network}' }] },
    { networks_advanced: [] },
    { networks_advanced: [], network_mode: 'host' },
    { networks_advanced: [], network_mode: 'none' },
    { networks_advanced: [], network_mode: 'container:c0' },
    { networks_advanced: [], network_mode: 'container:0e3c68c569b1' },
    { network_mode: '${var.mode}' },
  )
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 6 }), (places) => {
      const bodies = places.map((body, index) => [`c${index}`, aContainer({ ...body, name: `c${index}` })])
      const graph = graphOf({ containers: Object.fromEntries(bodies) as Parts['containers'] & object })
      for (const node of graph.containers) {
        const others = graph.containers.filter((other) => other !== node)
        const those = (kind: string) =>
          others.filter((other) => opennessOf(shareNetwork(node, other, graph)) === kind)
        const { sure, doubtful } = neighboursOf(node, graph)
        expect([new Set(sure), new Set(doubtful)]).toEqual([
          new Set(those('open')),
          new Set(those('unknown')),
        ])
      }
    }),
  )
})

const opennessOf = (truth: ReturnType<typeof shareNetwork>): string =>
  truth.kind === 'unknown' ? 'unknown' : truth.value ? 'open' : 'closed'

describe('a large site', () => {
  const large = (containers: number, networks: number): Graph => {
    const {
      containers: [model],
      networks: [link],
    } = graphOf({ containers: { db: aContainer() } })
    if (!model || !link) return expect.fail()
    const on = (index: number) => ({ network: known(`docker_network.n${index % networks}`), aliases: [] })
    return {
      ...graphOf(),
      networks: Array.from({ length: networks }, (_, index) => ({
        ...link,
        address: `docker_network.n${index}`,
        name: known(`demo-n${index}`),
      })),
      containers: Array.from({ length: containers }, (_, index) => ({
        ...model,
        address: `docker_container.c${index}`,
        name: known(`demo-c${index}`),
        labels: [],
        networks: [on(index), on(index + 1)],
      })),
    }
  }

  test('each of 2000 containers on 2 of 400 networks meets the 14 others of these', () => {
    const graph = large(2000, 400)
    expect(new Set(graph.containers.map((node) => neighboursOf(node, graph).sure.length))).toEqual(
      new Set([14]),
    )
    expect(new Set(graph.networks.map((network) => membersOf(network, graph).sure.length))).toEqual(
      new Set([10]),
    )
  })
})
