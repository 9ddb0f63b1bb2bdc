import { WHOLE_SITE } from '../../assessment.ts'
import { engineSays } from '../../examples/live.ts'
import { aContainer, FACTS, IMAGE_ID, only, running } from '../../examples/site.ts'
import type { ContainerNode, EngineObservation } from '../../graph/graph.ts'
import { builtImage, isContentName } from '../../nodes/images.ts'
import { defineRule, judge, type Context, type Given, type Verdict } from '../../rule.ts'
import { hygiene, recyf } from '../../sources.ts'
import { isUnknown, truth, unknown, valueOr, type Truth } from '../../value.ts'

/**
 * What the design of the project states of its own base, by the year: it states no day, and nothing of any other
 * system. No date of support is ever guessed.
 */
const DEBIAN_13 = { name: 'Debian 13', securityUntil: 2028, ltsUntil: 2030 }

/** Until an unknown day of the last year. */
function isSupported(now: Date): Truth {
  const year = now.getUTCFullYear()
  const { name, ltsUntil } = DEBIAN_13
  return year === ltsUntil ? unknown('not-collected', `${name} LTS, ${ltsUntil}`) : truth(year < ltsUntil)
}

const WANT = { fr: 'un système encore maintenu', en: 'a system that is still supported' }

const supported = (address: string, now: Date): Verdict => {
  const { name, securityUntil, ltsUntil } = DEBIAN_13
  const seen = `${name}, security ${securityUntil}, LTS ${ltsUntil}`
  return judge({ address }, [{ holds: isSupported(now), seen, want: WANT }])
}

/** Nobody told its end of support: a date to supply, never a pass. */
const undated = (subject: string, seen: string): Verdict => ({
  subject,
  status: 'not-applicable',
  pending: 'document',
  seen,
  want: WANT,
  reason: {
    fr: "fin de maintenance inconnue : pièce à fournir : inventaire daté de ce que Socle n'a pas construit (MCS-03)",
    en: 'end of support unknown: document to supply: dated inventory of what Socle did not build (MCS-03)',
  },
})

function ofImage(node: ContainerNode, { facts, level, now }: Context): Verdict {
  const { address, image, where } = node
  if (isUnknown(image) && level !== 'live')
    return judge(node, [{ holds: image, seen: 'image=?', want: WANT }])
  const name = valueOr(image, '?')
  const isOwn = builtImage(node, facts) !== undefined || (level === 'synth' && isContentName(name))
  const found = isOwn ? supported(address, now) : undated(address, `image=${name}`)
  return { ...found, ...(where === undefined ? {} : { where }) }
}

/** The system under the engine is the client's or the infogérant's: shown as seen. */
const ofEngine = ({ operatingSystem, version }: EngineObservation, now: Date): Verdict =>
  /^Debian GNU\/Linux 13\b/.test(operatingSystem)
    ? supported(WHOLE_SITE, now)
    : undated(WHOLE_SITE, `engine ${operatingSystem}, Docker ${version}`)

const OURS = { ...FACTS, images: { db: { id: IMAGE_ID, builtAt: '2026-11-20T06:00:00Z' } } }

const inYear = (year: number, given: ReturnType<Given> = { ...only(), facts: OURS }): ReturnType<Given> => ({
  ...given,
  now: new Date(`${year}-06-15T10:00:00Z`),
})

export default defineRule({
  id: 'MCS-01',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Inventaire des systèmes et des images, tous maintenus',
    en: 'Inventory of systems and images, all of them supported',
  },
  sources: [hygiene(34), hygiene(35), recyf('5.B.7')],
  why: {
    fr: "Un système qui n'est plus maintenu garde pour toujours les failles que l'on publie.",
    en: 'A system without support keeps for ever the flaws that are published.',
  },
  fix: {
    fr: 'Reconstruire les images sur la version suivante avant la date citée.',
    en: 'Rebuild the images on the next release before the date that is shown.',
  },
  waivable: true,
  deciding: ['image', 'docker_image.name', 'OperatingSystem'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: (context) => [
    ...context.graph.containers.map((node) => ofImage(node, context)),
    ...(context.graph.observations.engine ? [ofEngine(context.graph.observations.engine, context.now)] : []),
  ],
  examples: {
    pass: {
      'an image of ours, on Debian 13': () => ({ ...only(), facts: OURS }),
      'an image of ours that is not built yet': () =>
        only(aContainer({ image: 'socle/postgresql:0123456789ab' })),
      'an engine on Debian 13': () => running({}, engineSays()),
      'in its last whole year': () => inYear(2029),
    },
    fail: {
      'after the end of its support': () => inYear(2031),
      'the engine, after the end of its support': () => inYear(2031, running({}, engineSays())),
    },
    unknown: {
      'in the year of its end, whose day nobody states': () => inYear(2030),
      'the image is a variable': () => only(aContainer({ image: '${var.image}' })),
    },
  },
})
