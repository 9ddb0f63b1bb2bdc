import type {
  CertificateObservation,
  EngineObservation,
  HttpObservation,
  Observations,
  ReachObservation,
  TlsObservation,
} from '../../policies/graph/graph.ts'
import type { SiteFacts } from '../../policies/index.ts'

/** What probes would see of a site that is as it should be. */
export function observationsOf(facts: SiteFacts): Observations {
  const { hostnames, publish } = facts.site.proxy
  const names = Object.values(hostnames).filter((name) => typeof name === 'string')
  const at = (port: number) => `${publish.address}:${port}`
  const isPublic = facts.site.proxy.certificates.from === 'acme'
  return {
    tls: names.map((hostname) => tls(at(publish.https), certificate(hostname, names, isPublic))),
    http: names.flatMap((hostname) => [
      https(at(publish.https), hostname),
      redirection(at(publish.http), hostname, publish.https),
    ]),
    engine: ENGINE,
    reach: reachOf(facts),
  }
}

const DOOR = 'docker_container.proxy'

const tls = (address: string, certificate: CertificateObservation): TlsObservation => ({
  subject: DOOR,
  address,
  offered: ['TLSv1.3', 'TLSv1.2'],
  refused: ['TLSv1.1', 'TLSv1'],
  ciphers: {
    accepted: ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
    refused: ['ECDHE-ECDSA-AES256-SHA', 'AES256-GCM-SHA384', 'AES128-SHA'],
  },
  serverOrder: true,
  certificate,
  ticketSeconds: 0,
  compression: false,
  earlyData: false,
})

const certificate = (
  hostname: string,
  names: readonly string[],
  isPublic: boolean,
): CertificateObservation => ({
  hostname,
  notBefore: '2026-10-01T00:00:00Z',
  notAfter: isPublic ? '2026-12-30T00:00:00Z' : '2027-10-31T00:00:00Z',
  names,
  usages: ['1.3.6.1.5.5.7.3.1'],
  keyType: 'ec',
  keyBits: 256,
  signature: 'ecdsa-with-SHA256',
  fingerprint256: 'AA:01',
  chained: true,
  isPublic,
})

const https = (address: string, hostname: string): HttpObservation => ({
  subject: DOOR,
  address,
  hostname,
  scheme: 'https',
  status: 200,
  headers: {
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'content-security-policy': "default-src 'self'; frame-ancestors 'self'; base-uri 'self'",
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  },
  cookies: ['session=; Secure; HttpOnly; SameSite=Lax'],
})

const redirection = (address: string, hostname: string, port: number): HttpObservation => ({
  subject: DOOR,
  address,
  hostname,
  scheme: 'http',
  status: 308,
  headers: { location: `https://${hostname}${port === 443 ? '' : `:${port}`}/` },
  cookies: [],
})

/** An engine that remaps root, which few do: what each option is worth shows when it is taken away. */
const ENGINE: EngineObservation = {
  version: '27.3.1',
  securityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns', 'name=userns'],
  liveRestore: true,
  ipForward: false,
  loggingDriver: 'json-file',
  operatingSystem: 'Debian GNU/Linux 13 (trixie)',
  warnings: [],
  endpoint: 'unix:///var/run/docker.sock',
}

/** Every pair of roles on the ports that somebody is given, and as the networks say. */
function reachOf({ conduits, zones }: SiteFacts): ReachObservation[] {
  const roles = Object.keys(zones).sort()
  return conduits.flatMap(({ to, port }) =>
    roles
      .filter((from) => from !== to)
      .map((from): ReachObservation => {
        const isGiven = conduits.some((each) => each.from === from && each.to === to)
        const state = isGiven ? 'open' : 'closed'
        return { from, to, port, protocol: 'tcp', declared: state, computed: state, measured: state }
      }),
  )
}
