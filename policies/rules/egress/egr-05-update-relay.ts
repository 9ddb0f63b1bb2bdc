import { defineControl } from '../../control.ts'
import { administration, monServiceSecurise, recyf } from '../../sources.ts'

export default defineControl({
  id: 'EGR-05',
  severity: 'major',
  awaits: 'egress',
  title: {
    fr: 'Les mises à jour passent par un relais et une liste de sources officielles',
    en: 'Updates come through a relay and a list of official sources',
  },
  sources: [administration('R43'), recyf('5.B.8'), monServiceSecurise('MCO_MCS.7')],
  why: {
    fr: "Une machine qui se met à jour d'où elle veut installe ce qu'on veut.",
    en: 'A machine that updates from where it likes installs what others like.',
  },
  document: {
    fr: 'la configuration du relais de mises à jour, avec sa liste de sources',
    en: 'the configuration of the update relay, with its list of sources',
  },
})
