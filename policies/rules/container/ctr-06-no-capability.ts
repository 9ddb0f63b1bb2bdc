import { noNewPrivileges } from '../../nodes/confinement.ts'
import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { listed } from '../../nodes/listed.ts'
import { roleOf } from '../../topology/reachability.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { dockerSheet, project } from '../../sources.ts'
import { all, any, equals, not, test } from '../../value.ts'

const weakens = (option: string): boolean => /[=:](unconfined|disable|false)$/.test(option)

const claims = (node: ContainerNode, allowed: readonly string[]): Claim[] => [
  {
    holds: any(node.capDrop.map((name) => equals(name, 'ALL'))),
    seen: `drop=${listed(node.capDrop)}`,
    want: 'drop=[ALL]',
  },
  {
    holds: all(node.capAdd.map((name) => test(name, (added) => allowed.includes(added)))),
    seen: `add=${listed(node.capAdd)}`,
    want: `add ⊆ [${allowed.join(', ')}]`,
  },
  {
    holds: noNewPrivileges(node),
    seen: `security_opts=${listed(node.securityOpts)}`,
    want: 'no-new-privileges',
  },
  {
    holds: not(any(node.securityOpts.map((option) => test(option, weakens)))),
    seen: `security_opts=${listed(node.securityOpts)}`,
    want: { fr: 'aucun profil de confinement retiré', en: 'no confinement profile removed' },
  },
]

export default defineRule({
  id: 'CTR-06',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Toutes les capacités retirées, aucun privilège à regagner',
    en: 'All capabilities dropped, no privilege to regain',
  },
  sources: [dockerSheet('R8'), project('no-new-privileges')],
  why: {
    fr: "Une capacité est un morceau des droits de root : l'attaquant qui tient le processus la tient aussi.",
    en: 'A capability is a piece of root: who holds the process holds it too.',
  },
  fix: {
    fr: 'capabilities { drop = ["ALL"] }, security_opts = ["no-new-privileges:true"] ; ajouter seulement ce que la liste du rôle admet.',
    en: 'capabilities { drop = ["ALL"] }, security_opts = ["no-new-privileges:true"]; add only what the list of the role allows.',
  },
  waivable: true,
  deciding: ['capabilities.drop', 'capabilities.add', 'security_opts'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph, options }) =>
    graph.containers.map((node) => judge(node, claims(node, options.capabilities?.[roleOf(node)] ?? []))),
  examples: {
    pass: {
      'all dropped': () => only(),
      'one added, that the role is allowed': () => ({
        ...only(aContainer({ capabilities: { drop: ['all'], add: ['CAP_CHOWN'] } })),
        options: { capabilities: { db: ['CHOWN'] } },
      }),
    },
    fail: {
      'nothing dropped': () => only(aContainer({ capabilities: undefined })),
      'only some dropped': () => only(aContainer({ capabilities: { drop: ['NET_RAW'] } })),
      'one added': () => only(aContainer({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })),
      'one added, in lower case': () =>
        only(aContainer({ capabilities: { drop: ['ALL'], add: ['cap_sys_admin'] } })),
      'new privileges allowed': () => only(aContainer({ security_opts: undefined })),
      'seccomp removed': () =>
        only(aContainer({ security_opts: ['no-new-privileges', 'seccomp=unconfined'] })),
    },
    unknown: {
      'the list is a variable': () => only(aContainer({ capabilities: { drop: '${var.dropped}' } })),
    },
  },
})
