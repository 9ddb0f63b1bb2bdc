import { defineControl } from '../../control.ts'
import { administration, logging } from '../../sources.ts'

export default defineControl({
  id: 'LOG-02',
  severity: 'major',
  awaits: 'logs',
  title: {
    fr: "Journaux transportés en TCP et TLS, au fil de l'eau, vers un collecteur dans sa propre zone",
    en: 'Logs travel over TCP and TLS, as they come, to a collector in a zone of its own',
  },
  sources: [
    logging('R14'),
    logging('R16'),
    logging('R17'),
    logging('R20'),
    logging('R20-'),
    administration('R46'),
  ],
  why: {
    fr: 'Un journal qui se perd, se lit ou se change en route ne prouve plus rien.',
    en: 'A log that is lost, read or changed on its way proves nothing any more.',
  },
  document: {
    fr: 'la configuration du transport des journaux et la place du collecteur sur le réseau',
    en: 'the configuration of log transport and the place of the collector on the network',
  },
})
