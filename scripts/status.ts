import type { Architecture } from '../modules/architecture.ts'
import type { Verb } from './cli.ts'
import { connect } from './docker/client.ts'
import { readStates } from './lib/containers.ts'
import { recordedEngine } from './lib/engine-record.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle status`: what runs, where, how it feels. */
const status: Verb = async (path, options, output) => {
  const { architecture, site, stateDir } = openWorkspace(path, options)
  const docker = await connect(architecture.dockerHost)
  const states = await readStates(docker, architecture)
  const result = {
    site: architecture.siteId,
    engine: recordedEngine(stateDir) ?? null,
    containers: states.map(({ role, zone, state, health }) => ({ role, zone, state, health })),
    address: addressOf(architecture, site.proxy.hostnames.billing),
    // No backup runs yet (the section has no effect): nothing is known of it, and nothing is claimed.
    lastBackup: null,
    lastRestoreTest: null,
  }
  output.result(result)
  if (output.json) return 0
  output.say(`${result.site}  ${result.engine ?? '–'}  ${result.address ?? '–'}`)
  for (const { role, zone, state, health, says } of states) {
    output.say(`  ${role.padEnd(16)} ${zone.padEnd(10)} ${state.padEnd(10)} ${health.padEnd(10)} ${says}`)
  }
  return 0
}

/** Address that people type, `null` when nothing is published. */
export function addressOf({ services }: Architecture, hostname: string): string | null {
  const [port] = services.flatMap(({ publishes }) => publishes.filter(({ internal }) => internal === 8443))
  if (!port) return null
  return `https://${hostname}${port.external === 443 ? '' : `:${port.external}`}/`
}

export default status
