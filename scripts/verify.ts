import type { Verb } from './cli.ts'
import { connect } from './docker/client.ts'
import { ensureImages } from './docker/images/ensure.ts'
import { verifySite } from './lib/verifying.ts'
import { concludeWith } from './lib/conclusion.ts'
import { capabilitiesOf, synthesiseSite } from './lib/synthesis.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle verify`: reads and probes the running site, and judges what was seen. */
const verify: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const { architecture, siteDir } = workspace
  const docker = await connect(architecture.dockerHost)
  const progress = (line: string): void => output.note(`  ${line}`)
  const images = await ensureImages({
    docker,
    siteId: architecture.siteId,
    siteDir,
    capabilities: capabilitiesOf(architecture),
    progress,
  })
  const synthesis = await synthesiseSite(workspace)
  const { assessment, reachability } = await verifySite({
    workspace,
    synthesis,
    docker,
    baseImage: images.base,
  })
  return concludeWith(assessment, workspace, output, { reachability })
}

export default verify
