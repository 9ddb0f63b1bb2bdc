import type { Level } from '../../assessment.ts'
import { isNumericNotRoot } from '../../nodes/confinement.ts'
import { imageCreated } from '../../examples/live.ts'
import { aContainer, at, FACTS, IMAGE_ID, only, running } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { builtImage, createdOf, isContentName } from '../../nodes/images.ts'
import { defineRule, judge, type Claim, type Context } from '../../rule.ts'
import { hygiene, project, recyf } from '../../sources.ts'
import { isUnknown, known, test, truth, unknown, valueOr, YES, type Truth, type Val } from '../../value.ts'

const isPinned = (image: string): boolean =>
  /(^|@)sha256:[0-9a-f]{64}$/.test(image) || /^[0-9a-f]{64}$/.test(image)

function pinned(image: Val<string>, level: Level): Truth {
  if (!isUnknown(image) && level === 'synth' && isContentName(image.value))
    return unknown('computed', 'image')
  return test(image, isPinned)
}

/** Every component is patched within one month (hygiene M34): an image is rebuilt as often. */
const MONTH = 31 * 24 * 3600 * 1000

const isRecent = (day: string, now: Date): boolean => {
  const age = now.getTime() - Date.parse(day)
  // A clock that is a day ahead is forgiven, a date to come is not believed.
  return age <= MONTH && age > -24 * 3600 * 1000
}

/** The running image says its age itself; before, only the record of what Socle built does. */
function age(node: ContainerNode, { graph, level, facts, now }: Context): Claim {
  const record = builtImage(node, facts)
  const created = level === 'live' ? createdOf(node, graph) : record && known(record.builtAt)
  const want = { fr: 'une image de moins de 31 jours', en: 'an image less than 31 days old' }
  if (created === undefined) {
    const later = { fr: 'âge : se juge en marche', en: 'age: judged once it runs' }
    return { holds: YES, seen: later, want }
  }
  const day = valueOr(created, '')
  const holds = Number.isNaN(Date.parse(day))
    ? unknown('not-collected', 'Created')
    : truth(isRecent(day, now))
  return { holds, seen: `built=${day.slice(0, 10) || '?'}`, want }
}

const claims = (node: ContainerNode, context: Context): Claim[] => [
  {
    holds: pinned(node.image, context.level),
    seen: `image=${valueOr(node.image, '?')}`,
    want: {
      fr: 'une image par empreinte (@sha256:…) ou identifiant',
      en: 'an image by digest (@sha256:…) or id',
    },
  },
  {
    holds: test(node.user, isNumericNotRoot),
    seen: `user=${valueOr(node.user, '?') || 'unset'}`,
    want: { fr: 'un utilisateur numérique autre que root', en: 'a numeric user other than root' },
  },
  age(node, context),
]

const builtOn = (builtAt: string) => ({
  ...only(),
  facts: { ...FACTS, images: { db: { id: IMAGE_ID, builtAt } } },
})

export default defineRule({
  id: 'CTR-10',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Image figée par empreinte, de moins de 31 jours, utilisateur sans privilège',
    en: 'Image pinned by digest, less than 31 days old, user without privilege',
  },
  sources: [hygiene(34), hygiene(35), recyf('5.B.7'), recyf('5.B.8'), project('digest, user, 31 days')],
  why: {
    fr: "Une étiquette change de contenu sans prévenir, une image ancienne garde ses failles, et un nom d'utilisateur n'a de sens que dans l'image.",
    en: 'A tag changes its content without a word, an old image keeps its flaws, and a user name means only what the image says.',
  },
  fix: {
    fr: 'image = "nom@sha256:…", user = "10001:10001" ; reconstruire l\'image, ou en prendre une plus récente, chaque mois.',
    en: 'image = "name@sha256:…", user = "10001:10001"; rebuild the image, or take a newer one, every month.',
  },
  waivable: true,
  deciding: ['image', 'docker_image.name', 'user', 'Created'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: (context) => context.graph.containers.map((node) => judge(node, claims(node, context))),
  examples: {
    pass: {
      'an image id': () => only(),
      'a digest, through docker_image': () =>
        only(aContainer({ image: '${docker_image.app.image_id}' }), {
          images: { app: { name: `nginx@sha256:${'a'.repeat(64)}` } },
        }),
      'built a month ago': () => builtOn('2026-10-24T10:00:00Z'),
      'built a month ago, as the engine says': () =>
        running({}, imageCreated('2026-10-24T10:00:00.123456789Z')),
    },
    fail: {
      'a tag': () => only(aContainer({ image: 'postgres:17' })),
      'a tag, through docker_image': () =>
        only(aContainer({ image: '${docker_image.app.image_id}' }), {
          images: { app: { name: 'nginx:1.27' } },
        }),
      'no user': () => only(aContainer({ user: undefined })),
      root: () => only(aContainer({ user: '0:0' })),
      'a user by name': () => only(aContainer({ user: 'postgres' })),
      'not built when planned': () =>
        at('plan', only(aContainer({ image: 'socle/postgresql:0123456789ab' }))),
      'built two months ago': () => builtOn('2026-09-23T10:00:00Z'),
      'built two months ago, as the engine says': () => running({}, imageCreated('2026-09-23T10:00:00Z')),
    },
    unknown: {
      'not built yet': () => only(aContainer({ image: 'socle/postgresql:0123456789ab' })),
      'the image is a variable': () => only(aContainer({ image: '${var.image}' })),
      'an image that was not inspected': () => running(),
    },
  },
})
