import { defineControl } from '../../control.ts'
import { hygiene, logging } from '../../sources.ts'

export default defineControl({
  id: 'LOG-04',
  severity: 'major',
  awaits: 'logs',
  title: {
    fr: 'Toutes les horloges suivent au moins deux sources internes cohérentes, au même décalage UTC',
    en: 'All clocks follow two coherent internal sources at least, with one UTC offset',
  },
  sources: [logging('R3'), logging('R4'), logging('R5'), hygiene(36)],
  why: {
    fr: 'Des journaux à des heures différentes ne se recoupent pas.',
    en: 'Logs at different times cannot be put side by side.',
  },
  document: {
    fr: "la configuration NTP des hôtes et l'état de synchronisation relevé",
    en: 'the NTP configuration of the hosts and the state of synchronisation as read',
  },
})
