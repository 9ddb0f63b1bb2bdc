import { isNotRoot, keepsProfile, noNewPrivileges, refusesNamespaces } from '../../nodes/confinement.ts'
import { withSecurity } from '../../examples/live.ts'
import { aContainer, only, running } from '../../examples/site.ts'
import type { ContainerNode, EngineObservation } from '../../graph/graph.ts'
import { listed } from '../../nodes/listed.ts'
import { defineRule, joined, judge, type Claim, type Verdict } from '../../rule.ts'
import { dockerSheet } from '../../sources.ts'
import { all, equals, known, test, unknown, valueOr, YES } from '../../value.ts'

const WANT = {
  fr: "root dans le conteneur n'est pas root sur l'hôte (userns-remap, ou moteur sans root)",
  en: 'root in the container is not root on the host (userns-remap, or a rootless engine)',
}

/** The sheet foresees it; the suffix of its number was seen in no copy of the sheet. */
const VARIANT = {
  fr: "à défaut, création d'espaces utilisateur restreinte (variante dégradée de R7, numéro à vérifier)",
  en: 'failing that, creation of user namespaces restricted (degraded variant of R7, number to be verified)',
}

const optionOf = ({ securityOptions }: EngineObservation, name: string): string | undefined =>
  securityOptions.find((option) => option.split(',')[0] === `name=${name}`)

function engineProfile(engine: EngineObservation): Claim {
  const option = optionOf(engine, 'seccomp')
  const profile = option === undefined ? 'unconfined' : (/profile=([^,]*)/.exec(option)?.[1] ?? '?')
  return { holds: refusesNamespaces(profile), seen: `engine seccomp=${profile}`, want: VARIANT }
}

const restricted = (node: ContainerNode): Claim[] => [
  { holds: keepsProfile(node), seen: 'security_opts seccomp', want: VARIANT },
  { holds: noNewPrivileges(node), seen: 'security_opts no-new-privileges', want: VARIANT },
  {
    holds: equals(node.privileged, false),
    seen: `privileged=${valueOr(node.privileged, '?')}`,
    want: VARIANT,
  },
  {
    holds: all(node.capAdd.map((name) => test(name, (added) => !['SYS_ADMIN', 'ALL'].includes(added)))),
    seen: `add=${listed(node.capAdd)}`,
    want: VARIANT,
  },
  {
    holds: isNotRoot(node),
    seen: `user=${valueOr(node.user, '?') || 'unset'}`,
    want: VARIANT,
  },
]

function verdict(node: ContainerNode, engine: EngineObservation | undefined): Verdict {
  const own: Claim = {
    holds: test(node.usernsMode, (mode) => mode !== 'host'),
    seen: `userns_mode=${valueOr(node.usernsMode, '?') || 'default'}`,
    want: { fr: 'userns_mode autre que host', en: 'userns_mode other than host' },
  }
  if (!valueOr(own.holds, true)) return judge(node, [own])
  if (!engine) {
    const remap = unknown('not-collected', 'userns-remap')
    return judge(node, [own, { holds: remap, seen: 'engine userns=?', want: WANT }])
  }
  const remapped = [optionOf(engine, 'userns'), optionOf(engine, 'rootless')].some((option) => option)
  if (remapped) return judge(node, [own, { holds: YES, seen: 'engine userns=remapped', want: WANT }])
  const found = judge(node, [own, engineProfile(engine), ...restricted(node)])
  return {
    ...found,
    seen: joined(['engine userns=host', found.seen]),
    want: joined([WANT, found.want]),
    ...(found.status === 'pass' ? { variant: true } : {}),
  }
}

const SECCOMP_ON = 'name=seccomp,profile=builtin'

export default defineRule({
  id: 'CTR-05',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Espace de noms utilisateur propre aux conteneurs',
    en: 'A user namespace of their own for containers',
  },
  sources: [dockerSheet('R7')],
  why: {
    fr: "Sans lui, qui sort d'un conteneur en root est root sur l'hôte.",
    en: 'Without it, who escapes from a container as root is root on the host.',
  },
  fix: {
    fr: 'Retirer userns_mode ; configurer userns-remap sur le moteur, ou un moteur sans root.',
    en: 'Remove userns_mode; configure userns-remap on the engine, or a rootless engine.',
  },
  waivable: true,
  deciding: ['userns_mode', 'security_opts', 'privileged', 'capabilities.add', 'user', 'SecurityOptions'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph, level }) =>
    graph.containers.map((node) => verdict(node, level === 'live' ? graph.observations.engine : undefined)),
  examples: {
    pass: {
      'the engine remaps': () => running({}, withSecurity('name=userns')),
      'an engine without root': () => running({}, withSecurity('name=rootless', SECCOMP_ON)),
      'degraded variant: nobody may create one': () => running({}, withSecurity(SECCOMP_ON)),
    },
    fail: {
      'the namespace of the host is asked for': () => only(aContainer({ userns_mode: 'host' })),
      'no profile on the engine': () => running({}, withSecurity('name=apparmor')),
      'root without remapping': () =>
        running({ 'docker_container.db': { user: known('') } }, withSecurity(SECCOMP_ON)),
    },
    unknown: {
      'the engine decides, and is not there yet': () => only(),
      'a profile that nobody read': () =>
        running({}, withSecurity('name=seccomp,profile=/etc/docker/seccomp.json')),
    },
  },
})
