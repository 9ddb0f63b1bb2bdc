import { defineControl } from '../../control.ts'
import { administration, hygiene, logging } from '../../sources.ts'

export default defineControl({
  id: 'LOG-01',
  severity: 'blocking',
  awaits: 'logs',
  title: {
    fr: 'Chaque équipement et chaque service envoie ses journaux au collecteur',
    en: 'Every device and every service ships its logs to the collector',
  },
  sources: [
    logging('R2'),
    logging('R9'),
    logging('R12'),
    hygiene(36),
    administration('R31'),
    administration('R47'),
  ],
  why: {
    fr: "Un journal resté sur la machine prise est celui que l'intrus a effacé.",
    en: 'A log left on the machine that was taken is the one that the intruder erased.',
  },
  document: {
    fr: 'la liste de couverture du collecteur : pare-feux, proxy, VPN, annuaire, hôtes, application, sauvegarde',
    en: 'the coverage list of the collector: firewalls, proxy, VPN, directory, hosts, application, backup',
  },
})
