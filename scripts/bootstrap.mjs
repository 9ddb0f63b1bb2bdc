// Plain Node, no dependency: runs on a fresh clone before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cache = join(root, 'node_modules', '.cache', 'socle')

/** Installs the npm dependencies when they are missing or older than the lock file. */
export function ensureDependencies() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && mtime(installed) >= mtime(join(root, 'package-lock.json'))) return
  process.stderr.write('Socle: installing npm dependencies (first run)…\n')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) {
    process.stderr.write(
      'Socle: `npm ci` failed; see the lines above. Without its dependencies Socle cannot run.\n',
    )
    process.exit(2)
  }
}

/**
 * Address of the bundled entry, rebuilt when a source is newer: a few files load several times faster than
 * hundreds, and TypeScript needs no loader. Each build has a folder of its own, so that a Socle already running
 * keeps the files it may still load.
 */
export async function bundle(entry = 'scripts/cli.ts') {
  const name = entry.replace(/[/.]/g, '-')
  const manifest = join(cache, `${name}.json`)
  const folder = freshBuild(manifest) ?? (await built(entry, name, manifest))
  return pathToFileURL(join(cache, folder, `${basename(entry, '.ts')}.js`)).href
}

function freshBuild(manifest) {
  try {
    const { folder, inputs } = JSON.parse(readFileSync(manifest, 'utf8'))
    return existsSync(join(cache, folder)) && inputs.every(([path, stamp]) => stampOf(path) === stamp)
      ? folder
      : undefined
  } catch {
    return undefined // never built, or a source was removed
  }
}

async function built(entry, name, manifest) {
  try {
    return await build(entry, name, manifest)
  } catch (error) {
    const why = error?.errors?.[0]?.text ?? error?.message ?? error
    process.stderr.write(
      `BOOTSTRAP-BUILD  Socle cannot write its bundle in ${cache} (${why}): run it once as the owner of ${root}\n`,
    )
    process.exit(2)
  }
}

async function build(entry, name, manifest) {
  const { build: esbuild } = await import('esbuild')
  const folder = `${name}.${Date.now()}.${process.pid}`
  const { metafile } = await esbuild({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    outdir: join(cache, folder),
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    metafile: true,
    logLevel: 'error',
    minifyWhitespace: true,
    // dockerode brings optional native accelerators; the others are tools that only `socle docs` and the bench load.
    external: [
      'dockerode',
      'esbuild',
      'json-schema-to-typescript',
      'prettier',
      'ajv/dist/2020.js',
      'ajv/dist/standalone/index.js',
    ],
    banner: {
      js: "import { createRequire as socleRequire } from 'node:module'; const require = socleRequire(import.meta.url);",
    },
  })
  const sources = Object.keys(metafile.inputs).filter(
    (path) => !path.startsWith('node_modules/') && existsSync(join(root, path)),
  )
  const inputs = [...sources, 'package-lock.json', 'scripts/bootstrap.mjs'].map((path) => [
    path,
    stampOf(path),
  ])
  const previous = buildsOf(name).filter((each) => each !== folder)
  writeFileSync(`${manifest}.${process.pid}`, JSON.stringify({ folder, inputs }))
  renameSync(`${manifest}.${process.pid}`, manifest)
  // The last build before this one may still be running; older ones are not.
  for (const old of previous.sort().slice(0, -1)) rmSync(join(cache, old), { recursive: true, force: true })
  return folder
}

const buildsOf = (name) =>
  readdirSync(cache).filter(
    (entry) => entry.startsWith(`${name}.`) && !entry.endsWith('.json') && /\.\d+\.\d+$/.test(entry),
  )

function stampOf(path) {
  const { mtimeMs, size } = statSync(join(root, path))
  return `${mtimeMs}:${size}`
}

const mtime = (path) => statSync(path).mtimeMs
