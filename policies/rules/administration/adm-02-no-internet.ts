import { defineControl } from '../../control.ts'
import { administration, hygiene } from '../../sources.ts'

export default defineControl({
  id: 'ADM-02',
  severity: 'blocking',
  awaits: 'host-firewall',
  title: {
    fr: "La zone d'administration n'a aucune sortie vers Internet, hors relais de mises à jour",
    en: 'The administration zone has no way out to the Internet, except the relay of updates',
  },
  sources: [hygiene(27), administration('R10'), administration('R43')],
  why: {
    fr: "Un poste d'administration qui navigue finit par ouvrir la pièce jointe qui prend tout le site.",
    en: 'An administration workstation that browses ends up opening the attachment that takes the whole site.',
  },
  document: {
    fr: "les règles de la passerelle pour le réseau d'administration : routes, translation, mandataire",
    en: 'the rules of the gateway for the administration network: routes, translation, proxy',
  },
})
