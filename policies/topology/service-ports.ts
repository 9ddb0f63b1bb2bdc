import type { Text } from '../../modules/site/text.ts'
import type { ContainerNode, Port } from '../graph/graph.ts'
import { portText } from './publication.ts'
import type { Claim } from '../rule.ts'
import { all, equals, isUnknown, map, test, truth, unknown, valueOr } from '../value.ts'

/** What listens on a port by custom: the reason why it is named. */
export type Services = ReadonlyMap<number, string>

/** Doors of those who administer: machines, engines, databases. */
export const ADMINISTRATION: Services = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [135, 'RPC'],
  [139, 'NetBIOS'],
  [445, 'SMB'],
  [623, 'IPMI'],
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2375, 'Docker API'],
  [2376, 'Docker API'],
  [2377, 'Docker Swarm'],
  [2379, 'etcd'],
  [2380, 'etcd'],
  [3306, 'MySQL'],
  [3389, 'RDP'],
  [5432, 'PostgreSQL'],
  [5900, 'VNC'],
  [5901, 'VNC'],
  [5985, 'WinRM'],
  [5986, 'WinRM'],
  [6379, 'Redis'],
  [6443, 'Kubernetes API'],
  [8006, 'Proxmox VE'],
  [9000, 'Portainer'],
  [9443, 'Portainer'],
  [10000, 'Webmin'],
  [27017, 'MongoDB'],
])

/** Protocols that show what they carry, passwords first. */
export const IN_CLEAR: Services = new Map([
  [21, 'FTP'],
  [23, 'Telnet'],
  [69, 'TFTP'],
  [161, 'SNMP'],
  [162, 'SNMP'],
  [512, 'rexec'],
  [513, 'rlogin'],
  [514, 'rsh'],
  [2375, 'Docker API'],
  [5800, 'VNC'],
  [5900, 'VNC'],
  [5901, 'VNC'],
  [5985, 'WinRM'],
  [9000, 'Portainer'],
])

/** Syslog has the number of rsh, over UDP. */
const isSyslog = (port: number, protocol: string): boolean => port === 514 && protocol === 'udp'

/** A port that bears one of these names, written beside it. */
export const serviceOn = (services: Services, port: number, protocol = 'tcp'): string | undefined =>
  isSyslog(port, protocol) ? undefined : services.get(port)

/** A high port outside is anybody's choice: it is what listens behind it that counts, where that is known. */
const telling = (external: number): number => (external < 1024 ? external : 0)

function ofPort(port: Port, services: Services, want: Text): Claim {
  const protocol = valueOr(port.protocol, 'tcp')
  const isOther = (number: number) => serviceOn(services, number, protocol) === undefined
  const shown = isUnknown(port.internal) ? port.external : map(port.external, telling)
  const names = [port.internal, shown].flatMap((leaf) =>
    isUnknown(leaf) ? [] : (serviceOn(services, leaf.value, protocol) ?? []),
  )
  const what = names[0] === undefined ? '' : ` (${names[0]})`
  return {
    holds: all([test(port.internal, isOther), test(shown, isOther)]),
    seen: `${portText(port)}${what}`,
    want,
  }
}

/** None of these services among what a container shows outside; what nobody wrote down is not known. */
export function withoutServices(node: ContainerNode, services: Services, want: Text): Claim[] {
  const { ports, publishAllPorts, networkMode } = node
  const unlisted = (name: string, isSafe: Claim['holds']): Claim[] =>
    isUnknown(isSafe) || isSafe.value ? [] : [{ holds: unknown('not-collected', name), seen: name, want }]
  const doubts = [publishAllPorts, networkMode]
    .filter(isUnknown)
    .map((holds): Claim => ({ holds, seen: holds.about, want }))
  const none: Claim = { holds: truth(true), seen: { fr: 'aucun port publié', en: 'no published port' }, want }
  const claims = [
    ...ports.map((port) => ofPort(port, services, want)),
    ...unlisted('publish_all_ports=true', equals(publishAllPorts, false)),
    ...unlisted(
      'network_mode=host',
      test(networkMode, (mode) => mode !== 'host'),
    ),
    ...doubts,
  ]
  return claims.length > 0 ? claims : [none]
}
