import { defineControl } from '../../control.ts'
import { authentication } from '../../sources.ts'

export default defineControl({
  id: 'AUT-03',
  severity: 'major',
  awaits: 'identity',
  title: {
    fr: "Mots de passe conservés par Argon2 ou scrypt, sel d'au moins 128 bits",
    en: 'Passwords kept by Argon2 or scrypt, a salt of at least 128 bits',
  },
  sources: [authentication('R28'), authentication('R29')],
  why: {
    fr: 'Une base volée livre sinon, sans effort, les mots de passe de tous ceux qui en ont choisi un simple.',
    en: 'Otherwise a stolen database gives, without effort, the passwords of all who chose a simple one.',
  },
  document: {
    fr: "le réglage du hachage des mots de passe (fonction, coût, sel) de l'application et de l'annuaire",
    en: 'the setting of password hashing (function, cost, salt) of the application and of the directory',
  },
})
