import { defineControl } from '../../control.ts'
import { project } from '../../sources.ts'

export default defineControl({
  id: 'MCS-03',
  severity: 'major',
  title: {
    fr: 'Fin de maintenance connue de ce que Socle ne construit pas',
    en: 'Known end of support of what Socle does not build',
  },
  sources: [project('MCS-01')],
  why: {
    fr: 'Les images du client, le système du serveur, les postes et les logiciels de facturation vieillissent hors de la vue de Socle.',
    en: "The client's images, the system of the server, the workstations and the billing software age out of the sight of Socle.",
  },
  document: {
    fr: 'inventaire daté des images, systèmes et logiciels du site, chacun avec sa date de fin de maintenance',
    en: 'dated inventory of the images, systems and software of the site, each with its end of support',
  },
})
