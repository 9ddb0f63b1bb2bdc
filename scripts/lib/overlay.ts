import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Text } from '../../modules/site/text.ts'
import { connect } from '../docker/client.ts'
import { freeRange, overlaps, takenPorts, takenSubnets } from '../docker/preflight.ts'
import { recordedEngine } from './engine-record.ts'
import { writeWhole } from './files.ts'
import type { Workspace } from './workspace.ts'

/** Ranges that are tried in turn when the example's own is taken: private, seldom used by a client's network. */
const RANGES = Array.from({ length: 64 }, (_, index) => `10.${64 + index}.0.0/20`)

/**
 * Where the ports or the range of the site are taken on this machine, writes an overlay (`site.local.yaml`) with free
 * ones beside site.yaml; it is kept, so that the next run finds the same site. A site that is applied is left alone.
 * @returns what was chosen, `undefined` when nothing had to be
 */
export async function avoidWhatIsTaken({
  architecture,
  site,
  siteDir,
  stateDir,
}: Workspace): Promise<Text | undefined> {
  const path = join(siteDir, 'site.local.yaml')
  if (existsSync(path) || recordedEngine(stateDir) !== undefined) return undefined
  const docker = await connect(architecture.dockerHost)
  const { siteId } = architecture
  const { address, https, http } = site.proxy.publish
  const ports = await takenPorts({ docker, siteId, address, ports: [https, http], isLocal: true })
  const taken = await takenSubnets(docker, { siteId, isLocal: true })
  const isPortTaken = ports.some(({ state }) => state === 'taken')
  const isRangeTaken = taken.some(({ cidr }) => overlaps(cidr, site.network.range))
  if (!isPortTaken && !isRangeTaken) return undefined
  const publish = isPortTaken
    ? { address, https: await freePort(address), http: await freePort(address) }
    : undefined
  const range = isRangeTaken ? freeRange(RANGES, taken) : undefined
  writeWhole(
    path,
    stringify({ ...(publish ? { proxy: { publish } } : {}), ...(range ? { network: { range } } : {}) }),
  )
  const chosen = [publish ? `https ${publish.https}, http ${publish.http}` : '', range ?? '']
    .filter(Boolean)
    .join(', ')
  return { fr: `${chosen} (site.local.yaml)`, en: `${chosen} (site.local.yaml)` }
}

/** A port that nobody listens on now. */
function freePort(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, address, () => {
      const bound = server.address()
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0))
    })
  })
}
