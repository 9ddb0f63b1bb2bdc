import { defineControl } from '../../control.ts'
import { hygiene, recyf } from '../../sources.ts'

export default defineControl({
  id: 'NET-14',
  severity: 'minor',
  awaits: 'diagram',
  title: {
    fr: 'Le schéma du réseau est celui du site tel qu’il est décrit',
    en: 'The network diagram is that of the site as described',
  },
  sources: [hygiene(4), recyf('5.A.1')],
  why: {
    fr: "Un schéma périmé égare le jour de l'incident.",
    en: 'An outdated diagram misleads on the day of the incident.',
  },
  document: {
    fr: 'le schéma du réseau à jour : zones IP, filtrages, interconnexions, serveurs sensibles',
    en: 'the network diagram, up to date: IP zones, filters, interconnections, sensitive servers',
  },
})
