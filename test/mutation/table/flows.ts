import { put, withFacts } from '../change.ts'
import type { Kill, Mutation } from '../mutation.ts'
import type { World } from '../world.ts'
import { described } from './site.ts'

/** Who may speak to whom: the matrix of flows, inside and to the outside. */
export const flowFlips = (world: World): Mutation[] => [
  ...world.facts.conduits.flatMap((_, index) => ofConduit(world, index)),
  ...opened(world),
  ...roles(world),
  ...outgoing(world),
]

const matrix = (path: string, to: unknown, ...kills: readonly Kill[]): Mutation => ({
  ...described(path, to, ...kills),
  apply: (world) => withFacts(world, path, to),
})

function ofConduit({ facts }: World, index: number): Mutation[] {
  const { from, to } = facts.conduits[index] ?? { from: '', to: '' }
  const [at, network] = [`conduits[${index}]`, `NET-02@docker_network.${from}-${to}`]
  const links = [`NET-03@conduits.${from}-${to}`]
  return [
    matrix(
      at,
      undefined,
      network,
      `NET-01@docker_network.${from}-${to}`,
      ...(facts.databaseRoles.includes(to) ? [`NET-06@docker_container.${to}`] : []),
    ),
    matrix(`${at}.reason`, { fr: '', en: '' }, network),
    matrix(`${at}.reason.fr`, ' ', network),
    matrix(`${at}.port`, 0, network, ...links),
    matrix(`${at}.port`, 65536, network, ...links),
    matrix(`${at}.protocol`, 'any', network),
    matrix(`${at}.port`, 23, `ADM-05@conduit/${from}-${to}`),
    matrix(`${at}.port`, 2375, `ADM-05@conduit/${from}-${to}`),
    matrix(`${at}.port`, 25, 'EGR-06@conduits'),
    ...(facts.publishers.includes(from)
      ? []
      : [matrix(`${at}.from`, 'nobody', network, `NET-03@conduits.nobody-${to}`)]),
  ]
}

/** Conduits that nobody should have been given. */
function opened({ facts }: World): Mutation[] {
  const add = (from: string, to: string, ...kills: readonly Kill[]): Mutation => ({
    ...described(`conduits + ${from}→${to}`, 5432, ...kills),
    apply: (world) =>
      withFacts(world, 'conduits', [
        ...world.facts.conduits,
        { from, to, port: 5432, protocol: 'tcp', reason: { fr: 'x', en: 'x' } },
      ]),
  })
  const storage = facts.databaseRoles
  return [
    ...facts.publishers.flatMap((door) =>
      storage.map((role) => add(door, role, `NET-05@docker_container.${door}`)),
    ),
    ...Object.entries(facts.zones)
      .filter(([, zone]) => zone === 'echange')
      .flatMap(([role]) => storage.map((to) => add(role, to, `EGR-04@docker_container.${role}`))),
    ...Object.keys(facts.zones).map((role) => add('*', role, `NET-03@conduits.*-${role}`)),
  ]
}

/** Zones and doors: what each role is. */
function roles({ facts }: World): Mutation[] {
  const linksOf = (role: string) => facts.conduits.filter(({ from, to }) => [from, to].includes(role))
  const nets = (rule: string, role: string) =>
    linksOf(role).map(({ from, to }) => `${rule}@docker_network.${from}-${to}`)
  const databases = facts.databaseRoles
  return [
    ...Object.keys(facts.zones)
      .filter((role) => linksOf(role).length > 0)
      .map((role) => matrix(`zones.${role}`, undefined, ...nets('NET-01', role), ...nets('NET-02', role))),
    ...databases.flatMap((database) =>
      facts.conduits
        .filter(({ to }) => to === database)
        .map(({ from }) => matrix(`zones.${from}`, 'dmz', `NET-06@docker_container.${database}`)),
    ),
    ...facts.publishers.flatMap((role) => [
      matrix(
        'publishers',
        [],
        ...['NET-04', ...(isLocal(facts) ? [] : ['NET-07'])].map(
          (rule) => `${rule}@docker_container.${role}`,
        ),
      ),
      matrix(`zones.${role}`, 'metier', `NET-04@docker_container.${role}`),
    ]),
  ]
}

const isLocal = ({ site }: World['facts']): boolean => site.proxy.publish.address.startsWith('127.')

/** What leaves the host: no wildcard, no network, no protocol in clear, no portal that is not one's own. */
function outgoing({ facts: { site } }: World): Mutation[] {
  const flows = [
    ...(site.exchange?.endpoints ?? []).map((_, index) => ({
      at: `exchange.endpoints[${index}]`,
      rules: ['EGR-02', 'NET-03'],
    })),
    ...site.integrations.map((_, index) => ({ at: `integrations[${index}]`, rules: ['NET-03'] })),
  ]
  return flows.flatMap(({ at, rules }) => {
    const on = (...names: readonly string[]) => names.map((rule) => `${rule}@${at}`)
    return [
      ...['*', '*.pa.example', '0.0.0.0/0', '', '0x7f.1'].map((host) =>
        described(`${at}.host`, host, ...on(...rules)),
      ),
      described(`${at}.host`, '192.168.16.0/20', ...on(...rules)),
      // An allow-list may hold a small network; a flow that is justified has one end.
      described(`${at}.host`, '192.168.20.0/24', ...on('NET-03')),
      ...['facturation.chorus-pro.gouv.fr', 'api.piste.gouv.fr', 'PISTE.gouv.fr.'].map((host) =>
        described(`${at}.host`, host, ...on('EGR-03')),
      ),
      ...[0, 65536].map((port) => described(`${at}.port`, port, ...on(...rules))),
      ...[21, 23, 2375, 5900].map((port) => described(`${at}.port`, port, ...on('ADM-05'))),
      ...[25, 465, 587].map((port) => described(`${at}.port`, port, ...on('EGR-06'))),
    ]
  })
}

/** Another relay than the one that is declared is none. */
export const relayFlips = ({ facts: { site } }: World): Mutation[] =>
  site.mail
    ? [
        {
          ...described('mail.relay', '*', 'NET-03@mail'),
          apply: (world) => ({ ...world, facts: put(world.facts, 'site.mail.relay', '*') }),
        },
        described('mail.port', 23, 'ADM-05@mail'),
      ]
    : []
