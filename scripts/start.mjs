// `npm start`: the main job on the example site.
import { join } from 'node:path'
import { bundle, ensureDependencies, root } from './bootstrap.mjs'

ensureDependencies()
const { main } = await import(await bundle())
const [given, ...rest] = process.argv.slice(2)
const site =
  given && !given.startsWith('-')
    ? [given, ...rest]
    : [join(root, 'sites', 'cabinet-durand'), ...(given ? [given, ...rest] : [])]
await main(['start', ...site])
