import { aContainer, anApplication, aProxy, aSite, FACTS, graphOf } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import type { ContainerNode, Graph } from '../../graph/graph.ts'
import { conduitsBetween, roleOf, shareNetwork, zoneOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { backupInferred, hygiene } from '../../sources.ts'
import { neighboursOf, standingOf } from '../../topology/standing.ts'
import { isUnknown, truth, valueOr } from '../../value.ts'

/** Zones that may ever be allowed to reach a database: the applications and the backup. */
const CLIENT_ZONES = ['metier', 'sauvegarde']

const SERVERS =
  /(^|\/)(postgres|postgresql|postgis|mariadb|mysql|percona|mongo|mongodb|redis|valkey|mssql[\w/-]*)([:@]|$)/

const isDatabase = (node: ContainerNode, facts: SiteFacts | undefined): boolean =>
  facts ? facts.databaseRoles.includes(roleOf(node)) : SERVERS.test(valueOr(node.image, ''))

const unpublished = (node: ContainerNode): Claim => ({
  holds: truth(node.ports.length === 0),
  seen: `${node.ports.length} published: ${node.ports.map(({ ip, internal }) => `${valueOr(ip, '?')}:${valueOr(internal, '?')}`).join(', ') || 'none'}`,
  want: { fr: 'aucun port publié', en: 'no published port' },
})

/** Whoever is near, the order in which they are told is one. */
const byRole = (a: ContainerNode, b: ContainerNode): number =>
  `${roleOf(a)} ${a.address}` < `${roleOf(b)} ${b.address}` ? -1 : 1

const WANT = { fr: 'jointe par ses seules applications', en: 'reached by its own applications only' }

/** Only who is near can speak to it: the others are counted, not listed. */
function reached(database: ContainerNode, graph: Graph, facts: SiteFacts): Claim[] {
  const allowed = (node: ContainerNode) =>
    CLIENT_ZONES.includes(zoneOf(node, facts) ?? '') &&
    conduitsBetween(facts, roleOf(node), roleOf(database)).length > 0
  const { sure, doubtful } = neighboursOf(database, graph)
  const others = [...sure, ...doubtful].filter((node) => !allowed(node)).sort(byRole)
  const strangers = graph.networks.filter(
    ({ address, strangers: found }) => found.length > 0 && standingOf(database, graph).on.has(address),
  )
  const clients = sure.filter(allowed).map(roleOf).sort()
  return [
    {
      holds: truth(true),
      seen: {
        fr: `jointe par ${clients.join(', ') || 'personne'}`,
        en: `reached by ${clients.join(', ') || 'nobody'}`,
      },
      want: WANT,
    },
    ...others.map((node): Claim => {
      const shared = shareNetwork(node, database, graph)
      return {
        holds: isUnknown(shared) ? shared : truth(!shared.value),
        seen: { fr: `${roleOf(node)} la joint`, en: `${roleOf(node)} reaches it` },
        want: WANT,
      }
    }),
    ...strangers.map(({ strangers: names }): Claim => ({
      holds: truth(false),
      seen: names.join(', '),
      want: { fr: 'aucun étranger sur ses réseaux', en: 'no stranger on its networks' },
    })),
  ]
}

export default defineRule({
  id: 'NET-06',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'La base de données est jointe par ses seules applications',
    en: 'The database is reached by its own applications only',
  },
  sources: [hygiene(9), hygiene(19), backupInferred('R6')],
  why: {
    fr: "Un serveur de base de données joignable d'ailleurs n'a plus que ses mots de passe pour défense.",
    en: 'A database server that others reach has nothing left but its passwords.',
  },
  fix: {
    fr: 'Un réseau interne par application, avec la base et elle seules ; aucun port publié.',
    en: 'One internal network per application, with the database and it alone; no published port.',
  },
  waivable: true,
  deciding: ['networks_advanced.name', 'network_mode', 'ports'],
  nothing: { fr: 'aucune base de données', en: 'no database' },
  check: ({ graph, facts }) =>
    graph.containers
      .filter((node) => isDatabase(node, facts))
      .map((node) => judge(node, [unpublished(node), ...(facts ? reached(node, graph, facts) : [])])),
  examples: {
    pass: { 'its application and nobody else': () => aSite() },
    fail: {
      'the proxy is on its network': () =>
        aSite({
          containers: {
            proxy: aProxy({ networks_advanced: [{ name: '${docker_network.tryton-db.id}' }] }),
            db: aContainer(),
          },
        }),
      'a conduit that the dmz may not have': () =>
        aSite(
          {
            containers: {
              proxy: aProxy({ networks_advanced: [{ name: 'demo-tryton-db' }] }),
              db: aContainer(),
            },
          },
          {
            ...FACTS,
            conduits: [
              { from: 'proxy', to: 'db', port: 5432, protocol: 'tcp', reason: { fr: 'x', en: 'x' } },
            ],
          },
        ),
      'published, in a file that is not a site of ours': () => ({
        level: 'synth',
        graph: graphOf({
          containers: { pg: aContainer({ image: 'postgres:17', labels: [], ports: { internal: 5432 } }) },
        }),
      }),
    },
    unknown: {
      'a network of the proxy is a variable': () =>
        aSite({
          containers: {
            proxy: aProxy({ networks_advanced: [{ name: '${var.network}' }] }),
            tryton: anApplication(),
            db: aContainer(),
          },
        }),
    },
  },
})
