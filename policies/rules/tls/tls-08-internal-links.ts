import type { Text } from '../../../modules/site/text.ts'
import { configurationsOf, judgeAndWarn, type Configuration } from '../../doors/doors.ts'
import { databaseManners, forwardManners, type Manner } from '../../doors/encryption.ts'
import { configured, type Edit } from '../../examples/doors.ts'
import { aContainer, anApplication, aProxy, aSite } from '../../examples/site.ts'
import type { ConduitFact, SiteFacts } from '../../facts.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { linksOf, type Link } from '../../topology/links.ts'
import { roleOf } from '../../topology/reachability.ts'
import { defineRule, type Claim, type Given, type Verdict } from '../../rule.ts'
import { backupInferred, hygiene, logging, monServiceSecurise } from '../../sources.ts'
import { unknown } from '../../value.ts'

const ENCRYPTED = { fr: 'chiffré', en: 'encrypted' }
const CHECKED = { fr: 'le serveur vérifié par son client', en: 'the server checked by its client' }

interface Ends {
  readonly clients: ReadonlyMap<string, readonly ContainerNode[]>
  readonly configurations: readonly Configuration[]
}

const mannersOf = (conduit: ConduitFact, facts: SiteFacts, { clients, configurations }: Ends): Manner[] =>
  facts.databaseRoles.includes(conduit.to)
    ? (clients.get(conduit.from) ?? []).flatMap(databaseManners)
    : configurations
        .filter(({ role }) => role === conduit.from)
        .flatMap((each) => forwardManners(conduit, each))

function verdict({ subject, conduits }: Link, facts: SiteFacts, ends: Ends): Verdict {
  const manners = conduits.map((conduit) => ({
    at: `:${conduit.port}`,
    found: mannersOf(conduit, facts, ends),
  }))
  const claims = (part: 'encrypted' | 'checked', want: Text): Claim[] =>
    manners.flatMap(({ at, found }) =>
      found.length > 0
        ? found.map((manner) => ({ holds: manner[part], seen: `${at} ${manner.text}`, want }))
        : [{ holds: unknown('not-collected', at), seen: '', want }],
    )
  const asked = claims('encrypted', ENCRYPTED)
  // What the client is set to do: nobody listened on the line.
  return { ...judgeAndWarn({ address: subject }, asked, claims('checked', CHECKED)), basis: 'configured' }
}

/** An image that the client brings speaks as it likes; what is ours has no such excuse. */
const isOfClient = ({ to }: Link, { site }: SiteFacts): boolean =>
  site.billing.applications.some((application) => application.id === to && 'image' in application)

function byRole(containers: readonly ContainerNode[]): Ends['clients'] {
  const roles = new Map<string, ContainerNode[]>()
  for (const node of containers) {
    const same = roles.get(roleOf(node)) ?? []
    roles.set(roleOf(node), same)
    same.push(node)
  }
  return roles
}

/** The example site, its database by this setting of its client and its application by this configuration. */
const linked =
  (env: readonly string[], ...changes: readonly Edit[]): Given =>
  () => {
    const { configFiles } = configured(...changes)().graph
    const site = aSite({
      containers: { proxy: aProxy(), tryton: anApplication({ env }), db: aContainer() },
    })
    return { ...site, graph: { ...site.graph, configFiles } }
  }

const FULL = ['PGSSLMODE=verify-full']

export default defineRule({
  id: 'TLS-08',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Liens internes chiffrés, tels que leurs clients sont réglés (averti si le serveur n’est pas vérifié)',
    en: 'Internal links encrypted, as their clients are set (warned where the server is not checked)',
  },
  sources: [hygiene(21), logging('R17'), backupInferred('R28'), monServiceSecurise('CONFIG.5')],
  why: {
    fr: 'Qui tient un conteneur ou un bout de réseau lit sinon tout ce qui passe entre deux autres.',
    en: 'Otherwise whoever holds a container or a piece of network reads all that passes between two others.',
  },
  fix: {
    fr: 'PGSSLMODE=verify-full chez le client de la base ; proxy_pass https:// et proxy_ssl_verify on.',
    en: 'PGSSLMODE=verify-full in the client of the database; proxy_pass https:// and proxy_ssl_verify on.',
  },
  waivable: true,
  deciding: ['env', 'command', 'entrypoint', 'nginx.conf proxy_pass', 'nginx.conf proxy_ssl_verify'],
  nothing: { fr: 'aucun conduit, ou conduits inconnus', en: 'no conduit, or unknown conduits' },
  check: (context) => {
    const { facts } = context
    if (!facts) return []
    const ends = {
      clients: byRole(context.graph.containers),
      configurations: configurationsOf(context),
    }
    return linksOf(facts).map((link) => {
      const found = verdict(link, facts, ends)
      return isOfClient(link, facts) ? { ...found, derogation: 'DER-04' } : found
    })
  },
  examples: {
    pass: {
      'both ends known': linked(FULL),
      'the authority only': linked(['PGSSLMODE=verify-ca']),
    },
    fail: {
      'the mode is not written': linked([]),
      'a connection string that does without': linked([...FULL, 'URI=postgresql://db/x?sslmode=disable']),
      'a server that nobody checks: a warning': linked(['PGSSLMODE=require']),
      'an application in clear': linked(FULL, ['proxy_pass https:', 'proxy_pass http:']),
      'a certificate that nobody checks: a warning': linked(FULL, ['proxy_ssl_verify on;', '']),
    },
    unknown: {
      'the mode is a variable': linked(['PGSSLMODE=${var.mode}']),
      'a proxy that sends nothing there': linked(FULL, [':8000;', ':9000;']),
    },
  },
})
