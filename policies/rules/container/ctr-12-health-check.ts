import { aContainer, HEALTHY, only, running } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isUnknown, test, truth, unknown, valueOr, type Truth } from '../../value.ts'

/** Nothing written leaves the check of the image, which only the engine shows: `none` where it has none either. */
function isChecked({ healthcheck, runtime }: ContainerNode): Truth {
  const [kind] = healthcheck
  if (kind) return test(kind, (word) => !['NONE', ''].includes(word.toUpperCase()))
  return runtime ? truth(runtime.health !== 'none') : unknown('not-collected', 'healthcheck (image)')
}

/** A command that always succeeds, alone or as its last resort. */
const CONSTANT = /^((ba)?sh -c )?(\/(usr\/)?bin\/)?(true|:|exit 0)$|(\|\||;) *(true|:|exit 0)$/

/** Only words that are all read can be told to prove nothing: a variable among them may be the check itself. */
function canFail({ healthcheck }: ContainerNode): Truth {
  const words = healthcheck.slice(1)
  return (
    words.find(isUnknown) ??
    truth(
      !CONSTANT.test(
        words
          .map((word) => valueOr(word, ''))
          .join(' ')
          .trim(),
      ),
    )
  )
}

function claims(node: ContainerNode): Claim[] {
  const kind = node.healthcheck[0]
  return [
    {
      holds: isChecked(node),
      seen: `healthcheck=${kind ? valueOr(kind, '?') : (node.runtime?.health ?? 'image')}`,
      want: { fr: 'un contrôle de santé', en: 'a health check' },
    },
    {
      holds: canFail(node),
      seen: { fr: 'commande du contrôle', en: 'command of the check' },
      want: { fr: 'une commande qui peut échouer', en: 'a command that can fail' },
    },
  ]
}

const checkedBy = (...test: string[]) => only(aContainer({ healthcheck: { test } }))

export default defineRule({
  id: 'CTR-12',
  severity: 'minor',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Un contrôle de santé qui peut échouer (règle du projet)',
    en: 'A health check that can fail (project rule)',
  },
  sources: [project('healthcheck')],
  why: {
    fr: 'Un programme figé tourne toujours pour le moteur : sans contrôle, la panne se découvre par le client.',
    en: 'A hung program still runs for the engine: without a check, the client finds the outage.',
  },
  fix: {
    fr: 'healthcheck { test = ["CMD", …] } sur ce que le service rend, jamais NONE ni une commande constante.',
    en: 'healthcheck { test = ["CMD", …] } on what the service gives, never NONE nor a constant command.',
  },
  waivable: true,
  deciding: ['healthcheck.test', 'State.Health'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'a check of its own': () => only(),
      'a shell command': () => checkedBy('CMD-SHELL', 'pg_isready -U app || exit 1'),
      'the check of the image, seen on the engine': () =>
        running({ 'docker_container.db': { healthcheck: [] } }),
    },
    fail: {
      disabled: () => checkedBy('NONE'),
      'a command that always succeeds': () => checkedBy('CMD', 'true'),
      'a failure that is swallowed': () => checkedBy('CMD-SHELL', 'curl -f http://localhost/ || true'),
      'no check at all, seen on the engine': () =>
        running({ 'docker_container.db': { healthcheck: [], runtime: { ...HEALTHY, health: 'none' } } }),
    },
    unknown: {
      'nothing written: the image may have one': () => only(aContainer({ healthcheck: undefined })),
      'the command is a variable': () => checkedBy('CMD', '${var.check}'),
    },
  },
})
