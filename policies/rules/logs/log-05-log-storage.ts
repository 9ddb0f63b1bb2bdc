import { defineControl } from '../../control.ts'
import { logging } from '../../sources.ts'

export default defineControl({
  id: 'LOG-05',
  severity: 'minor',
  awaits: 'logs',
  title: {
    fr: 'Journaux sur leur partition, disque surveillé, écriture et suppression réservées',
    en: 'Logs on a partition of their own, disk watched, writing and deletion restricted',
  },
  sources: [logging('R21'), logging('R22'), logging('R26'), logging('R26+'), logging('R27')],
  why: {
    fr: "Un disque plein arrête le service, et un journal que chacun peut effacer n'accuse personne.",
    en: 'A full disk stops the service, and a log that anybody can erase accuses nobody.',
  },
  document: {
    fr: "la configuration du collecteur : partition, seuil d'alerte, droits sur les fichiers",
    en: 'the configuration of the collector: partition, alert threshold, rights on the files',
  },
})
