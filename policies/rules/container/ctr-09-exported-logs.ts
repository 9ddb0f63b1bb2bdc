import { defineControl } from '../../control.ts'
import { dockerSheet, logging } from '../../sources.ts'

export default defineControl({
  id: 'CTR-09',
  severity: 'major',
  awaits: 'logs',
  title: {
    fr: 'Journaux des conteneurs exportés vers la zone journaux',
    en: 'Logs of containers exported to the journaux zone',
  },
  sources: [dockerSheet('R16'), logging('R9')],
  why: {
    fr: "Un journal qui ne vit que sur l'hôte attaqué s'efface avec les traces.",
    en: 'A log that lives only on the host under attack is erased with the traces.',
  },
  document: {
    fr: "configuration de l'export des journaux des conteneurs et extrait daté du collecteur",
    en: 'configuration of the export of container logs, and a dated extract of the collector',
  },
})
