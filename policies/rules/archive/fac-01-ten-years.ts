import { defineControl } from '../../control.ts'
import { commercialCode, taxProcedures } from '../../sources.ts'

export default defineControl({
  id: 'FAC-01',
  severity: 'blocking',
  awaits: 'archive',
  title: {
    fr: "Factures gardées dix ans après la clôture, sous verrou, dans leur format électronique d'origine",
    en: 'Invoices kept ten years after closing, locked, in their original electronic format',
  },
  sources: [
    commercialCode('L123-22', 'S'),
    taxProcedures('L102 B I', 'T'),
    taxProcedures('L102 B I bis', 'T'),
  ],
  why: {
    fr: "Une facture perdue ou réimprimée n'est plus une pièce : ni pour le fisc, ni devant un juge.",
    en: 'An invoice that is lost or printed again is evidence no more: neither for taxes nor before a judge.',
  },
  document: {
    fr: "le contrat ou la procédure d'archivage : durée depuis la clôture, verrou, formats gardés",
    en: 'the contract or procedure of archiving: duration since closing, lock, formats that are kept',
  },
})
