import type { Rule } from '../../rule.ts'
import noAdministrationPort from './adm-01-no-administration-port.ts'
import noInternet from './adm-02-no-internet.ts'
import noLateralFlow from './adm-03-no-lateral-flow.ts'
import noForwarding from './adm-04-no-forwarding.ts'
import nothingInClear from './adm-05-nothing-in-clear.ts'
import secondFactor from './adm-06-second-factor.ts'
import namedAdministrators from './adm-07-named-administrators.ts'
import privilegedAccounts from './adm-08-privileged-accounts.ts'
import supplierAccess from './adm-09-supplier-access.ts'
import supplierTunnel from './adm-10-supplier-tunnel.ts'
import noDefaultCredential from './adm-11-no-default-credential.ts'
import noLiteralSecret from './adm-12-no-literal-secret.ts'

export const ADMINISTRATION: readonly Rule[] = [
  noAdministrationPort,
  noInternet,
  noLateralFlow,
  noForwarding,
  nothingInClear,
  secondFactor,
  namedAdministrators,
  privilegedAccounts,
  supplierAccess,
  supplierTunnel,
  noDefaultCredential,
  noLiteralSecret,
]
