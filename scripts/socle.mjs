#!/usr/bin/env node
import { bundle, ensureDependencies } from './bootstrap.mjs'

ensureDependencies()
const { main } = await import(await bundle())
await main(process.argv.slice(2))
