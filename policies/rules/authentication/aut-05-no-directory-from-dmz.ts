import { defineControl } from '../../control.ts'
import { interconnection } from '../../sources.ts'

export default defineControl({
  id: 'AUT-05',
  severity: 'major',
  awaits: 'identity',
  title: {
    fr: "Aucun composant de la dmz ne se lie directement à l'annuaire interne",
    en: 'No component of the dmz binds directly to the internal directory',
  },
  sources: [interconnection('R10')],
  why: {
    fr: "Le premier composant pris livrerait l'annuaire, et avec lui tous les comptes.",
    en: 'The first component that is taken would give the directory, and with it all accounts.',
  },
  document: {
    fr: "le schéma de l'authentification : qui interroge l'annuaire, depuis quelle zone, par quel relais",
    en: 'the diagram of authentication: who asks the directory, from which zone, through which relay',
  },
})
