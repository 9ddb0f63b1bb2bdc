import type { Architecture } from '../../modules/architecture.ts'
import { HTTPS_PORT } from '../../modules/reverse-proxy/reverse-proxy.ts'
import type { HttpObservation, TlsObservation } from '../../policies/index.ts'
import { probeHttp } from '../probes/http.ts'
import { publishedAddress } from '../probes/published-address.ts'
import { probeTls } from '../probes/tls.ts'
import { deliveredTls, type DeliveredTls } from './delivery.ts'
import type { VerifyRequest } from './verifying.ts'

/** A published port, asked for by one of the names that its certificate holds. */
interface Door {
  readonly role: string
  readonly address: string
  readonly port: number
  readonly scheme: 'http' | 'https'
  readonly hostname: string
  readonly delivered: DeliveredTls
}

/**
 * What every published door answers, by each name that people type. Only the site's own door counts: it shows the very
 * certificate that was delivered to it. A door that this machine cannot reach is not probed, hence unknown.
 */
export async function observeDoors(
  request: VerifyRequest,
): Promise<{ tls: TlsObservation[]; http: HttpObservation[] }> {
  const doors = await doorsOf(request)
  const [tls, http] = await Promise.all([
    Promise.all(doors.map(observeTls)),
    Promise.all(doors.map(observeHttp)),
  ])
  return { tls: tls.flat(), http: http.flat() }
}

async function doorsOf(request: VerifyRequest): Promise<Door[]> {
  const { architecture } = request.workspace
  const { services, dockerHost } = architecture
  const doors = await Promise.all(
    services
      .filter(({ publishes }) => publishes.length > 0)
      .map(async ({ role, publishes }) => {
        const delivered = await deliveredTls(request, role)
        return publishes.flatMap(({ address: published, external, internal }) => {
          const address = publishedAddress(dockerHost, published)
          if (address === undefined) return []
          const scheme = internal === HTTPS_PORT ? 'https' : 'http'
          const door = { role, address, port: external, scheme, delivered } as const
          return namesOf(architecture, role).map((hostname): Door => ({ ...door, hostname }))
        })
      }),
  )
  return doors.flat()
}

const namesOf = ({ secrets }: Architecture, role: string): string[] =>
  secrets.flatMap((each) =>
    each.kind === 'certificate' && each.name.startsWith(`${role}/`) ? each.hostnames : [],
  )

async function observeTls({
  role,
  address,
  port,
  scheme,
  hostname,
  delivered,
}: Door): Promise<TlsObservation[]> {
  if (scheme !== 'https') return []
  const observed = await probeTls(address, port, hostname, delivered.certificate, delivered.authority)
  return observed ? [{ subject: `docker_container.${role}`, ...observed }] : []
}

/** Without the site's authority nobody knows whose door answers. */
async function observeHttp({ role, delivered, ...door }: Door): Promise<HttpObservation[]> {
  const { authority } = delivered
  if (door.scheme === 'https' && authority === undefined) return []
  const observed = await probeHttp({ ...door, ...(authority === undefined ? {} : { authority }) })
  return observed ? [{ subject: `docker_container.${role}`, ...observed }] : []
}
