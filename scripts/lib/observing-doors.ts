import { HTTPS_PORT } from '../../modules/reverse-proxy/reverse-proxy.ts'
import type { HttpObservation, TlsObservation } from '../../policies/index.ts'
import { probeHttp } from '../probes/http.ts'
import { probeTls } from '../probes/tls.ts'
import { deliveredTls, type DeliveredTls } from './delivery.ts'
import type { VerifyRequest } from './verifying.ts'

interface Door {
  readonly role: string
  readonly address: string
  readonly external: number
  readonly scheme: 'http' | 'https'
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
  const { billing, login } = request.workspace.site.proxy.hostnames
  const names = [billing, ...(login === undefined ? [] : [login])]
  const each = doors.flatMap((door) => names.map((hostname) => ({ door, hostname })))
  const [tls, http] = await Promise.all([
    Promise.all(each.map(({ door, hostname }) => observeTls(door, hostname))),
    Promise.all(each.map(({ door, hostname }) => observeHttp(door, hostname))),
  ])
  return { tls: tls.flat(), http: http.flat() }
}

async function doorsOf(request: VerifyRequest): Promise<Door[]> {
  const { services, dockerHost } = request.workspace.architecture
  const isLocal = dockerHost.startsWith('unix:')
  const doors = await Promise.all(
    services
      .filter(({ publishes }) => publishes.length > 0)
      .map(async ({ role, publishes }) => {
        const delivered = await deliveredTls(request, role)
        return publishes.map(({ address, external, internal }): Door => {
          const scheme = internal === HTTPS_PORT ? 'https' : 'http'
          return { role, address, external, scheme, delivered }
        })
      }),
  )
  return doors.flat().filter(({ address }) => isLocal || !address.startsWith('127.'))
}

async function observeTls(door: Door, hostname: string): Promise<TlsObservation[]> {
  const { role, address, external, scheme, delivered } = door
  if (scheme !== 'https') return []
  const observed = await probeTls(address, external, hostname, delivered.certificate, delivered.authority)
  return observed ? [{ subject: `docker_container.${role}`, ...observed }] : []
}

/** Without the site's authority nobody knows whose door answers. */
async function observeHttp(door: Door, hostname: string): Promise<HttpObservation[]> {
  const { role, address, external, scheme, delivered } = door
  const { authority } = delivered
  if (scheme === 'https' && authority === undefined) return []
  const trusted = authority === undefined ? {} : { authority }
  const observed = await probeHttp({ scheme, address, port: external, hostname, ...trusted })
  return observed ? [{ subject: `docker_container.${role}`, ...observed }] : []
}
