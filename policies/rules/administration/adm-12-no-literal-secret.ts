import { aContainer, only } from '../../examples/site.ts'
import type { ConfigFile, ContainerNode, List } from '../../graph/graph.ts'
import { defineRule, judge, type Claim, type RuleOptions, type Verdict } from '../../rule.ts'
import { holdsCanary, holdsSecret, MASK, optionsOf, pairOf, textsOf, type Pair } from '../../nodes/secrets.ts'
import { administration, devSecOps, dockerSheet, hygiene } from '../../sources.ts'
import { isUnknown, truth, valueOr, type Truth, type Val } from '../../value.ts'

const WANT = { fr: 'aucun secret en clair', en: 'no secret in clear' }

/** A value that Terraform hides on screen stands in clear in the plan file and in the state. */
const inClear = (leaf: Val<unknown>): Truth | undefined =>
  isUnknown(leaf) ? (leaf.why === 'sensitive' ? truth(false) : leaf) : undefined

const ofPair = (origin: string, pair: Pair, canaries: readonly string[]): Claim => ({
  holds: truth(!holdsSecret(pair) && !holdsCanary(`${pair.key}=${pair.value}`, canaries)),
  seen: `${origin} ${holdsCanary(pair.key, canaries) ? MASK : pair.key}=${MASK}`,
  want: WANT,
})

const ofLines = (lines: List, origin: string, canaries: readonly string[]): Claim[] =>
  lines.map((line) => {
    const unread = inClear(line)
    return unread
      ? { holds: unread, seen: `${origin} ${MASK}`, want: WANT }
      : ofPair(origin, pairOf(valueOr(line, '')), canaries)
  })

function ofWords(words: List, origin: string, canaries: readonly string[]): Claim[] {
  const unread = words.flatMap((word): Claim[] => {
    const holds = inClear(word)
    return holds ? [{ holds, seen: `${origin} ${MASK}`, want: WANT }] : []
  })
  const anywhere = {
    holds: truth(
      !textsOf(words).some((text) => holdsCanary(text, canaries) || holdsSecret({ key: '', value: text })),
    ),
    seen: `${origin} ${MASK}`,
    want: WANT,
  }
  return [...unread, anywhere, ...optionsOf(words).map((pair) => ofPair(origin, pair, canaries))]
}

function claims(node: ContainerNode, canaries: readonly string[]): Claim[] {
  const labels = node.labels.flatMap(({ key, value }) => {
    const unread = inClear(key) ?? inClear(value)
    return unread
      ? [{ holds: unread, seen: `label ${MASK}`, want: WANT }]
      : [ofPair('label', { key: valueOr(key, ''), value: valueOr(value, '') }, canaries)]
  })
  const uploads = node.uploads.map(({ file, content }) => ({
    holds:
      inClear(content) ??
      truth(
        !holdsSecret({ key: valueOr(file, ''), value: valueOr(content, '') }) &&
          !holdsCanary(valueOr(content, ''), canaries),
      ),
    seen: `upload ${valueOr(file, '?')}`,
    want: WANT,
  }))
  const words = [
    ...ofWords(node.command, 'command', canaries),
    ...ofWords(node.entrypoint, 'entrypoint', canaries),
    ...ofWords(node.healthcheck, 'healthcheck', canaries),
  ]
  return relevant([...ofLines(node.env, 'env', canaries), ...labels, ...uploads, ...words], node)
}

/** On a pass, a count says it all. */
const relevant = (all: Claim[], { env, labels }: ContainerNode): Claim[] =>
  all.every(({ holds }) => valueOr(holds, false))
    ? [{ holds: truth(true), seen: `${env.length} variables, ${labels.length} labels`, want: WANT }]
    : all

const ofFile = ({ role, name, text }: ConfigFile, { canaries = [] }: RuleOptions): Verdict =>
  judge({ address: `config/${role}/${name}` }, [
    {
      holds: truth(
        !holdsCanary(text, canaries) && !/-----BEGIN [A-Z ]*PRIVATE KEY|AGE-SECRET-KEY-1/.test(text),
      ),
      seen: `${text.split('\n').length} lines`,
      want: WANT,
    },
  ])

export default defineRule({
  id: 'ADM-12',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: { fr: 'Aucun secret en clair dans la description', en: 'No secret in clear in the description' },
  sources: [hygiene(11), administration('R35'), dockerSheet('R15'), devSecOps('')],
  why: {
    fr: "L'environnement, les labels et la commande se lisent dans le plan, dans l'état et par docker inspect.",
    en: 'Environment, labels and command are read in the plan, in the state and by docker inspect.',
  },
  fix: {
    fr: 'Livrer le secret par fichier dans un volume que seul son lecteur monte.',
    en: 'Deliver the secret as a file in a volume that only its reader mounts.',
  },
  waivable: false,
  deciding: ['env', 'labels', 'command', 'entrypoint', 'healthcheck.test', 'upload.content'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph, options }) => [
    ...graph.containers.map((node) => judge(node, claims(node, options.canaries ?? []))),
    ...graph.configFiles.map((file) => ofFile(file, options)),
  ],
  examples: {
    pass: {
      'paths and revisions': () =>
        only(
          aContainer({
            env: ['SOCLE_SECRETS=/run/secrets/0a1b2c3d4e5f', 'PGPASSFILE=/run/secrets/1/pgpass'],
          }),
        ),
    },
    fail: {
      'a password by its name': () => only(aContainer({ env: ['DB_PASSWORD=correct-horse'] })),
      'a value drawn at random': () => only(aContainer({ env: ['SETTING=Zk3vQ9xT1mB7rW5yN8pL2cD6'] })),
      'in a label': () => only(aContainer({ labels: { token: 'aGVsbG8gd29ybGQ' } })),
      'a value that must appear nowhere': () => ({
        ...only(aContainer({ command: ['run', 'blue-canary'] })),
        options: { canaries: ['blue-canary'] },
      }),
    },
    unknown: { 'a variable': () => only(aContainer({ env: ['DB_PASSWORD=${var.password}'] })) },
  },
})
