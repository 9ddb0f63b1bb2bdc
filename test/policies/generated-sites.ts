import fc from 'fast-check'
import { aContainer, FACTS, SITE } from '../../policies/examples/site.ts'
import type { SiteFacts } from '../../policies/facts.ts'
import type { ConfigFile } from '../../policies/graph/graph.ts'
import { CONTAINER } from './generated-containers.ts'

type Json = Readonly<Record<string, unknown>>

/** A site as its stacks would describe it: what it asks for may be right, wrong, or impossible to tell. */
export interface GeneratedSite {
  /** Terraform JSON: volumes in the vault, the rest on the site. */
  readonly vault: Json
  readonly site: Json
  readonly facts: SiteFacts
  readonly configFiles: readonly ConfigFile[]
}

const perhaps = <T>(...values: T[]) => fc.constantFrom<T | undefined>(undefined, ...values)

const ROLES = ['proxy', 'tryton', 'db', 'notes', 'backup', 'journal'] as const
const ZONES = ['dmz', 'metier', 'stockage', 'sauvegarde', 'admin'] as const
const NETWORKS = ['edge', 'front', 'back', 'spare'] as const
/** Volumes of the vault, which the site knows by their Docker names, and volumes of its own. */
const KEPT = ['db-data', 'db-logs'] as const
const OWN = ['work', 'auto', 'unread'] as const

/** What has no name that can be read is referred to by its id. */
const byId = (name: string): boolean => ['spare', 'auto', 'unread'].includes(name)

const network = (name: string) =>
  fc.record({
    name: fc.constantFrom(`demo-${name}`, byId(name) ? '${var.name}' : `demo-${name}`),
    internal: perhaps(true, false),
    driver: perhaps('bridge', 'macvlan'),
    ipam_config: perhaps<unknown>(
      [{ subnet: `10.60.${NETWORKS.indexOf(name as 'edge')}.0/28` }],
      [{ subnet: '10.60.0.0/24', gateway: '10.60.0.1' }],
      { subnet: '192.168.10.128/25' },
      [{ subnet: '${var.subnet}' }],
    ),
    options: perhaps<Json>(
      { 'com.docker.network.bridge.enable_icc': 'true' },
      { 'com.docker.network.bridge.gateway_mode_ipv4': 'nat-unprotected' },
    ),
    ipv6: perhaps(true, false),
    attachable: perhaps(true, false),
  })

const volumeName = (name: string): string | undefined =>
  name === 'auto' ? undefined : name === 'unread' ? '${var.volume}' : `demo-${name}`

const volume = (name: string) =>
  fc.record({
    name: fc.constant(volumeName(name)),
    driver: perhaps('local', 'nfs'),
    driver_opts: perhaps<Json>({ type: 'none', o: 'bind', device: '/' }, { device: '${var.device}' }, {}),
    labels: perhaps<unknown>([{ label: 'kept', value: 'yes' }], { label: 'kept', value: 'yes' }),
  })

const image = fc.record({
  name: fc.constantFrom('nginx:1.27', `nginx@sha256:${'a'.repeat(64)}`, '${var.image}'),
  keep_locally: perhaps(true, false),
})

/** Each network once, in any way in which one names it; and perhaps one that nobody can read, or holds. */
const attachments = (names: readonly string[]) =>
  fc
    .record({
      own: fc.subarray([...names]),
      other: perhaps('${var.network}', 'elsewhere'),
      form: fc.constantFrom('id' as const, 'name' as const, 'plain' as const),
      aliases: perhaps(['alias'], ['b', 'a']),
    })
    .map(({ own, other, form, aliases }) => {
      const named = own.map((name) =>
        form === 'plain' && !byId(name)
          ? `demo-${name}`
          : `\${docker_network.${name}.${byId(name) ? 'id' : form}}`,
      )
      return [...named, ...(other === undefined ? [] : [other])].map((name) => ({ name, aliases }))
    })

const mounts = (own: readonly string[]) => {
  const sources = [
    ...own.map((name) => `\${docker_volume.${name}.${byId(name) ? 'id' : 'name'}}`),
    ...KEPT.map((name) => `demo-${name}`),
    '/srv/demo',
    '/var/run',
  ]
  return fc
    .record({
      chosen: fc.subarray(sources),
      targets: fc.shuffledSubarray(['/data', '/logs', '/etc/socle', '/run/secrets'], { minLength: 4 }),
      read_only: perhaps(true, false),
    })
    .map(({ chosen, targets, read_only }) =>
      chosen.slice(0, targets.length).map((source, index) => {
        const type = source.startsWith('/') ? 'bind' : 'volume'
        return { type, source, target: targets[index], read_only }
      }),
    )
}

const parts = fc
  .record({
    roles: fc.subarray([...ROLES], { minLength: 1 }),
    networks: fc.subarray([...NETWORKS]),
    kept: fc.subarray([...KEPT]),
    own: fc.subarray([...OWN]),
    images: fc.subarray(['app', 'other']),
  })
  .chain(({ roles, networks, kept, own, images }) =>
    fc.record({
      networks: of(networks, network),
      kept: of(kept, volume),
      own: of(own, volume),
      images: of(images, () => image),
      containers: of(roles, (role) => container(role, networks, own)),
      facts: facts(roles),
      configFiles: fc.subarray([...CONFIG_FILES]),
    }),
  )

const of = <T>(names: readonly string[], one: (name: string) => fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, one(name)])))

function container(role: string, networks: readonly string[], own: readonly string[]) {
  return fc
    .record({ fault: CONTAINER, joined: attachments(networks), mounted: mounts(own) })
    .map(({ fault, joined, mounted }) =>
      aContainer({
        name: `demo-${role}`,
        networks_advanced: joined,
        mounts: mounted,
        labels: [
          { label: 'socle.role', value: role },
          { label: 'socle.pids-limit', value: '200' },
        ],
        ...fault,
      }),
    )
}

const facts = (roles: readonly string[]) =>
  fc
    .record({
      zones: fc.record(Object.fromEntries(roles.map((role) => [role, fc.constantFrom(...ZONES)]))),
      conduits: fc.array(
        fc.record({
          from: fc.constantFrom(...roles),
          to: fc.constantFrom(...roles),
          port: fc.constantFrom(5432, 8000, 443),
          protocol: fc.constantFrom('tcp' as const, 'udp' as const),
          reason: fc.constantFrom({ fr: 'données', en: 'data' }, { fr: '', en: '' }),
        }),
        { maxLength: 4 },
      ),
      publishers: fc.subarray([...roles]),
      databaseRoles: fc.subarray([...roles]),
      address: fc.constantFrom('127.0.0.1', '192.168.30.5', '192.168.99.5'),
      lan: fc.subarray(Object.keys(SITE.network.lan)),
    })
    .map(({ address, lan, ...more }): SiteFacts => {
      const kept = Object.entries(SITE.network.lan).filter(([name]) => lan.includes(name))
      const network = { ...SITE.network, lan: Object.fromEntries(kept) }
      const proxy = { ...SITE.proxy, publish: { ...SITE.proxy.publish, address } }
      return { ...FACTS, ...more, site: { ...SITE, network, proxy } }
    })

const CONFIG_FILES: readonly ConfigFile[] = [
  {
    role: 'proxy',
    name: 'nginx.conf',
    text: 'ssl_protocols TLSv1.2 TLSv1.3;\nssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;\n',
  },
  { role: 'db', name: 'postgresql.conf', text: 'ssl = on\nlog_connections = on\n' },
  { role: 'tryton', name: 'trytond.conf', text: '[session]\ntimeout = 300\n' },
]

export const GENERATED_SITE: fc.Arbitrary<GeneratedSite> = parts.map(
  ({ networks, kept, own, images, containers, facts: built, configFiles }) => ({
    vault: { resource: { docker_volume: kept } },
    site: {
      resource: {
        docker_network: networks,
        docker_volume: own,
        docker_image: images,
        docker_container: containers,
      },
    },
    facts: built,
    configFiles,
  }),
)
