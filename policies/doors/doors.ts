import type { Text } from '../../modules/site/text.ts'
import { readNginx, serversOf, unreadOf, type Directive, type Server } from './nginx.ts'
import { roleOf } from '../topology/reachability.ts'
import { joined, judge, type Claim, type Context, type Verdict } from '../rule.ts'
import { truth, unknown, valueOr } from '../value.ts'

/** What a rule finds of one door. */
export interface Answer {
  readonly claims: readonly Claim[]
  /** What the source only warns of, or what is better than what it asks: a lighter failure. */
  readonly warnings?: readonly Claim[]
  /** The degraded variant of the source was met. */
  readonly variant?: boolean
}

interface Question<Seen> {
  /** Before anything runs: what its configuration says. Absent where only a probe can tell. */
  readonly configured?: (servers: readonly Server[]) => Answer
  /** Once it runs: what it answered, beside what all doors did. */
  readonly observed: (seen: readonly Seen[], all: readonly Seen[]) => Answer
  readonly observations: readonly Seen[] | undefined
  readonly want: Text
}

/** One question to every door, by its configuration before it runs and by what it answered since. */
export const judgeDoors = <Seen extends { readonly subject: string }>(
  context: Context,
  question: Question<Seen>,
): Verdict[] =>
  context.level === 'live' ? observedDoors(context, question) : configuredDoors(context, question)

function configuredDoors<Seen>(context: Context, { configured, want }: Question<Seen>): Verdict[] {
  if (!configured) return []
  return configurationsOf(context, context.facts?.publishers).map(({ node, tree }) => {
    if (!tree) return judge(node, [unread('nginx.conf', want)])
    const servers = serversOf(tree)
    const { claims, ...rest } = configured(servers)
    const shut: Claim = { holds: truth(false), seen: { fr: 'aucun serveur', en: 'no server' }, want }
    const doubts = unreadOf(tree).map((about) => unread(about, want))
    return verdictOf(node, { ...rest, claims: [...claims, ...doubts, ...(servers.length > 0 ? [] : [shut])] })
  })
}

const unread = (about: string, want: Text): Claim => ({
  holds: unknown('not-collected', about),
  seen: '',
  want,
})

function observedDoors<Seen extends { readonly subject: string }>(
  context: Context,
  { observed, observations = [], want }: Question<Seen>,
): Verdict[] {
  const subjects = [...new Set(observations.map(({ subject }) => subject))]
  const probed = subjects.map((subject) => {
    const seen = observations.filter((one) => one.subject === subject)
    return verdictOf(nodeAt(context, subject), observed(seen, observations))
  })
  // Doors that no probe spoke to: nobody knows.
  const others = publishersOf(context).filter((subject) => !subjects.includes(subject))
  return [
    ...probed,
    ...others.map((subject) => judge(nodeAt(context, subject), [unread('observations', want)])),
  ]
}

const nodeAt = ({ graph }: Context, address: string): { readonly address: string; readonly where?: string } =>
  graph.containers.find((node) => node.address === address) ?? { address }

function verdictOf(node: { readonly address: string; readonly where?: string }, answer: Answer): Verdict {
  const verdict = judgeAndWarn(node, answer.claims, answer.warnings)
  return verdict.status === 'pass' && answer.variant === true ? { ...verdict, variant: true } : verdict
}

/** Where all that is asked for holds, what is only warned of is a lighter failure. */
export function judgeAndWarn(
  node: { readonly address: string; readonly where?: string },
  claims: readonly Claim[],
  warnings: readonly Claim[] = [],
): Verdict {
  const verdict = judge(node, claims)
  if (verdict.status !== 'pass' || warnings.length === 0) return verdict
  const warned = judge(node, [...claims, ...warnings])
  return warned.status === 'pass' ? warned : { ...warned, severity: 'minor' }
}

export interface Configuration {
  readonly role: string
  readonly node: { readonly address: string; readonly where?: string }
  /** Absent where the file cannot be read whole. */
  readonly tree: readonly Directive[] | undefined
}

/** nginx configurations, of some roles or of all. */
export const configurationsOf = ({ graph }: Context, roles?: readonly string[]): Configuration[] =>
  graph.configFiles
    .filter(({ role, name }) => name === 'nginx.conf' && (roles?.includes(role) ?? true))
    .map(({ role, text }) => ({
      role,
      node: graph.containers.find((node) => roleOf(node) === role) ?? { address: `docker_container.${role}` },
      tree: readNginx(text),
    }))

/** Without a site to say what is published, the ports that speak TLS by custom. */
const TLS_PORTS = [443, 8443]

const publishersOf = ({ graph, facts }: Context): string[] =>
  graph.containers
    .filter((node) =>
      facts
        ? facts.publishers.includes(roleOf(node))
        : node.ports.some(({ internal }) => TLS_PORTS.includes(valueOr(internal, 443))),
    )
    .map(({ address }) => address)

/** What every server that speaks TLS is asked; a door where none does fails. */
export function overTls(
  servers: readonly Server[],
  want: Text,
  ask: (server: Server) => readonly Claim[],
): Claim[] {
  const speaking = servers.filter(({ tls }) => tls)
  const none: Claim = { holds: truth(false), seen: { fr: 'aucun TLS', en: 'no TLS' }, want }
  return speaking.length > 0 ? speaking.flatMap(ask) : [none]
}

/** One text for every name of a server, as if each had been asked. */
export const named = (names: readonly string[], text: string): Text => {
  const each = (names.length > 0 ? names : ['*']).map((name) => `${name}: ${text}`)
  return joined(each) as Text
}
