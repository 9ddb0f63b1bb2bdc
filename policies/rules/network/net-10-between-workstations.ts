import { defineControl } from '../../control.ts'
import { hygiene } from '../../sources.ts'

export default defineControl({
  id: 'NET-10',
  severity: 'minor',
  title: {
    fr: "D'un poste à l'autre, 135, 445, 3389 et 22 sont bloqués et les rejets journalisés",
    en: 'Between workstations, 135, 445, 3389 and 22 are blocked and drops are logged',
  },
  sources: [hygiene(17)],
  why: {
    fr: "Un rançongiciel passe d'un poste à l'autre par le partage de fichiers et le bureau à distance.",
    en: 'Ransomware goes from one workstation to the next over file sharing and remote desktop.',
  },
  document: {
    fr: 'la stratégie du pare-feu local des postes (export de la GPO ou de la console)',
    en: 'the policy of the local firewall of workstations (export of the GPO or of the console)',
  },
})
