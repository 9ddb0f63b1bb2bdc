import { defineControl } from '../../control.ts'
import { administration, authentication, hygiene } from '../../sources.ts'

export default defineControl({
  id: 'ADM-06',
  severity: 'blocking',
  awaits: 'identity',
  title: {
    fr: 'Second facteur pour le bastion, le VPN, les hôtes et la console de sauvegarde',
    en: 'A second factor for the bastion, the VPN, the hosts and the backup console',
  },
  sources: [administration('R36'), hygiene(13), authentication('R1')],
  why: {
    fr: "Un mot de passe d'administrateur se devine, se réutilise et se vole ; il ne doit pas suffire.",
    en: "An administrator's password is guessed, reused and stolen; it must not be enough.",
  },
  document: {
    fr: "la configuration du second facteur de chaque accès d'administration, avec la liste des comptes",
    en: 'the configuration of the second factor of each administration access, with the list of accounts',
  },
})
