import { defineControl } from '../../control.ts'
import { hygiene, monServiceSecurise } from '../../sources.ts'

export default defineControl({
  id: 'MCS-02',
  severity: 'major',
  title: {
    fr: 'Disques chiffrés : portables, bases de données, sauvegardes',
    en: 'Encrypted disks: laptops, databases, backups',
  },
  sources: [hygiene(31), monServiceSecurise('DONNEES.1')],
  why: {
    fr: 'Un portable volé, un disque rendu au fournisseur ou une sauvegarde égarée se lisent sans mot de passe.',
    en: 'A stolen laptop, a disk returned to its maker or a lost backup is read without a password.',
  },
  document: {
    fr: 'attestation datée du chiffrement des disques (portables, serveur, supports de sauvegarde) et lieu de garde des clés',
    en: 'dated statement of the encryption of disks (laptops, server, backup media) and where the keys are kept',
  },
})
