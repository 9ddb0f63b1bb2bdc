import { defineControl } from '../../control.ts'
import { backupSection, recyf } from '../../sources.ts'

export default defineControl({
  id: 'BCK-05',
  severity: 'major',
  awaits: 'backup',
  title: {
    fr: "Durées de conservation des sauvegardes déclarées, copies verrouillées jusqu'à leur terme",
    en: 'Retention of backups declared, copies locked until its end',
  },
  sources: [backupSection('§2'), backupSection('§3.5'), recyf('13.3')],
  why: {
    fr: "Une copie que l'on peut effacer l'est avant le chiffrement des données.",
    en: 'A copy that can be erased is erased before the data is encrypted.',
  },
  document: {
    fr: 'la politique de conservation (par exemple 15 jours, 12 mois, 5 ans) et le réglage du verrou',
    en: 'the retention policy (15 days, 12 months, 5 years for example) and the setting of the lock',
  },
})
