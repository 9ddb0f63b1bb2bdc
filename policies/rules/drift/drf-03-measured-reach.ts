import { running } from '../../examples/site.ts'
import type { ReachObservation } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { truth, unknown, type Truth } from '../../value.ts'

/**
 * A declared conduit must be open. Beyond that, a connection may only succeed where the two ends share a network:
 * Docker does not filter the way back on one, which the row shows as declared closed and measured open.
 */
function holds({ from, to, port, declared, computed, measured }: ReachObservation): Truth {
  if (measured === 'unknown') return unknown('not-collected', `${from}→${to}:${port}`)
  if (declared === 'open') return truth(measured === 'open')
  if (measured === 'closed') return truth(true)
  return computed === 'unknown'
    ? unknown('not-collected', `${from}→${to}:${port}`)
    : truth(computed === 'open')
}

const claim = (row: ReachObservation): Claim => ({
  holds: holds(row),
  seen: `→${row.to}:${row.port}/${row.protocol} declared ${row.declared}, computed ${row.computed}, measured ${row.measured}`,
  want:
    row.declared === 'open'
      ? `→${row.to}:${row.port} open`
      : `→${row.to}:${row.port} closed without a common network`,
})

const row = (over: Partial<ReachObservation>): ReachObservation => ({
  from: 'proxy',
  to: 'db',
  port: 5432,
  protocol: 'tcp',
  declared: 'closed',
  computed: 'closed',
  measured: 'closed',
  ...over,
})
const measured = (over: Partial<ReachObservation>) => () =>
  running({}, { observations: { tls: [], reach: [row(over)] } })

export default defineRule({
  id: 'DRF-03',
  severity: 'major',
  levels: ['live'],
  kind: 'automated',
  title: {
    fr: 'Les conteneurs se joignent comme les réseaux le disent, et pas autrement',
    en: 'Containers reach one another as the networks say, and not otherwise',
  },
  sources: [project('measured reach')],
  why: {
    fr: "Un moteur sans filtrage ou une route de l'hôte ouvre ce que la description ferme, sans que rien d'autre le montre.",
    en: 'An engine that does not filter or a route of the host opens what the description closes, and nothing else shows it.',
  },
  fix: {
    fr: "Vérifier le filtrage du moteur Docker (iptables) et les routes de l'hôte ; pour un conduit fermé, l'état de ses deux bouts.",
    en: 'Check the filtering of the Docker Engine (iptables) and the routes of the host; for a closed conduit, the state of its two ends.',
  },
  waivable: true,
  deciding: ['attempted connections'],
  nothing: { fr: "aucune connexion n'a été essayée", en: 'no connection was tried' },
  check: ({ graph }) => {
    const { reach = [] } = graph.observations
    const origins = [...new Set(reach.map(({ from }) => from))].sort()
    return origins.map((origin) =>
      judge(
        { address: `docker_container.${origin}` },
        reach.filter(({ from }) => from === origin).map(claim),
      ),
    )
  },
  examples: {
    pass: {
      'closed where no network joins': measured({}),
      'a conduit that is open': measured({
        to: 'tryton',
        declared: 'open',
        computed: 'open',
        measured: 'open',
      }),
      'the way back on a conduit': measured({ to: 'tryton', computed: 'open', measured: 'open' }),
    },
    fail: {
      'open without a common network': measured({ measured: 'open' }),
      'a conduit that is closed': measured({ declared: 'open', computed: 'open', measured: 'closed' }),
    },
    unknown: { 'an attempt that gave no answer': measured({ measured: 'unknown' }) },
  },
})
