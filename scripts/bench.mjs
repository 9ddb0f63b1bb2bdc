// `npm run bench`: figures as ratios, each pair measured in turn in one run.
import { bundle, ensureDependencies } from './bootstrap.mjs'

ensureDependencies()
await bundle() // the command line that is measured
const { bench } = await import(await bundle('test/bench/bench.ts'))
await bench(process.argv.slice(2))
