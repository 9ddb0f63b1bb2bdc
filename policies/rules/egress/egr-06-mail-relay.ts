import { aContainer, aProxy, aSite, FACTS, SITE } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { conduitText, flowsOf, inFile, ofDescription, type Flow } from '../../topology/flows.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { portText } from '../../topology/publication.ts'
import { defineRule, judge, type Verdict } from '../../rule.ts'
import { interconnection } from '../../sources.ts'
import { all, test, truth } from '../../value.ts'

/** Relay, submission over TLS, submission. */
const SMTP = [25, 465, 587]
const isNotSmtp = (port: number): boolean => !SMTP.includes(port)

const WANT = { fr: 'du courriel par le relais déclaré seul', en: 'mail through the declared relay only' }

const ofContainer = (node: ContainerNode): Verdict =>
  judge(node, [
    ...(node.ports.length > 0
      ? []
      : [{ holds: truth(true), seen: { fr: 'aucun port publié', en: 'no published port' }, want: WANT }]),
    ...node.ports.map((port) => ({
      holds: all([test(port.external, isNotSmtp), test(port.internal, isNotSmtp)]),
      seen: portText(port),
      want: WANT,
    })),
  ])

/** Between containers nothing is the relay, which is outside. */
const ofConduits = ({ conduits }: SiteFacts): Verdict => ({
  ...judge(
    { address: 'conduits' },
    conduits.map((conduit) => ({
      holds: truth(isNotSmtp(conduit.port)),
      seen: conduitText(conduit),
      want: WANT,
    })),
  ),
  basis: 'configured',
})

function ofFlow({ subject, host, port }: Flow, { site: { mail } }: SiteFacts): Verdict {
  const isRelay = mail !== undefined && host === mail.relay && port === mail.port
  return ofDescription(subject, [
    { holds: truth(isRelay || isNotSmtp(port)), seen: inFile(`${host}:${port}`), want: WANT },
  ])
}

const integrated = (host: string, mail?: SiteFacts['site']['mail']) => () =>
  aSite(
    {},
    {
      ...FACTS,
      site: {
        ...SITE,
        ...(mail ? { mail } : {}),
        integrations: SITE.integrations.map((each) => ({ ...each, host, port: 587 })),
      },
    },
  )

export default defineRule({
  id: 'EGR-06',
  severity: 'minor',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Aucun flux de courriel décrit ou publié, sauf vers le relais',
    en: 'No flow of mail is described or published, except to the relay',
  },
  sources: [interconnection('R37')],
  why: {
    fr: "Une machine qui envoie elle-même du courriel envoie aussi celui d'un intrus.",
    en: 'A machine that sends mail by itself also sends that of an intruder.',
  },
  fix: {
    fr: 'Déclarer le relais dans mail, et retirer tout autre flux sur 25, 465 ou 587.',
    en: 'Declare the relay in mail, and remove every other flow on 25, 465 or 587.',
  },
  waivable: true,
  deciding: ['ports.external', 'ports.internal', 'conduits', 'integrations', 'mail'],
  nothing: { fr: 'ni conteneur ni flux', en: 'no container and no flow' },
  check: ({ graph, facts }) => [
    ...graph.containers.map(ofContainer),
    ...(facts
      ? [
          ...(facts.conduits.length > 0 ? [ofConduits(facts)] : []),
          ...flowsOf(facts.site).map((flow) => ofFlow(flow, facts)),
        ]
      : []),
  ],
  examples: {
    pass: {
      'no mail at all': () => aSite(),
      'through the relay': integrated('smtp.msp.example', {
        relay: 'smtp.msp.example',
        port: 587,
        from: 'socle@demo.example',
        alerts: 'alertes@demo.example',
      }),
    },
    fail: {
      'a server that nobody declared as the relay': integrated('smtp.elsewhere.example'),
      'a published port': () =>
        aSite({
          containers: { db: aContainer({ ports: { internal: 25, external: 2525, ip: '127.0.0.1' } }) },
        }),
    },
    unknown: {
      'the port is a variable': () =>
        aSite({
          containers: { proxy: aProxy({ ports: { internal: '${var.port}', external: 443, ip: '::1' } }) },
        }),
    },
  },
})
