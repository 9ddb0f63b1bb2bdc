import type { Rule } from '../../rule.ts'
import distinctZones from './net-01-distinct-zones.ts'
import declaredConduits from './net-02-declared-conduits.ts'
import noAny from './net-03-no-any.ts'
import onlyDmzPublishes from './net-04-only-dmz-publishes.ts'
import fromDmz from './net-05-from-dmz.ts'
import databaseReach from './net-06-database-reach.ts'
import portsForWorkstations from './net-07-ports-for-workstations.ts'
import guestsApart from './net-08-guests-apart.ts'
import staffWifi from './net-09-staff-wifi.ts'
import betweenWorkstations from './net-10-between-workstations.ts'
import twoFirewalls from './net-11-two-firewalls.ts'
import silentDrops from './net-12-silent-drops.ts'
import signedFlowMatrix from './net-13-signed-flow-matrix.ts'
import networkDiagram from './net-14-network-diagram.ts'

export const NETWORK: readonly Rule[] = [
  distinctZones,
  declaredConduits,
  noAny,
  onlyDmzPublishes,
  fromDmz,
  databaseReach,
  portsForWorkstations,
  guestsApart,
  staffWifi,
  betweenWorkstations,
  twoFirewalls,
  silentDrops,
  signedFlowMatrix,
  networkDiagram,
]
