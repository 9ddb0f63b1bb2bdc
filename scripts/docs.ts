import { join } from 'node:path'
import { SOCLE_ROOT } from '../modules/root.ts'
import type { Verb } from './cli.ts'
import { renderDocuments } from './lib/documents.ts'
import { writeWhole } from './lib/files.ts'

/** `socle docs`: writes again every file that is generated from the schema and the rules. */
const docs: Verb = async (_path, _options, output) => {
  for (const [path, text] of Object.entries(await renderDocuments())) {
    writeWhole(join(SOCLE_ROOT, path), text)
    output.say(path)
  }
  return 0
}

export default docs
