import { defineControl } from '../../control.ts'
import { cnilDeliberation, hygiene, logging, recyf } from '../../sources.ts'

export default defineControl({
  id: 'LOG-03',
  severity: 'major',
  awaits: 'logs',
  title: {
    fr: "Journaux gardés douze mois, puis supprimés d'eux-mêmes",
    en: 'Logs kept for twelve months, then deleted by themselves',
  },
  sources: [logging('R25'), hygiene(36), cnilDeliberation('2021-122'), recyf('20.5')],
  why: {
    fr: "Trop court, l'enquête n'a rien ; trop long, ce sont des données personnelles sans motif.",
    en: 'Too short, and an inquiry finds nothing; too long, and it is personal data without a reason.',
  },
  document: {
    fr: "le réglage de conservation et de suppression, et le motif s'il dépasse douze mois",
    en: 'the setting of retention and deletion, and the reason if it exceeds twelve months',
  },
})
