import { put, take, withFacts, withSite, type Path } from '../change.ts'
import type { RdsApplication } from '../../../modules/site/site.ts'
import type { Kill, Mutation } from '../mutation.ts'
import type { World } from '../world.ts'

/** A key of site.yaml that says something worse, and the rules that must read it. */
export const described = (path: Path, to: unknown, ...kills: readonly Kill[]): Mutation => ({
  subject: typeof path === 'string' ? path : path.join('.'),
  what: to === undefined ? 'removed' : `=${JSON.stringify(to)}`,
  how: to === undefined ? 'removed' : 'weakened',
  kills,
  apply: (world) => withSite(world, path, to),
})

/** What people promise, place and hold: nobody sees more than the file. */
export const siteFlips = (world: World): Mutation[] => [
  ...people(world),
  ...lans(world),
  ...hosts(world),
  ...exchange(world),
  ...suppliers(world),
  ...separated(world),
]

function people({ facts }: World): Mutation[] {
  const all = Object.entries(facts.site.people)
  const [first, second] = all
  const shared = { name: 'Secrétariat', email: 'secretariat@demo.example', roles: ['facturation'] }
  return [
    ...all
      .filter(([, { roles }]) => roles.includes('admin'))
      .map(([id]) => described(['people', id, 'roles'], ['admin', 'facturation'], `ADM-07@people.${id}`)),
    ...(first && second
      ? [
          described(
            ['people', second[0], 'email'],
            first[1].email.toUpperCase(),
            ...[first, second].map(([id]) => `ADM-07@people.${id}`),
          ),
        ]
      : []),
    ...['admin', 'secretariat', 'compta-1', 'root'].map((id) =>
      described(`people.${id}`, shared, `ADM-07@people.${id}`),
    ),
  ]
}

function lans({ facts }: World): Mutation[] {
  const { lan, range } = facts.site.network
  const names = Object.keys(lan)
  const [first = '', second = ''] = names
  const guests = names.find((name) => lan[name]?.trust === 'guests')
  const vlans = names.filter((name) => lan[name]?.vlan !== undefined)
  return [
    described(
      `network.lan.${second}.cidr`,
      lan[first]?.cidr,
      `NET-01@network.lan.${first}`,
      `NET-01@network.lan.${second}`,
    ),
    described(`network.lan.${first}.cidr`, range, `NET-01@network.lan.${first}`),
    ...(vlans.length > 1
      ? [
          described(
            `network.lan.${vlans[1]}.vlan`,
            lan[vlans[0] ?? '']?.vlan,
            `NET-01@network.lan.${vlans[0]}`,
            `NET-01@network.lan.${vlans[1]}`,
          ),
        ]
      : []),
    ...(guests === undefined ? [] : guestsOf(guests, facts.site)),
  ]
}

function guestsOf(name: string, { network, hosts, integrations }: World['facts']['site']): Mutation[] {
  const [kill, at] = [`NET-08@network.lan.${name}`, `network.lan.${name}`]
  const inside = '192.168.30.9'
  return [
    described(`${at}.cidr`, network.range, kill),
    described(`${at}.cidr`, '192.168.0.0/16', kill),
    described(`${at}.vlan`, undefined, kill),
    described(`${at}.vlan`, Object.values(network.lan)[0]?.vlan, kill),
    ...(network.lan[name]?.cidr === '192.168.30.0/24'
      ? [
          ...Object.keys(hosts).map((host) => described(`hosts.${host}.address`, inside, kill)),
          described('proxy.publish.address', inside, kill),
          described('network.time[0]', inside, kill),
          ...integrations.map((_, index) => described(`integrations[${index}].host`, inside, kill)),
        ]
      : []),
    ...integrations.map((_, index) => described(`integrations[${index}].to`, name, kill)),
    ...integrations.map((_, index) => described(`integrations[${index}].from`, name, kill)),
  ]
}

function hosts({ facts: { site } }: World): Mutation[] {
  const far = (path: string, kill: string) =>
    ['US', 'GB', 'CH', ''].map((country) => described(path, country, `FAC-02@${kill}`))
  return [
    ...Object.keys(site.hosts).flatMap((name) => [
      ...['tcp://10.0.0.1:2375', 'tcp://10.0.0.1:2376', 'http://10.0.0.1:2375', 'fd://'].map((docker) =>
        described(`hosts.${name}.docker`, docker, `ADM-01@hosts.${name}`),
      ),
      ...far(`hosts.${name}.location`, `hosts.${name}`),
    ]),
    ...(site.archive ? far('archive.location', 'archive') : []),
    ...site.billing.applications.flatMap((application, index) => [
      ...(application.mode === 'saas'
        ? far(`billing.applications[${index}].location`, `billing.applications.${application.id}`)
        : []),
      ...(application.mode === 'rds' ? [opened(application, index)] : []),
    ]),
  ]
}

/** Reached by anybody, without anything in front. */
function opened({ gateway: _, ...application }: RdsApplication, index: number): Mutation {
  const naked = { ...application, address: '203.0.113.30' }
  return described(`billing.applications[${index}]`, naked, `REM-01@billing.applications.${application.id}`)
}

function exchange({ facts: { site } }: World): Mutation[] {
  if (!site.exchange) return []
  const nobody = (['direction', 'facturation', 'comptable', 'commercial'] as const).filter(
    (role) => !Object.values(site.people).some(({ roles }) => roles.includes(role)),
  )
  return [
    described('exchange', undefined, 'FAC-05'),
    described('exchange.platform.name', ' ', 'FAC-04@exchange'),
    described('exchange.platform.registration', '', 'FAC-04@exchange'),
    described('exchange.platform.listed', 'soon', 'FAC-04@exchange', 'FAC-05@exchange'),
    described('exchange.platform.listed', '2026-12-01', 'FAC-05@exchange'),
    described('exchange.formats', [], 'FAC-04@exchange'),
    described('exchange.formats', ['facturx', 'pdf'], 'FAC-04@exchange'),
    ...nobody.flatMap((role) => [
      described('exchange.refused.handledBy', role, 'FAC-04@exchange'),
      described('exchange.rejected.handledBy', role, 'FAC-04@exchange'),
    ]),
  ]
}

const suppliers = ({ facts: { site } }: World): Mutation[] =>
  site.access.flatMap(({ id }, index) => {
    const [at, kill] = [`access[${index}]`, `ADM-09@access.${id}`]
    return [
      described(`${at}.via`, 'vpn', kill),
      described(`${at}.via`, undefined, kill),
      described(`${at}.until`, '2029-01-01', kill),
      described(`${at}.to[0].service`, 'nobody', kill),
      described(`${at}.to[0].zone`, 'admin', kill),
    ]
  })

/** Where the door stands on another machine than the rest, and then no longer does. */
const separated = ({ facts }: World): Mutation[] =>
  take(facts, 'hostOf.proxy') === undefined
    ? []
    : [
        {
          ...described('hostOf', undefined, 'NET-11@site'),
          apply: (world) => withFacts(world, 'hostOf', undefined),
        },
        {
          ...described('hostOf.proxy', 'main', 'NET-11@site'),
          apply: (world) => ({ ...world, facts: put(world.facts, 'hostOf.proxy', 'main') }),
        },
      ]
