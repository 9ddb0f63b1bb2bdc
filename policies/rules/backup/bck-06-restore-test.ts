import { defineControl } from '../../control.ts'
import { backupGuide, hygiene, project, recyf } from '../../sources.ts'

export default defineControl({
  id: 'BCK-06',
  severity: 'blocking',
  awaits: 'backup',
  title: {
    fr: "Dernière restauration d'essai réussie depuis moins de 30 jours, dans la DMIA promise",
    en: 'Last restore test passed less than 30 days ago, within the RTO that was promised',
  },
  sources: [backupGuide('R22'), backupGuide('R23'), hygiene(37), recyf('13.2'), project('30 days')],
  why: {
    fr: "Une sauvegarde que personne n'a restaurée est un espoir, pas une copie.",
    en: 'A backup that nobody restored is a hope, not a copy.',
  },
  document: {
    fr: 'le compte rendu du dernier essai : date, durée, contrôles, ordre de restauration',
    en: 'the report of the last test: date, duration, checks, order of restoration',
  },
})
