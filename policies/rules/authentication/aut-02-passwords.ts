import { defineControl } from '../../control.ts'
import { authentication, hygiene } from '../../sources.ts'

export default defineControl({
  id: 'AUT-02',
  severity: 'major',
  awaits: 'identity',
  title: {
    fr: 'Mots de passe : 12 caractères, 15 à privilèges, sans maximum bas ; renouvelés de 1 à 3 ans à privilèges seulement',
    en: 'Passwords: 12 characters, 15 with privileges, no low maximum; renewed every 1 to 3 years with privileges only',
  },
  sources: [...['R21', 'R22', 'R24', 'R25'].map(authentication), hygiene(10)],
  why: {
    fr: 'Un mot de passe court se trouve ; un mot de passe que l’on change sans cesse se note et se devine.',
    en: 'A short password is found; one that is changed all the time is written down and guessed.',
  },
  document: {
    fr: 'la politique de mots de passe et le réglage qui l’applique (application, annuaire)',
    en: 'the password policy and the setting that enforces it (application, directory)',
  },
})
