import type { Rule } from '../../rule.ts'
import noOpenDesktop from './rem-01-no-open-desktop.ts'
import desktopSessions from './rem-02-desktop-sessions.ts'
import userVpn from './rem-03-user-vpn.ts'
import partnerLinks from './rem-04-partner-links.ts'

export const REMOTE: readonly Rule[] = [noOpenDesktop, desktopSessions, userVpn, partnerLinks]
