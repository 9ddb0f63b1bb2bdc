import { fewAtOnce } from './few-at-once.ts'
import type { Door } from './tls-handshake.ts'
import { sayHello, type Answer } from './tls-hello.ts'

/** Suites of TLS 1.2 and below that are tried, by their OpenSSL names: strong ones first, then what is weak in each. */
export const SUITES: Readonly<Record<string, number>> = {
  'ECDHE-ECDSA-AES256-GCM-SHA384': 0xc02c,
  'ECDHE-ECDSA-AES128-GCM-SHA256': 0xc02b,
  'ECDHE-ECDSA-CHACHA20-POLY1305': 0xcca9,
  'ECDHE-ECDSA-AES256-CCM': 0xc0ad,
  'ECDHE-ECDSA-AES128-CCM': 0xc0ac,
  'ECDHE-RSA-AES256-GCM-SHA384': 0xc030,
  'ECDHE-RSA-AES128-GCM-SHA256': 0xc02f,
  'ECDHE-RSA-CHACHA20-POLY1305': 0xcca8,
  'DHE-RSA-AES256-GCM-SHA384': 0x009f,
  'DHE-RSA-AES128-GCM-SHA256': 0x009e,
  'DHE-RSA-CHACHA20-POLY1305': 0xccaa,
  // A shorter tag.
  'ECDHE-ECDSA-AES256-CCM8': 0xc0af,
  'ECDHE-ECDSA-AES128-CCM8': 0xc0ae,
  // CBC, or no sealing at all.
  'ECDHE-ECDSA-AES256-SHA384': 0xc024,
  'ECDHE-ECDSA-AES128-SHA256': 0xc023,
  'ECDHE-ECDSA-AES256-SHA': 0xc00a,
  'ECDHE-ECDSA-AES128-SHA': 0xc009,
  'ECDHE-ECDSA-DES-CBC3-SHA': 0xc008,
  'ECDHE-ECDSA-RC4-SHA': 0xc007,
  'ECDHE-ECDSA-NULL-SHA': 0xc006,
  'ECDHE-RSA-AES256-SHA384': 0xc028,
  'ECDHE-RSA-AES128-SHA256': 0xc027,
  'ECDHE-RSA-AES256-SHA': 0xc014,
  'ECDHE-RSA-AES128-SHA': 0xc013,
  'ECDHE-RSA-DES-CBC3-SHA': 0xc012,
  'ECDHE-RSA-RC4-SHA': 0xc011,
  'ECDHE-RSA-NULL-SHA': 0xc010,
  'DHE-RSA-AES256-SHA256': 0x006b,
  'DHE-RSA-AES128-SHA256': 0x0067,
  'DHE-RSA-AES256-SHA': 0x0039,
  'DHE-RSA-AES128-SHA': 0x0033,
  'DHE-RSA-CAMELLIA256-SHA': 0x0088,
  'DHE-RSA-CAMELLIA128-SHA': 0x0045,
  'DHE-RSA-DES-CBC3-SHA': 0x0016,
  'DHE-RSA-DES-CBC-SHA': 0x0015,
  // The key of the server exchanges.
  'AES256-GCM-SHA384': 0x009d,
  'AES128-GCM-SHA256': 0x009c,
  'AES256-SHA256': 0x003d,
  'AES128-SHA256': 0x003c,
  'AES256-SHA': 0x0035,
  'AES128-SHA': 0x002f,
  'CAMELLIA256-SHA': 0x0084,
  'CAMELLIA128-SHA': 0x0041,
  'SEED-SHA': 0x0096,
  'IDEA-CBC-SHA': 0x0007,
  'DES-CBC3-SHA': 0x000a,
  'DES-CBC-SHA': 0x0009,
  'RC4-SHA': 0x0005,
  'RC4-MD5': 0x0004,
  'EXP-DES-CBC-SHA': 0x0008,
  'EXP-RC4-MD5': 0x0003,
  'NULL-SHA256': 0x003b,
  'NULL-SHA': 0x0002,
  'NULL-MD5': 0x0001,
  // Nobody shows who they are.
  'ADH-AES256-GCM-SHA384': 0x00a7,
  'ADH-AES128-GCM-SHA256': 0x00a6,
  'ADH-AES256-SHA': 0x003a,
  'ADH-AES128-SHA': 0x0034,
  'ADH-RC4-MD5': 0x0018,
  'AECDH-AES256-SHA': 0xc019,
  'AECDH-AES128-SHA': 0xc018,
  'AECDH-NULL-SHA': 0xc015,
}

/** handshake_failure, protocol_version, insufficient_security: no such suite. @see RFC 5246, 7.2.2 */
const REFUSALS = [40, 70, 71]
const DEFLATE = 1
const CONNECTIONS_AT_ONCE = 4

export interface SuitesSeen {
  readonly ciphers?: { readonly accepted: readonly string[]; readonly refused: readonly string[] }
  readonly serverOrder?: boolean
  readonly compression?: boolean
}

/**
 * Which suites a door accepts, each tried alone, whether its own order counts, and whether it compresses.
 * @param agreed suite that a whole handshake ended with: hellos that do not see it accepted see nothing
 */
export async function probeSuites(door: Door, agreed: string): Promise<SuitesSeen> {
  const answers = await fewAtOnce(CONNECTIONS_AT_ONCE, Object.entries(SUITES), async ([name, code]) => ({
    name,
    code,
    answer: await sayHello(door, { suites: [code] }),
  }))
  const accepted = answers.filter(({ code, answer }) => answer.kind === 'hello' && answer.suite === code)
  const refused = answers.filter(({ answer }) => isRefusal(answer))
  if (!accepted.some(({ name }) => name === agreed)) return {}
  const names = (found: readonly { readonly name: string }[]): string[] => found.map(({ name }) => name)
  return {
    ciphers: { accepted: names(accepted), refused: names(refused) },
    ...(await serverOrder(door, names(accepted))),
    ...(await compression(door, names(accepted))),
  }
}

const isRefusal = (answer: Answer): boolean =>
  answer.kind === 'alert' && REFUSALS.includes(answer.description)

/** The same two suites in both orders: a server with an order of its own chooses the same one twice. */
async function serverOrder(
  door: Door,
  accepted: readonly string[],
): Promise<Pick<SuitesSeen, 'serverOrder'>> {
  // Some servers let a client that puts CHACHA20 first have it, whatever their order.
  const [one, other] = [
    ...accepted.filter((name) => !name.includes('CHACHA20')),
    ...accepted.filter((name) => name.includes('CHACHA20')),
  ].map((name) => SUITES[name] ?? 0)
  if (one === undefined || other === undefined) return {}
  const [first, second] = await Promise.all([
    sayHello(door, { suites: [one, other] }),
    sayHello(door, { suites: [other, one] }),
  ])
  if (first.kind !== 'hello' || second.kind !== 'hello') return {}
  return { serverOrder: first.suite === second.suite }
}

async function compression(
  door: Door,
  accepted: readonly string[],
): Promise<Pick<SuitesSeen, 'compression'>> {
  const suites = accepted.map((name) => SUITES[name] ?? 0)
  const answer = await sayHello(door, { suites, compressions: [DEFLATE, 0] })
  return answer.kind === 'hello' ? { compression: answer.compression !== 0 } : {}
}
