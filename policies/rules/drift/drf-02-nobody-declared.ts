import { graphOf, running } from '../../examples/site.ts'
import { resourcesOf } from '../../graph/graph.ts'
import { defineRule, type Verdict } from '../../rule.ts'
import { project } from '../../sources.ts'

/** Subjects of live objects that have no Terraform address. */
const isStray = (address: string): boolean => /^docker_(container|network|volume)\//.test(address)

export default defineRule({
  id: 'DRF-02',
  severity: 'major',
  levels: ['live'],
  kind: 'automated',
  title: {
    fr: 'Rien sur le site que personne n’ait déclaré',
    en: 'Nothing on the site that nobody declared',
  },
  sources: [project('drift')],
  why: {
    fr: 'Un conteneur fait à la main échappe aux limites, aux sauvegardes et aux mises à jour du site.',
    en: 'A container made by hand escapes the limits, the backups and the updates of the site.',
  },
  fix: {
    fr: "Chercher à qui il est (un volume peut tenir les données d'un autre site : ne jamais le retirer sans le savoir), puis le décrire dans site.yaml ou le renommer.",
    en: "Find whose it is (a volume may hold another site's data: never remove it without knowing), then describe it in site.yaml or rename it.",
  },
  waivable: true,
  deciding: ['Name', 'Config.Labels'],
  nothing: { fr: 'aucune déclaration à comparer', en: 'no declaration to compare with' },
  check: ({ graph, declared }) => {
    if (!declared) return []
    const wanted = new Set(resourcesOf(declared))
    const nodes = [...graph.containers, ...graph.networks, ...graph.volumes]
    return nodes.map(({ address }): Verdict => {
      const stray = isStray(address) || !wanted.has(address)
      return {
        subject: address,
        status: stray ? 'fail' : 'pass',
        seen: stray
          ? { fr: 'absent de la description', en: 'not in the description' }
          : { fr: 'déclaré', en: 'declared' },
        want: { fr: 'déclaré dans site.yaml', en: 'declared in site.yaml' },
      }
    })
  },
  examples: {
    pass: { 'what was declared': () => running() },
    fail: {
      'a container made by hand': () => {
        const { containers } = graphOf()
        return running(
          {},
          {
            containers: [
              ...containers,
              ...containers.slice(0, 1).map((node) => ({ ...node, address: 'docker_container/demo-tool' })),
            ],
          },
        )
      },
      'a network made by hand': () => {
        const { networks } = graphOf()
        return running(
          {},
          {
            networks: [
              ...networks,
              ...networks.slice(0, 1).map((node) => ({ ...node, address: 'docker_network/demo-extra' })),
            ],
          },
        )
      },
    },
    // An object is there or is not.
    unknown: {},
  },
})
