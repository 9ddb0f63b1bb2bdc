import { defineControl } from '../../control.ts'
import { backupInferred, backupSection, monServiceSecurise } from '../../sources.ts'

export default defineControl({
  id: 'BCK-04',
  severity: 'major',
  awaits: 'backup',
  title: {
    fr: "La copie distante est chiffrée avant de partir, gardée dans l'UE, ses clés hors ligne ailleurs",
    en: 'The remote copy is encrypted before it leaves, kept in the EU, its keys offline elsewhere',
  },
  sources: [backupSection('§3.5'), backupInferred('R30'), monServiceSecurise('ECOSYSTEME.3')],
  why: {
    fr: "Qui garde la copie n'a pas à la lire ; qui perd la clé ne la lit plus.",
    en: 'Whoever keeps the copy need not read it; whoever loses the key reads it no more.',
  },
  document: {
    fr: 'le contrat ou la configuration de la copie distante : chiffrement, lieu, garde des clés',
    en: 'the contract or the configuration of the remote copy: encryption, place, custody of the keys',
  },
})
