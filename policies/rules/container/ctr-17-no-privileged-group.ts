import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { byText } from '../../nodes/listed.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isUnknown, map, test, valueOr, YES, type Val } from '../../value.ts'

/** Groups that own devices, secrets of the system or the engine, by name and by their number in Debian. */
const PRIVILEGED = [
  ...['root', 'docker', 'disk', 'kmem', 'shadow', 'sudo', 'wheel', 'adm', 'lxd', 'libvirt', 'tty', 'input'],
  ...['4', '5', '6', '15', '27', '42'],
]

const isPrivileged = (group: string): boolean => PRIVILEGED.includes(group) || /^0+$/.test(group)

/** The group that `user` names after its colon; empty without one. */
const ownGroup = (user: Val<string>): Val<string> => map(user, (text) => text.split(':')[1] ?? '')

const WANT = { fr: 'aucun groupe privilégié', en: 'no privileged group' }

const claim = (name: string, group: Val<string>): Claim => ({
  holds: test(group, (text) => !isPrivileged(text)),
  seen: `${name}=${valueOr(group, '?')}`,
  want: WANT,
})

function claims({ user, groupAdd }: ContainerNode): Claim[] {
  const group = ownGroup(user)
  const named = isUnknown(group) || group.value !== '' ? [claim('group', group)] : []
  const found = [...named, ...byText(groupAdd).map((added) => claim('group_add', added))]
  return found.length > 0 ? found : [{ holds: YES, seen: 'group_add=[]', want: WANT }]
}

export default defineRule({
  id: 'CTR-17',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Aucun conteneur dans un groupe privilégié (règle du projet)',
    en: 'No container in a privileged group (project rule)',
  },
  sources: [project('group_add')],
  why: {
    fr: "Un numéro de groupe vaut aussi sur l'hôte : le groupe root lit ses fichiers montés, le groupe docker commande le moteur.",
    en: 'A group number counts on the host too: the root group reads its mounted files, the docker group commands the engine.',
  },
  fix: {
    fr: 'Retirer ces groupes de group_add et de user ; créer un groupe propre au service.',
    en: 'Remove these groups from group_add and from user; create a group for the service.',
  },
  waivable: true,
  deciding: ['group_add', 'user'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'none added': () => only(),
      'a group of the service': () => only(aContainer({ group_add: ['10900'] })),
    },
    fail: {
      'the group of the engine': () => only(aContainer({ group_add: ['docker'] })),
      'root, by its number': () => only(aContainer({ group_add: ['0'] })),
      'root as own group': () => only(aContainer({ user: '10001:0' })),
    },
    unknown: { 'a variable': () => only(aContainer({ group_add: ['${var.group}'] })) },
  },
})
