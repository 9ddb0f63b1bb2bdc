import { defineControl } from '../../control.ts'
import { hygiene, interconnection } from '../../sources.ts'

export default defineControl({
  id: 'NET-12',
  severity: 'minor',
  awaits: 'host-firewall',
  title: {
    fr: 'Le pare-feu externe rejette sans répondre, et journalise ses rejets',
    en: 'The external firewall drops without an answer, and logs its drops',
  },
  sources: [interconnection('R20'), hygiene(36)],
  why: {
    fr: 'Un refus poli renseigne celui qui cherche, et un refus sans trace ne renseigne que lui.',
    en: 'A polite refusal informs whoever probes, and one without a trace informs only him.',
  },
  document: {
    fr: 'la configuration du pare-feu externe (règle par défaut, journalisation des rejets)',
    en: 'the configuration of the external firewall (default rule, logging of drops)',
  },
})
