import { aContainer, aSite, FACTS, SITE } from '../../examples/site.ts'
import { flowsOf, inFile, ofDescription, type Flow } from '../../topology/flows.ts'
import type { ContainerNode, Graph } from '../../graph/graph.ts'
import { roleOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim, type Verdict } from '../../rule.ts'
import { invoicing } from '../../sources.ts'
import { isUnknown, test, truth } from '../../value.ts'

/** The portal's directory, and the State's API counter that platforms go through. */
const isPortal = (host: string): boolean =>
  ['facturation.chorus-pro.gouv.fr', 'piste.gouv.fr'].includes(host) || host.endsWith('.piste.gouv.fr')

const portalsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9.-]+/)
    .map((word) => (word.endsWith('.') ? word.slice(0, -1) : word))
    .filter(isPortal)

const WANT = {
  fr: "aucun flux vers le portail public : l'entreprise passe par sa PA",
  en: 'no flow to the public portal: a company goes through its PA',
}

const claim = (found: readonly string[]): Claim => ({
  holds: truth(found.length === 0),
  seen: found.join(', ') || { fr: 'aucune adresse du portail', en: 'no address of the portal' },
  want: WANT,
})

/** Wherever a container may be told an address: its environment, its command, its generated configuration. */
function ofContainer(node: ContainerNode, { configFiles }: Graph): Verdict {
  const lines = [
    ...node.env.map((value) => ({ name: 'env', value })),
    ...[...node.entrypoint, ...node.command].map((value) => ({ name: 'command', value })),
  ]
  const texts = configFiles.filter(({ role }) => role === roleOf(node)).flatMap(({ text }) => portalsIn(text))
  const read = lines.flatMap(({ value }) => (isUnknown(value) ? [] : portalsIn(value.value)))
  return judge(node, [
    claim([...new Set([...read, ...texts])].sort()),
    ...lines
      .filter(({ value }) => isUnknown(value))
      .map(({ name, value }) => ({
        holds: test(value, (text) => portalsIn(text).length === 0),
        seen: `${name}=?`,
        want: WANT,
      })),
  ])
}

const ofFlow = ({ subject, host, port }: Flow): Verdict =>
  ofDescription(subject, [{ ...claim(portalsIn(host)), seen: inFile(`${host}:${port}`) }])

const withEnv = (line: string) => () => aSite({ containers: { db: aContainer({ env: [line] }) } })

export default defineRule({
  id: 'EGR-03',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Aucun flux décrit vers les interfaces du portail public de facturation',
    en: 'No described flow to the interfaces of the public invoicing portal',
  },
  sources: [invoicing('§2.3.4'), invoicing('§3.3')],
  why: {
    fr: 'Seules les plateformes agréées parlent au portail ; un logiciel qui le tente se trompe de chemin.',
    en: 'Only accredited platforms speak to the portal; software that tries has taken the wrong way.',
  },
  fix: {
    fr: "Passer par la PA (exchange.endpoints). La seule consultation de l'annuaire public se fait accepter.",
    en: 'Go through the PA (exchange.endpoints). Merely consulting the public directory can be accepted.',
  },
  waivable: true,
  deciding: ['env', 'command', 'entrypoint', 'exchange.endpoints', 'integrations'],
  nothing: { fr: 'ni conteneur ni flux', en: 'no container and no flow' },
  check: ({ graph, facts }) => [
    ...graph.containers.map((node) => ofContainer(node, graph)),
    ...(facts ? flowsOf(facts.site).map(ofFlow) : []),
  ],
  examples: {
    pass: {
      'the platform of the contract': () => aSite(),
      'another site of the State': withEnv('API=https://api.insee.gouv.fr/'),
    },
    fail: {
      'a container told the portal': withEnv('URL=https://facturation.chorus-pro.gouv.fr/annuaire'),
      'an integration with the API counter': () =>
        aSite(
          {},
          {
            ...FACTS,
            site: {
              ...SITE,
              integrations: SITE.integrations.map((each) => ({
                ...each,
                host: 'api.piste.gouv.fr',
                port: 443,
              })),
            },
          },
        ),
    },
    unknown: { 'a variable of the environment is a reference': withEnv('${var.url}') },
  },
})
