import { defineControl } from '../../control.ts'
import { backupSection, taxProcedures, vatLaw } from '../../sources.ts'

export default defineControl({
  id: 'FAC-03',
  severity: 'major',
  awaits: 'archive',
  title: {
    fr: "Intégrité de l'archive prouvée : empreintes ou cachet, journal, vérification régulière, hors des sauvegardes",
    en: 'Integrity of the archive proven: hashes or seal, log, regular verification, apart from backups',
  },
  sources: [taxProcedures('L102 B I bis', 'T'), vatLaw('289 VII', 'S'), backupSection('§2')],
  why: {
    fr: "Une archive que personne ne vérifie n'atteste rien ; une sauvegarde se remplace et n'en est pas une.",
    en: 'An archive that nobody verifies attests nothing; a backup gets replaced and is none.',
  },
  document: {
    fr: "le dernier rapport de vérification de l'archive et la description de la piste d'audit fiable",
    en: 'the last verification report of the archive and the description of the reliable audit trail',
  },
})
