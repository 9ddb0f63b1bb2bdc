import { aContainer, at, only } from '../../examples.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import type { Level } from '../../assessment.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { hygiene, project, recyf } from '../../sources.ts'
import { isUnknown, test, unknown, valueOr, type Truth, type Val } from '../../value.ts'

const isPinned = (image: string): boolean =>
  /(^|@)sha256:[0-9a-f]{64}$/.test(image) || /^[0-9a-f]{64}$/.test(image)

/** Name of an image of ours that is not built yet: it says which content, and only building says which image. */
const isContentName = (image: string): boolean => /^socle\/[a-z0-9-]+:[0-9a-f]{12}$/.test(image)

function pinned(image: Val<string>, level: Level): Truth {
  if (!isUnknown(image) && level === 'synth' && isContentName(image.value))
    return unknown('computed', 'image')
  return test(image, isPinned)
}

const isNumericNotRoot = (user: string): boolean =>
  /^\d+(:\d+)?$/.test(user) && Number(user.split(':')[0]) !== 0

const claims = ({ image, user }: ContainerNode, level: Level): Claim[] => [
  {
    holds: pinned(image, level),
    seen: `image=${valueOr(image, '?')}`,
    want: {
      fr: 'une image par empreinte (@sha256:…) ou identifiant',
      en: 'an image by digest (@sha256:…) or id',
    },
  },
  {
    holds: test(user, isNumericNotRoot),
    seen: `user=${valueOr(user, '?') || 'unset'}`,
    want: { fr: 'un utilisateur numérique autre que root', en: 'a numeric user other than root' },
  },
]

export default defineRule({
  id: 'CTR-10',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'Image figée par empreinte, utilisateur sans privilège',
    en: 'Image pinned by digest, user without privilege',
  },
  sources: [hygiene(34), hygiene(35), recyf('5.B.7'), recyf('5.B.8'), project('digest, user')],
  why: {
    fr: "Une étiquette change de contenu sans prévenir, et un nom d'utilisateur n'a de sens que dans l'image.",
    en: 'A tag changes its content without a word, and a user name means only what the image says.',
  },
  fix: {
    fr: 'image = "nom@sha256:…", user = "10001:10001".',
    en: 'image = "name@sha256:…", user = "10001:10001".',
  },
  waivable: true,
  deciding: ['image', 'docker_image.name', 'user'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph, level }) => graph.containers.map((node) => judge(node, claims(node, level))),
  examples: {
    pass: {
      'an image id': () => only(),
      'a digest, through docker_image': () =>
        only(aContainer({ image: '${docker_image.app.image_id}' }), {
          images: { app: { name: `nginx@sha256:${'a'.repeat(64)}` } },
        }),
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
    },
    unknown: {
      'not built yet': () => only(aContainer({ image: 'socle/postgresql:0123456789ab' })),
      'the image is a variable': () => only(aContainer({ image: '${var.image}' })),
    },
  },
})
