import { defineControl } from '../../control.ts'
import { authentication, hygiene } from '../../sources.ts'

export default defineControl({
  id: 'AUT-04',
  severity: 'major',
  awaits: 'identity',
  title: {
    fr: 'Essais limités dans le temps, sessions bornées',
    en: 'Attempts limited in time, sessions bounded',
  },
  sources: [authentication('R10'), authentication('R12'), hygiene(10)],
  why: {
    fr: 'Sans limite, un mot de passe finit par se trouver ; une session sans fin attend le premier venu.',
    en: 'Without a limit a password is found in the end; a session without end waits for the first comer.',
  },
  document: {
    fr: "le réglage des essais et des sessions (application, annuaire), et l'essai qui montre le blocage",
    en: 'the setting of attempts and sessions (application, directory), and the trial that shows the block',
  },
})
