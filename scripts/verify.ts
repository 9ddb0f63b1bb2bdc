import type { Verb } from './cli.ts'
import { connect } from './docker/client.ts'
import { presentBase } from './docker/images/base-present.ts'
import { concludeWith } from './lib/conclusion.ts'
import { interruptible } from './lib/interrupt.ts'
import { synthesiseSite } from './lib/synthesis.ts'
import { verifySite } from './lib/verifying.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle verify`: reads and probes the running site, and judges what was seen. Builds and changes nothing. */
const verify: Verb = (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const resume = { fr: 'Interrompu : rien n’a été jugé.', en: 'Interrupted: nothing was judged.' }
  return interruptible(output, resume, async (signal) => {
    const docker = await connect(workspace.architecture.dockerHost, { signal })
    const baseImage = await presentBase(docker, workspace.siteDir)
    const synthesis = await synthesiseSite(workspace)
    const request = { workspace, synthesis, docker, ...(baseImage === undefined ? {} : { baseImage }) }
    const { assessment, reachability } = await verifySite(request)
    return concludeWith(assessment, workspace, output, { reachability })
  })
}

export default verify
