import { defineControl } from '../../control.ts'
import { backupGuide, backupInferred } from '../../sources.ts'

export default defineControl({
  id: 'BCK-07',
  severity: 'major',
  awaits: 'backup',
  title: {
    fr: "Les sauvegardes sont journalisées, leurs anomalies alertées, leur isolement d'urgence prêt",
    en: 'Backups are logged, their anomalies raise alerts, their emergency isolation is ready',
  },
  sources: [backupInferred('R10'), backupInferred('R21'), backupGuide('R24')],
  why: {
    fr: 'Une sauvegarde qui a cessé ne se remarque que le jour où il la faut.',
    en: 'A backup that stopped is only noticed on the day when it is needed.',
  },
  document: {
    fr: "la procédure d'isolement d'urgence, et un exemple d'alerte reçue",
    en: 'the procedure of emergency isolation, and an example of an alert that was received',
  },
})
