import { put } from '../change.ts'
import type { Kill } from '../mutation.ts'
import type { Json } from '../world.ts'
import { dynamic, gone, shown, unread, weak, wide, type ContainerFlip, type Place } from './flips.ts'

const portsOf = (body: Json): readonly Json[] => (body['ports'] ?? []) as readonly Json[]

/** What a container shows outside. */
export function doors(place: Place): ContainerFlip[] {
  const { world, role, body } = place
  return world.facts.publishers.includes(role)
    ? [
        ...portsOf(body).flatMap((port, index) => ofPort(place, port, index)),
        ...uncounted,
        ...dynamic('ports', 'NET-04'),
      ]
    : [...intrusions(place), ...uncounted]
}

/** Ports that nobody can count. */
const uncounted = dynamic('ports', 'NET-03', 'ADM-01', 'ADM-05', 'REM-01', 'EGR-06')

/** Everybody may reach 80 and 443 of the proxy as NET-03 sees it; NET-04 wants an address all the same. */
const anybody = (external: unknown): Kill[] =>
  [80, 443].includes(Number(external)) ? ['NET-04'] : ['NET-03', 'NET-04']

function ofPort({ world }: Place, { external }: Json, index: number): ContainerFlip[] {
  const at = `ports[${index}]`
  const { lan } = world.facts.site.network
  const within = (trust: string) =>
    Object.entries(lan)
      .filter(([, each]) => each.trust === trust)
      .map(([name, { cidr }]) => [name, cidr.replace(/\d+\/\d+$/, '9')] as const)
  return [
    gone(`${at}.ip`, ...anybody(external)),
    ...['', '0.0.0.0', '::', '[::]'].map((ip) => wide(`${at}.ip`, ip, ...anybody(external))),
    unread(`${at}.ip`, 'NET-04', 'NET-07'),
    ...within('administration').map(([, ip]) => wide(`${at}.ip`, ip, 'NET-07')),
    ...within('guests').map(([name, ip]) => wide(`${at}.ip`, ip, `NET-08@network.lan.${name}`)),
    ...services.map(([port, ...kills]) => weak(`${at}.internal`, port, ...kills)),
    // A high port outside is anybody's choice: what listens behind it counts.
    ...services
      .filter(([port]) => port < 1024)
      .map(([port, ...kills]) => weak(`${at}.external`, port, ...kills)),
    unread(`${at}.internal`, 'ADM-01', 'ADM-05', 'REM-01', 'EGR-06'),
    unread(`${at}.external`, 'ADM-01', 'ADM-05', 'REM-01', 'EGR-06'),
  ]
}

/** Ports by custom, and who must not see them published. */
const services: readonly (readonly [number, ...Kill[]])[] = [
  [22, 'ADM-01'],
  [23, 'ADM-01', 'ADM-05'],
  [25, 'EGR-06'],
  [587, 'EGR-06'],
  [2375, 'ADM-01', 'ADM-05'],
  [3389, 'ADM-01', 'REM-01'],
  [5900, 'ADM-01', 'ADM-05'],
]

/** A door where there is none. */
function intrusions({ world, role, address, body }: Place): ContainerFlip[] {
  const isDatabase = world.facts.databaseRoles.includes(role)
  const also = isDatabase ? ['NET-06'] : []
  const publish = (port: Json, ...kills: readonly Kill[]): ContainerFlip => ({
    ...wide('ports', [...portsOf(body), port], ...kills, ...also),
    what: `ports + ${shown(port['ip'] ?? '*')}:${shown(port['external'])}`,
    change: (each) => put(each, 'ports', [...portsOf(each), port]),
  })
  return [
    publish({ internal: 8000, external: 8000, ip: '127.0.0.1', protocol: 'tcp' }, 'NET-04'),
    publish({ internal: 8000, external: 8000, ip: '192.168.20.10', protocol: 'tcp' }, 'NET-04', 'NET-07'),
    publish({ internal: 8000, external: 8000, protocol: 'tcp' }, 'NET-03', 'NET-04', 'NET-07'),
    publish({ internal: 5432, external: 5432, ip: '127.0.0.1', protocol: 'tcp' }, 'NET-04', 'ADM-01'),
    publish(
      { internal: 3389, external: 3389, ip: '::', protocol: 'tcp' },
      'NET-03',
      'NET-04',
      'NET-07',
      'REM-01',
    ),
    {
      ...publish({ internal: 80, external: 80, ip: '${var.ip}' }, `NET-03@${address}`),
      how: 'unknown',
      kills: ['NET-03'],
    },
  ]
}
