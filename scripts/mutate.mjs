// `npm run mutate`: every security attribute of the example sites flipped; each flip must be seen by the rule it names.
import { bundle, ensureDependencies } from './bootstrap.mjs'

ensureDependencies()
const { mutate } = await import(await bundle('test/mutation/mutate.ts'))
process.exitCode = mutate(process.argv.slice(2))
