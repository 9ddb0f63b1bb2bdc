import { defineControl } from '../../control.ts'
import { authentication, cnilDeliberation, hygiene } from '../../sources.ts'

export default defineControl({
  id: 'AUT-01',
  severity: 'blocking',
  awaits: 'identity',
  title: {
    fr: 'Second facteur pour tout accès à la facturation depuis l’extérieur, jamais par SMS ni courriel',
    en: 'A second factor for any access to billing from outside, never by SMS or mail',
  },
  sources: [
    hygiene(13),
    hygiene(32),
    authentication('R1'),
    authentication('R8'),
    cnilDeliberation('2025-019'),
  ],
  why: {
    fr: 'Un mot de passe volé suffit sinon à émettre de fausses factures ou à changer un RIB.',
    en: 'Otherwise a stolen password is enough to issue false invoices or to change bank details.',
  },
  document: {
    fr: 'la configuration du second facteur (facteurs admis, accès concernés) et la liste des comptes inscrits',
    en: 'the configuration of the second factor (allowed factors, accesses concerned) and the list of enrolled accounts',
  },
})
