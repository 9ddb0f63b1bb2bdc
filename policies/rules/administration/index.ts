import type { Rule } from '../../rule.ts'
import noDefaultCredential from './adm-11-no-default-credential.ts'
import noLiteralSecret from './adm-12-no-literal-secret.ts'

export const ADMINISTRATION: readonly Rule[] = [noDefaultCredential, noLiteralSecret]
