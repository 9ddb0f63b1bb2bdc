import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import type { TlsObservation } from '../../policies/graph/graph.ts'
import { certificateSeen } from './tls-certificate.ts'
import { handshake, VERSIONS, type Door, type Outcome, type Shown, type TlsVersion } from './tls-handshake.ts'
import { probeResumption } from './tls-session.ts'
import { probeSuites } from './tls-suites.ts'

/** Longest time of a whole probe; what is not seen by then stays unknown. */
const PROBE_MS = 10_000

export type TlsSeen = Omit<TlsObservation, 'subject'>

/**
 * What a door accepts in TLS, by a bounded number of handshakes and one page asked for in each version.
 * `refused` is what an alert refused; a version that is in neither list got no answer, and nothing is known of it.
 * @param certificate PEM that the door was given; without it, or when the door shows another, nothing was seen
 * @param authority PEM of the authority that the site gives its users
 */
export async function probeTls(
  host: string,
  port: number,
  servername: string,
  certificate: string | undefined,
  authority?: string,
): Promise<TlsSeen | undefined> {
  const door: Door = { host, port, servername, until: performance.now() + PROBE_MS }
  const outcomes = await Promise.all(
    VERSIONS.map(async (version): Promise<[TlsVersion, Outcome]> => {
      return [version, await handshake(door, { version, trusted: authority ?? [] })]
    }),
  )
  const shown = outcomes.flatMap(([, outcome]) => ('accepted' in outcome ? [outcome.accepted] : []))
  if (!isOwn(shown, certificate)) return undefined
  const offered = outcomes.flatMap(([version, outcome]) => ('accepted' in outcome ? [version] : []))
  const refused = outcomes.flatMap(([version, outcome]) =>
    'refused' in outcome && outcome.refused ? [version] : [],
  )
  const [suites, resumption, seen] = await Promise.all([
    suitesOf(door, outcomes),
    probeResumption(door, offered),
    certificateOf(door, shown, authority),
  ])
  return {
    address: `${host}:${port}`,
    offered,
    refused,
    ...withoutTrying(offered, refused),
    ...suites,
    ...resumption,
    ...seen,
  }
}

/** The door shows what it was given, every time. */
function isOwn(shown: readonly Shown[], certificate: string | undefined): boolean {
  if (certificate === undefined || shown.length === 0) return false
  const { fingerprint256 } = new X509Certificate(certificate)
  return shown.every((each) => each.certificate.fingerprint256 === fingerprint256)
}

/** Suites of TLS 1.2 and below, where one of them was agreed on. */
async function suitesOf(door: Door, outcomes: readonly (readonly [TlsVersion, Outcome])[]) {
  const older = outcomes.flatMap(([version, outcome]) =>
    version !== 'TLSv1.3' && 'accepted' in outcome ? [outcome.accepted.cipher] : [],
  )
  const agreed = older.at(-1)
  return agreed === undefined ? {} : probeSuites(door, agreed)
}

/** Where no older version is left: TLS 1.3 compresses nothing (RFC 8446, 4.1.2). Early data is of TLS 1.3 alone. */
const withoutTrying = (
  offered: readonly TlsVersion[],
  refused: readonly TlsVersion[],
): Pick<TlsSeen, 'compression' | 'earlyData'> => ({
  ...(offered.join() === 'TLSv1.3' && refused.length === VERSIONS.length - 1 ? { compression: false } : {}),
  ...(refused.includes('TLSv1.3') ? { earlyData: false } : {}),
})

async function certificateOf(
  door: Door,
  shown: readonly Shown[],
  authority: string | undefined,
): Promise<Pick<TlsSeen, 'certificate'>> {
  const latest = shown.at(-1)
  if (!latest) return {}
  const trial = await handshake(door, { trusted: rootCertificates })
  const chained = authority === undefined ? undefined : latest.chained
  // No answer says nothing of a public authority; that of the site is none.
  const isPublic =
    'accepted' in trial ? trial.accepted.chained === true : chained === true ? false : undefined
  const trust = {
    ...(isPublic === undefined ? {} : { isPublic }),
    ...(chained === undefined ? {} : { chained }),
  }
  return { certificate: await certificateSeen(door.servername, latest.certificate, trust) }
}
