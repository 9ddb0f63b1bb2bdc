import { put, withObservations } from '../change.ts'
import type { How, Kill, Mutation } from '../mutation.ts'
import type { World } from '../world.ts'

const DOOR = 'docker_container.proxy'

/** What probes see of the running site. */
export const observedFlips = (world: World): Mutation[] =>
  world.level === 'live'
    ? [
        ...world.observations.tls.flatMap((_, index) => handshake(index)),
        ...(world.observations.http ?? []).flatMap(({ scheme }, index) => answer(index, scheme)),
        ...(world.observations.reach ?? []).flatMap((row, index) => attempt(index, row)),
        ...engine(world),
        ...copied(),
      ]
    : []

const seen = (path: string, to: unknown, how: How, ...kills: readonly Kill[]): Mutation => ({
  subject: path,
  what: to === undefined ? 'not seen' : `=${JSON.stringify(to)}`,
  how,
  kills,
  apply: (world) => withObservations(world, path, to),
})

function handshake(index: number): Mutation[] {
  const at = (key: string) => `tls[${index}].${key}`
  const on = (...rules: readonly string[]) => rules.map((rule) => `${rule}@${DOOR}`)
  const worse = (key: string, to: unknown, ...rules: readonly string[]) =>
    seen(at(key), to, 'weakened', ...on(...rules))
  const unseen = (key: string, to: unknown, ...rules: readonly string[]) =>
    seen(at(key), to, 'unknown', ...on(...rules))
  return [
    worse('offered', ['TLSv1.3', 'TLSv1.2', 'TLSv1.1'], 'TLS-01'),
    worse('offered', ['TLSv1.3', 'TLSv1.2', 'TLSv1'], 'TLS-01'),
    worse('offered', ['TLSv1.2', 'SSLv3'], 'TLS-01'),
    unseen('offered', ['TLSv1.2'], 'TLS-01'),
    unseen('refused', [], 'TLS-01'),
    worse('ciphers.accepted', ['AES256-SHA'], 'TLS-02'),
    worse('ciphers.accepted', ['ECDHE-ECDSA-AES256-GCM-SHA384', 'AES256-GCM-SHA384'], 'TLS-02'),
    worse('ciphers.accepted', ['ECDHE-RSA-AES256-SHA384'], 'TLS-02'),
    unseen('ciphers.refused', [], 'TLS-02'),
    unseen('ciphers', undefined, 'TLS-02'),
    worse('serverOrder', false, 'TLS-02'),
    unseen('serverOrder', undefined, 'TLS-02'),
    worse('compression', true, 'TLS-06'),
    unseen('compression', undefined, 'TLS-06'),
    worse('earlyData', true, 'TLS-06'),
    unseen('earlyData', undefined, 'TLS-06'),
    worse('ticketSeconds', 172_800, 'TLS-06'),
    unseen('ticketSeconds', undefined, 'TLS-06'),
    unseen('certificate', undefined, 'TLS-03', 'TLS-04', 'TLS-05'),
    worse('certificate.signature', 'sha1WithRSAEncryption', 'TLS-03'),
    worse('certificate.signature', 'ecdsa-with-SHA1', 'TLS-03'),
    worse('certificate.signature', 'md5WithRSAEncryption', 'TLS-03'),
    unseen('certificate.signature', 'gost', 'TLS-03'),
    worse('certificate.keyBits', 192, 'TLS-03'),
    worse('certificate.keyType', 'rsa', 'TLS-03'),
    worse('certificate.keyType', 'dsa', 'TLS-03'),
    worse('certificate.names', ['other.example'], 'TLS-04'),
    worse('certificate.names', [], 'TLS-04'),
    worse('certificate.usages', ['1.3.6.1.5.5.7.3.2'], 'TLS-04'),
    worse('certificate.usages', [], 'TLS-04'),
    worse('certificate.usages', ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'], 'TLS-04'),
    worse('certificate.chained', false, 'TLS-04'),
    unseen('certificate.chained', undefined, 'TLS-04'),
    worse('certificate.notAfter', '2026-11-20T00:00:00Z', 'TLS-04'),
    worse('certificate.notAfter', '2026-12-05T00:00:00Z', 'TLS-04'),
    worse('certificate.notAfter', '2036-11-01T00:00:00Z', 'TLS-04'),
    worse('certificate.notBefore', '2026-11-30T00:00:00Z', 'TLS-04'),
  ]
}

function answer(index: number, scheme: 'http' | 'https'): Mutation[] {
  const at = (key: string) => `http[${index}].${key}`
  const on = (rule: string) => `${rule}@${DOOR}`
  const header = (name: string, to: string | undefined, rule: string): Mutation => ({
    ...seen(at(`headers.${name}`), to, 'weakened', on(rule)),
    apply: (world) => ({
      ...world,
      observations: put(world.observations, ['http', index, 'headers', name], to),
    }),
  })
  if (scheme === 'http') {
    return [
      seen(at('status'), 200, 'weakened', on('TLS-07')),
      header('location', 'http://elsewhere.example/', 'TLS-07'),
      header('location', undefined, 'TLS-07'),
    ]
  }
  const csp = 'content-security-policy'
  return [
    header('strict-transport-security', undefined, 'TLS-07'),
    header('strict-transport-security', 'max-age=3600', 'TLS-07'),
    header('strict-transport-security', 'max-age=0', 'TLS-07'),
    header(csp, undefined, 'WEB-01'),
    header(csp, "default-src 'self' 'unsafe-inline'; frame-ancestors 'self'", 'WEB-01'),
    header(csp, "default-src 'self' 'unsafe-eval'; frame-ancestors 'self'", 'WEB-01'),
    header(csp, "frame-ancestors 'self'", 'WEB-01'),
    header(csp, "default-src 'self'", 'WEB-01'),
    header('referrer-policy', undefined, 'WEB-01'),
    header('referrer-policy', 'unsafe-url', 'WEB-01'),
    ...[
      'session=; HttpOnly; SameSite=Lax',
      'session=; Secure; SameSite=Lax',
      'session=; Secure; HttpOnly',
      'session=; Secure; HttpOnly; SameSite=None',
    ].map((cookie) => seen(at('cookies'), [cookie], 'weakened', on('WEB-01'))),
  ]
}

type Row = NonNullable<World['observations']['reach']>[number]

function attempt(index: number, { from, declared }: Row): Mutation[] {
  const kill = `DRF-03@docker_container.${from}`
  return [
    seen(`reach[${index}].measured`, declared === 'open' ? 'closed' : 'open', 'weakened', kill),
    seen(`reach[${index}].measured`, 'unknown', 'unknown', kill),
  ]
}

function engine({ facts, stacks }: World): Mutation[] {
  const containers = stacks.flatMap(({ json }) =>
    Object.keys((json as { resource?: { docker_container?: object } }).resource?.docker_container ?? {}),
  )
  const all = (rule: string) => containers.map((role) => `${rule}@docker_container.${role}`)
  const said = (key: string, to: unknown, how: How, ...kills: readonly Kill[]) =>
    seen(`engine.${key}`, to, how, ...kills)
  const unmapped = ['name=apparmor', 'name=cgroupns']
  return [
    said('ipForward', true, 'weakened', 'ADM-04@site'),
    said('securityOptions', unmapped, 'weakened', ...all('CTR-05')),
    said('securityOptions', [...unmapped, 'name=seccomp,profile=unconfined'], 'weakened', ...all('CTR-05')),
    said('securityOptions', [...unmapped, 'name=seccomp,profile=/etc/own.json'], 'unknown', ...all('CTR-05')),
    said('endpoint', 'tcp://10.0.0.1:2375', 'weakened', 'ADM-01@hosts.main'),
    said(
      'warnings',
      ['WARNING: API is accessible on http://0.0.0.0:2375 without encryption.'],
      'weakened',
      'ADM-01@hosts.main',
    ),
    {
      ...seen('engine', undefined, 'unknown', 'ADM-04@site', 'ADM-01@hosts.main', ...all('CTR-05')),
    },
    ...(['tls', 'http'] as const).map((probe) =>
      seen(
        probe,
        [],
        'unknown',
        ...doubted[probe].flatMap((rule) =>
          facts.publishers.map((role) => `${rule}@docker_container.${role}`),
        ),
      ),
    ),
  ]
}

/** What nobody can tell without having looked. */
const doubted = {
  tls: ['TLS-01', 'TLS-02', 'TLS-03', 'TLS-04', 'TLS-05', 'TLS-06'],
  http: ['TLS-07', 'WEB-01'],
}

/** A second termination that shows the certificate of the first. */
const copied = (): Mutation[] => [
  {
    subject: 'tls',
    what: '+ the same certificate on docker_container.login',
    how: 'widened',
    kills: [`TLS-05@${DOOR}`, 'TLS-05@docker_container.login'],
    apply: (world) => {
      const [first] = world.observations.tls
      const again = first ? [{ ...first, subject: 'docker_container.login', address: '127.0.0.1:9443' }] : []
      return withObservations(world, 'tls', [...world.observations.tls, ...again])
    },
  },
]
