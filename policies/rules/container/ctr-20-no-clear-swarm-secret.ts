import { fromSynth } from '../../graph/synth.ts'
import type { SecretNode } from '../../graph/graph.ts'
import { defineRule, judge, type Given, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'
import { not, valueOr } from '../../value.ts'

const SEEN = {
  yes: { fr: 'contenu en clair', en: 'content in clear' },
  no: { fr: 'contenu hors de la description', en: 'content kept out of the description' },
  unread: { fr: 'contenu illisible ici', en: 'content that cannot be read here' },
}

/** A configuration is not made to hold a secret, and nothing here can tell whether this one does. */
function verdict(node: SecretNode): Verdict {
  const inClear = valueOr(node.inClear, undefined)
  const found = judge(node, [
    {
      holds: not(node.inClear),
      seen: SEEN[inClear === undefined ? 'unread' : inClear ? 'yes' : 'no'],
      want: {
        fr: 'aucun secret dans ce que Terraform lit, planifie et retient',
        en: 'no secret in what Terraform reads, plans and remembers',
      },
    },
  ])
  return node.type === 'docker_config' ? { ...found, severity: 'minor' } : found
}

const described = (type: SecretNode['type'], data?: string): ReturnType<Given> => {
  const json = { resource: { [type]: { billing: { name: 'demo-billing', data } } } }
  return { level: 'synth', graph: fromSynth([{ name: 'site', json }]) }
}

const encoded = Buffer.from('correct horse').toString('base64')

export default defineRule({
  id: 'CTR-20',
  severity: 'blocking',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Aucun secret Swarm en clair dans la description (règle du projet)',
    en: 'No Swarm secret in clear in the description (project rule)',
  },
  sources: [project('docker_secret, docker_config')],
  why: {
    fr: "Le contenu d'un docker_secret géré par Terraform se lit dans le plan et dans l'état, en base64 : un codage, pas un chiffrement.",
    en: 'The content of a docker_secret that Terraform manages is read in the plan and in the state, in base64: an encoding, no encryption.',
  },
  fix: {
    fr: 'Créer le secret hors de Terraform (docker secret create), ou le livrer par fichier dans un volume.',
    en: 'Create the secret outside Terraform (docker secret create), or deliver it as a file in a volume.',
  },
  waivable: false,
  deciding: ['docker_secret.data', 'docker_config.data'],
  nothing: { fr: 'aucun docker_secret ni docker_config', en: 'no docker_secret and no docker_config' },
  check: ({ graph }) => graph.secrets.map(verdict),
  examples: {
    pass: { 'a secret made elsewhere': () => described('docker_secret') },
    fail: {
      'a secret': () => described('docker_secret', encoded),
      'a configuration, with less weight': () => described('docker_config', encoded),
    },
    unknown: { 'a variable': () => described('docker_secret', '${var.secret}') },
  },
})
