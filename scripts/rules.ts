import { rulesCatalogue } from '../policies/index.ts'
import type { Verb } from './cli.ts'

/** `socle rules`: the catalogue, for people or machines. */
const rules: Verb = (_path, _options, output) => {
  const catalogue = rulesCatalogue()
  output.result(catalogue)
  if (!output.json) {
    for (const { id, severity, levels, title } of catalogue) {
      output.say(`${id.padEnd(8)} ${severity.padEnd(9)} ${levels.join('+').padEnd(16)} ${title[output.lang]}`)
    }
  }
  return Promise.resolve(0)
}

export default rules
