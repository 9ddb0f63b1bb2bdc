import { defineControl } from '../../control.ts'
import { hygiene, recyf } from '../../sources.ts'

export default defineControl({
  id: 'ADM-08',
  severity: 'major',
  title: {
    fr: "Inventaire des comptes à privilèges, revu depuis moins d'un an",
    en: 'Inventory of privileged accounts, reviewed less than a year ago',
  },
  sources: [hygiene(5), recyf('10.A.6'), recyf('11.A.6')],
  why: {
    fr: "Un compte à privilèges que personne ne sait vivant reste ouvert à qui l'a quitté.",
    en: 'A privileged account that nobody knows to be alive stays open to whoever left it.',
  },
  document: {
    fr: "l'inventaire daté des comptes à privilèges (hôtes, bases, application, sauvegarde, passerelle) et sa revue",
    en: 'the dated inventory of privileged accounts (hosts, databases, application, backups, gateway) and its review',
  },
})
