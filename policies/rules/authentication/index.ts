import type { Rule } from '../../rule.ts'
import multifactor from './aut-01-multifactor.ts'
import passwords from './aut-02-passwords.ts'
import passwordHashing from './aut-03-password-hashing.ts'
import attemptsAndSessions from './aut-04-attempts-and-sessions.ts'
import noDirectoryFromDmz from './aut-05-no-directory-from-dmz.ts'

export const AUTHENTICATION: readonly Rule[] = [
  multifactor,
  passwords,
  passwordHashing,
  attemptsAndSessions,
  noDirectoryFromDmz,
]
