import type { Verb } from './cli.ts'
import { judgeSynth } from './lib/judgement.ts'
import { concludeWith } from './lib/conclusion.ts'
import { synthesiseSite, writeSynthesis } from './lib/synthesis.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle check`: validates, synthesises and judges. Offline: no Docker, no Terraform, no age key. */
const check: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const synthesis = await synthesiseSite(workspace)
  writeSynthesis(workspace, synthesis)
  return concludeWith(judgeSynth(workspace, synthesis), workspace, output)
}

export default check
