import { FACTS, running } from '../../examples.ts'
import type { Graph, TlsObservation } from '../../graph/graph.ts'
import { roleOf } from '../../reachability.ts'
import { defineRule, judge, type Claim, type Context, type Verdict } from '../../rule.ts'
import { tlsGuide } from '../../sources.ts'
import { truth, unknown, valueOr } from '../../value.ts'

const MODERN = ['TLSv1.3', 'TLSv1.2']
/** What a probe can still try; older versions than these are no longer spoken by the libraries that try. */
const OBSOLETE = ['TLSv1.1', 'TLSv1']

/** Without a site to say what is published, the ports that speak TLS by custom. */
const TLS_PORTS = [443, 8443]

const spelled = (version: string): string =>
  version.replace(/^TLS ?v?1\.0$|^TLSv1\.0$/i, 'TLSv1').replace(/^TLS ?v?(1\.[123])$/i, 'TLSv$1')

function claims({ address, offered, refused }: TlsObservation): Claim[] {
  const open = offered.map(spelled)
  const closed = refused.map(spelled)
  const seen = `${address}: ${open.join(', ') || 'nothing'} offered, ${closed.join(', ') || 'nothing'} refused`
  const tried = (version: string) => open.includes(version) || closed.includes(version)
  return [
    {
      holds: tried('TLSv1.3') ? truth(open.includes('TLSv1.3')) : unknown('not-collected', 'TLSv1.3'),
      seen,
      want: { fr: 'TLS 1.3 proposé', en: 'TLS 1.3 offered' },
    },
    {
      holds: truth(open.every((version) => MODERN.includes(version))),
      seen,
      want: { fr: 'rien avant TLS 1.2', en: 'nothing before TLS 1.2' },
    },
    ...OBSOLETE.map((version): Claim => ({
      holds: tried(version) ? truth(closed.includes(version)) : unknown('not-collected', version),
      seen,
      want: { fr: `${version} refusé`, en: `${version} refused` },
    })),
  ]
}

/** Publishers that no probe spoke to: nobody knows. */
function unprobed({ graph, facts }: Context): Verdict[] {
  const probed = new Set(graph.observations.tls.map(({ subject }) => subject))
  return publishers(graph, facts?.publishers)
    .filter((address) => !probed.has(address))
    .map((subject) =>
      judge({ address: subject }, [
        {
          holds: unknown('not-collected', 'TLS'),
          seen: '',
          want: { fr: 'TLS 1.3 proposé, rien avant 1.2', en: 'TLS 1.3 offered, nothing before 1.2' },
        },
      ]),
    )
}

const publishers = ({ containers }: Graph, roles: readonly string[] | undefined): string[] =>
  containers
    .filter((node) =>
      roles
        ? roles.includes(roleOf(node))
        : node.ports.some(({ internal }) => TLS_PORTS.includes(valueOr(internal, 443))),
    )
    .map(({ address }) => address)

const observed = (offered: string[], refused: string[]) => () =>
  running(
    {},
    {
      observations: {
        tls: [{ subject: 'docker_container.proxy', address: '127.0.0.1:8443', offered, refused }],
      },
    },
  )

export default defineRule({
  id: 'TLS-01',
  severity: 'blocking',
  levels: ['live'],
  kind: 'automated',
  title: {
    fr: 'TLS 1.3 proposé, 1.2 accepté, rien en dessous',
    en: 'TLS 1.3 offered, 1.2 accepted, nothing below',
  },
  sources: [tlsGuide('R3'), tlsGuide('R4')],
  why: {
    fr: 'Les versions antérieures à TLS 1.2 ont des attaques connues, et un client peut y être ramené.',
    en: 'Versions before TLS 1.2 have known attacks, and a client may be brought back to them.',
  },
  fix: { fr: 'ssl_protocols TLSv1.2 TLSv1.3;', en: 'ssl_protocols TLSv1.2 TLSv1.3;' },
  waivable: true,
  deciding: ['observations.tls.offered', 'observations.tls.refused'],
  nothing: { fr: 'aucun service publié', en: 'no published service' },
  check: (context) => [
    ...context.graph.observations.tls.map((seen) => judge({ address: seen.subject }, claims(seen))),
    ...unprobed(context),
  ],
  examples: {
    pass: { '1.3 and 1.2': observed(['TLSv1.3', 'TLSv1.2'], ['TLSv1.1', 'TLSv1']) },
    fail: {
      'TLS 1.0 still offered': observed(['TLSv1.3', 'TLSv1.2', 'TLSv1'], ['TLSv1.1']),
      'no TLS 1.3': observed(['TLSv1.2'], ['TLSv1.3', 'TLSv1.1', 'TLSv1']),
    },
    unknown: {
      'old versions not tried': observed(['TLSv1.3', 'TLSv1.2'], []),
      'nobody looked': () => ({ ...running(), facts: FACTS }),
    },
  },
})
