import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode, Graph, List } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { isDefaultCredential, MASK, optionsOf, pairOf } from '../../nodes/secrets.ts'
import { administration, hygiene, recyf } from '../../sources.ts'
import { isUnknown, known, test, truth, valueOr, type Truth } from '../../value.ts'

const WANT = { fr: 'aucun mot de passe connu de tous', en: 'no password that everybody knows' }

/** What nobody can see is no default that somebody wrote. */
const unlessHidden = (holds: Truth): Truth =>
  isUnknown(holds) && holds.why === 'sensitive' ? known(true) : holds

const ofEnv = (env: List, origin: string): Claim[] =>
  env.map((line) => ({
    holds: unlessHidden(test(line, (text) => !isDefaultCredential(pairOf(text)))),
    seen: `${origin} ${pairOf(valueOr(line, '?')).key}=${MASK}`,
    want: WANT,
  }))

function ofWords(words: List, origin: string): Claim[] {
  const unread = words
    .filter(isUnknown)
    .map((word): Claim => ({ holds: unlessHidden(word), seen: `${origin} ?`, want: WANT }))
  const written = optionsOf(words).map((pair): Claim => ({
    holds: truth(!isDefaultCredential(pair)),
    seen: `${origin} ${pair.key}=${MASK}`,
    want: WANT,
  }))
  return [...unread, ...written]
}

const claims = (node: ContainerNode, { images }: Graph): Claim[] => {
  const names = [valueOr(node.image, ''), node.runtime?.imageId]
  const image = images.filter((one) => one.names.some((name) => names.includes(name)))
  // Before anything runs an image shows nothing of its own: only what is written is judged.
  const inImage = image.flatMap(({ env }) =>
    ofEnv(
      env.filter((line) => !isUnknown(line)),
      'image env',
    ),
  )
  const written = [
    ...ofEnv(node.env, 'env'),
    ...ofWords(node.command, 'command'),
    ...ofWords(node.entrypoint, 'entrypoint'),
    ...inImage,
  ]
  return written.some(({ holds }) => valueOr(holds, false) !== true)
    ? written
    : [summary(node), ...written.filter(({ holds }) => isUnknown(holds))]
}

const summary = ({ env }: ContainerNode): Claim => ({
  holds: truth(true),
  seen: `${env.length} variables`,
  want: WANT,
})

export default defineRule({
  id: 'ADM-11',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: { fr: "Aucun élément d'authentification par défaut", en: 'No default credential' },
  sources: [hygiene(12), administration('R34'), recyf('10.B.2')],
  why: {
    fr: 'Les mots de passe par défaut sont les premiers essayés.',
    en: 'Default passwords are the first that are tried.',
  },
  fix: {
    fr: 'Engendrer le secret (`socle secrets init`) et le livrer par fichier.',
    en: 'Generate the secret (`socle secrets init`) and deliver it as a file.',
  },
  waivable: false,
  deciding: ['env', 'command', 'entrypoint', 'image Config.Env'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node, graph))),
  examples: {
    pass: { 'a password in a file': () => only(aContainer({ env: ['PGPASSFILE=/run/secrets/1/pgpass'] })) },
    fail: {
      'a well-known password': () => only(aContainer({ env: ['POSTGRES_PASSWORD=postgres'] })),
      'no password asked': () => only(aContainer({ env: ['POSTGRES_HOST_AUTH_METHOD=trust'] })),
      'in a URL': () => only(aContainer({ env: ['DATABASE_URI=postgresql://tryton:changeme@db/tryton'] })),
      'as an option': () => only(aContainer({ command: ['serve', '--admin-password', 'admin'] })),
    },
    unknown: {
      'the password is a variable': () => only(aContainer({ env: ['POSTGRES_PASSWORD=${var.password}'] })),
    },
  },
})
