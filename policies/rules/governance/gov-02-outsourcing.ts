import { defineControl } from '../../control.ts'
import { administration, hygiene, outsourcing, recyf } from '../../sources.ts'

export default defineControl({
  id: 'GOV-02',
  severity: 'major',
  title: {
    fr: "Contrat d'infogérance : PAS, réversibilité, PDMA et DMIA, GTI et GTR, propriété des sauvegardes",
    en: 'Outsourcing contract: security plan, reversibility, RPO and RTO, response and repair times, ownership of backups',
  },
  sources: [hygiene(3), outsourcing(''), administration('R59'), administration('R60'), recyf('3.B.1')],
  why: {
    fr: "Ce que le contrat ne dit pas n'est pas dû, et se découvre le jour de l'incident ou du départ.",
    en: 'What the contract does not say is not due, and is found out on the day of the incident or of the departure.',
  },
  document: {
    fr: "le contrat d'infogérance et son plan d'assurance sécurité (PAS)",
    en: 'the outsourcing contract and its security assurance plan (PAS)',
  },
})
