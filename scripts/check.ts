import type { Verb } from './cli.ts'
import { checkSite } from './lib/judgement.ts'
import { concludeWith } from './lib/conclusion.ts'
import { openWorkspace } from './lib/workspace.ts'

/** `socle check`: validates, synthesises and judges. Offline: no Docker, no Terraform, no age key. */
const check: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  return concludeWith(await checkSite(workspace), workspace, output)
}

export default check
