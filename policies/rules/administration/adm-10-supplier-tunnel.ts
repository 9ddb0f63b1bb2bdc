import { defineControl } from '../../control.ts'
import { administration } from '../../sources.ts'

export default defineControl({
  id: 'ADM-10',
  severity: 'major',
  awaits: 'access',
  title: {
    fr: 'Tunnel des prestataires en IPsec ou TLS ≥ 1.2, second facteur, session enregistrée',
    en: 'Tunnel of suppliers in IPsec or TLS ≥ 1.2, a second factor, the session recorded',
  },
  sources: ['R63', 'R63-', 'R67', 'R68', 'R69'].map(administration),
  why: {
    fr: 'Sans trace de la session, personne ne sait ce que le prestataire, ou son voleur de compte, a fait.',
    en: 'Without a trace of the session, nobody knows what the supplier, or the thief of its account, did.',
  },
  document: {
    fr: "la configuration de l'accès distant des prestataires et un exemple de session enregistrée",
    en: 'the configuration of the remote access of suppliers and an example of a recorded session',
  },
})
