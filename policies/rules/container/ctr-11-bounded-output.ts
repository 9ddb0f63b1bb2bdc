import { aContainer, only } from '../../examples/site.ts'
import { entry, type ContainerNode } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isUnknown, test, truth, valueOr } from '../../value.ts'

/** Drivers that write files on the engine's disk. `local` bounds them by itself, `json-file` never does. */
const UNBOUNDED = 'json-file'

function claims({ logDriver, logOpts }: ContainerNode): Claim[] {
  const driver = {
    holds: logDriver.kind === 'unknown' ? logDriver : truth(true),
    seen: `log_driver=${valueOr(logDriver, '?')}`,
    want: 'log_driver',
  }
  if (isUnknown(logDriver) || logDriver.value !== UNBOUNDED) return [driver]
  const bounds = ['max-size', 'max-file'].map((option): Claim => {
    const value = entry(logOpts, option)
    return {
      holds: test(value, (text) => text !== '' && text !== '-1' && text !== '0'),
      seen: `${option}=${valueOr(value, '?') || 'unset'}`,
      want: option,
    }
  })
  return [driver, ...bounds]
}

export default defineRule({
  id: 'CTR-11',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Sortie des conteneurs bornée sur l'hôte (règle du projet)",
    en: 'Output of containers bounded on the host (project rule)',
  },
  sources: [project('max-size, max-file')],
  why: {
    fr: 'Le pilote json-file grossit sans fin par défaut et finit par remplir le disque des données.',
    en: 'By default the json-file driver grows without end and fills the disk that the data is on.',
  },
  fix: {
    fr: 'log_driver = "json-file", log_opts max-size et max-file.',
    en: 'log_driver = "json-file", log_opts max-size and max-file.',
  },
  waivable: true,
  deciding: ['log_driver', 'log_opts'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      'size and number bounded': () => only(),
      'a driver that bounds by itself': () => only(aContainer({ log_driver: 'local', log_opts: undefined })),
    },
    fail: {
      'nothing written': () => only(aContainer({ log_driver: undefined, log_opts: undefined })),
      'size without number': () => only(aContainer({ log_opts: { 'max-size': '10m' } })),
    },
    unknown: {
      'the size is a variable': () =>
        only(aContainer({ log_opts: { 'max-size': '${var.size}', 'max-file': '3' } })),
    },
  },
})
