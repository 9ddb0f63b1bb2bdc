import { isPrivateAddress } from '../../topology/addresses.ts'
import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { byText } from '../../nodes/listed.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { test, valueOr, YES } from '../../value.ts'

const WANT = {
  fr: 'le résolveur du moteur, ou un interne',
  en: 'the resolver of the engine, or an internal one',
}

const claims = ({ dns }: ContainerNode): Claim[] =>
  dns.length === 0
    ? [{ holds: YES, seen: 'dns=[]', want: WANT }]
    : byText(dns).map((server) => ({
        holds: test(server, isPrivateAddress),
        seen: `dns=${valueOr(server, '?')}`,
        want: WANT,
      }))

const asking = (...dns: string[]) => only(aContainer({ dns }))

export default defineRule({
  id: 'CTR-18',
  severity: 'minor',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Aucun résolveur DNS extérieur imposé à un conteneur (règle du projet)',
    en: 'No external DNS resolver forced upon a container (project rule)',
  },
  sources: [project('dns')],
  why: {
    fr: 'Un résolveur public apprend les noms que le site demande, et le DNS porte des données au-dehors sans passer par la passerelle.',
    en: 'A public resolver learns the names that the site asks for, and DNS carries data out around the gateway.',
  },
  fix: {
    fr: "Retirer dns : le moteur demande au résolveur de l'hôte.",
    en: 'Remove dns: the engine asks the resolver of the host.',
  },
  waivable: true,
  deciding: ['dns'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'the resolver of the engine': () => only(),
      'a resolver of the company': () => asking('192.168.20.53'),
    },
    fail: {
      'a public resolver': () => asking('8.8.8.8'),
      'a public resolver after an internal one': () => asking('192.168.20.53', '2620:fe::fe'),
    },
    unknown: { 'a variable': () => asking('${var.resolver}') },
  },
})
