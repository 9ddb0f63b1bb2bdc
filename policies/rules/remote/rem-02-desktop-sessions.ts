import { defineControl } from '../../control.ts'
import { administration, authentication, hygiene, project } from '../../sources.ts'

export default defineControl({
  id: 'REM-02',
  severity: 'major',
  awaits: 'remote-desktop',
  title: {
    fr: 'Bureau à distance en TLS et NLA, sessions bornées, presse-papiers et disques réglés',
    en: 'Remote desktop over TLS and NLA, sessions bounded, clipboard and drives set',
  },
  sources: [hygiene(21), administration('R24'), authentication('R12'), project('redirections')],
  why: {
    fr: 'Une session oubliée ou un disque partagé fait passer les fichiers, et les virus, dans les deux sens.',
    en: 'A forgotten session or a shared drive lets files, and viruses, through in both directions.',
  },
  document: {
    fr: "la stratégie de l'hôte de sessions : couche de sécurité, NLA, durées, redirections",
    en: 'the policy of the session host: security layer, NLA, durations, redirections',
  },
})
