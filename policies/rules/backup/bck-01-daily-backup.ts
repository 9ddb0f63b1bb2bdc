import { defineControl } from '../../control.ts'
import { backupSection, hygiene, monServiceSecurise } from '../../sources.ts'

export default defineControl({
  id: 'BCK-01',
  severity: 'blocking',
  awaits: 'backup',
  title: {
    fr: 'Tout ce qui porte des données est sauvegardé chaque jour, dans la PDMA promise',
    en: 'Everything that holds data is backed up daily, within the RPO that was promised',
  },
  sources: [
    hygiene(37),
    backupSection('§2'),
    monServiceSecurise('CONTINU.1'),
    monServiceSecurise('CONTINU.3'),
  ],
  why: {
    fr: "Ce qui n'est pas sauvegardé est perdu au premier disque, à la première erreur, au premier rançongiciel.",
    en: 'What is not backed up is lost with the first disk, the first mistake, the first ransomware.',
  },
  document: {
    fr: 'le rapport des sauvegardes des 30 derniers jours : bases, factures, configuration, secrets',
    en: 'the report of the backups of the last 30 days: databases, invoices, configuration, secrets',
  },
})
