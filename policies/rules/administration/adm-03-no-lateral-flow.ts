import { defineControl } from '../../control.ts'
import { administration } from '../../sources.ts'

export default defineControl({
  id: 'ADM-03',
  severity: 'major',
  awaits: 'host-firewall',
  title: {
    fr: "Aucun flux de serveur à serveur dans le réseau d'administration",
    en: 'No flow from server to server in the administration network',
  },
  sources: [administration('R20')],
  why: {
    fr: "Le réseau d'administration joint tous les serveurs : sans filtrage, qui en tient un tient les autres.",
    en: 'The administration network joins all servers: without filtering, whoever holds one holds the others.',
  },
  document: {
    fr: "la matrice des flux du réseau d'administration et le filtrage des serveurs entre eux",
    en: 'the flow matrix of the administration network and the filtering between servers',
  },
})
