import { readFileSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { SOCLE_VERSION } from '../modules/root.ts'
import { GraphError, judgeFile, readYaml, type Assessment, type ComposeOptions } from '../policies/index.ts'
import type { Verb } from './cli.ts'
import { concludeWith } from './lib/conclusion.ts'
import { factsOf } from './lib/facts.ts'
import { Failure } from './lib/fail.ts'
import { sha256 } from './lib/files.ts'
import { openWorkspace } from './lib/workspace.ts'

const MAX_BYTES = 256 * 2 ** 20
/** A plan's configuration nests modules, nothing nests further: what is deeper was made to exhaust a reader. */
const MAX_DEPTH = 100

/** `socle judge FILE`: the rules on any Terraform JSON, plan, `docker inspect` output or Compose file, Socle's or not. */
const judge: Verb = (file, options, output) => {
  const text = read(file)
  const site = typeof options['site'] === 'string' ? openWorkspace(options['site'], options) : undefined
  const name = basename(file)
  const folder = basename(dirname(resolve(file)))
  const assessment = judged(file, () => {
    const { json, ...compose } = parse(file, text)
    const request = {
      siteId: site?.architecture.siteId ?? folder,
      ...(site ? { facts: factsOf(site.architecture, site.site), ...site.accepted } : {}),
      inputs: { [name]: sha256(text) },
      engine: 'none',
      version: SOCLE_VERSION,
      now: new Date(),
      host: hostname(),
    }
    return judgeFile(json, name, request, { folder, ...compose })
  })
  return Promise.resolve(
    concludeWith(assessment, { outDir: resolve(options.out ?? join('.socle', 'judge')) }, output),
  )
}

/** What the adapters refuse, as a failure that a person can act on. */
function judged(file: string, work: () => Assessment): Assessment {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof GraphError)) throw cause
    const { fr, en } = cause.text
    throw new Failure(
      cause.code,
      { fr: `${file} ne peut pas être jugé (${fr})`, en: `${file} cannot be judged (${en})` },
      { cause },
    )
  }
}

/** Looked at before it is opened: a pipe would wait for ever and a device never ends. */
function read(file: string): string {
  try {
    const stats = statSync(file)
    if (!stats.isFile()) throw new Error('not a regular file')
    if (stats.size > MAX_BYTES) throw new Error(`${stats.size} bytes`)
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Failure(
      'JUDGE-READ',
      {
        fr: `${file} ne peut pas être lu (${(cause as Error).message})`,
        en: `${file} cannot be read (${(cause as Error).message})`,
      },
      { cause },
    )
  }
}

interface Parsed extends Pick<ComposeOptions, 'locate'> {
  readonly json: unknown
}

/** YAML is read as a Compose file, and as nothing else: no other tool writes what is judged in it. */
function parse(file: string, text: string): Parsed {
  if (/\.ya?ml$/i.test(file)) {
    const compose = composeOf(text)
    if (isCompose(compose.json)) return compose
    throw new Failure('JUDGE-UNKNOWN-FORMAT', {
      fr: `${file} n'est pas un fichier Compose : il n'a pas de \`services\``,
      en: `${file} is no Compose file: it has no \`services\``,
    })
  }
  const json = parseJson(file, text)
  if (isCompose(json)) return composeOf(text)
  if (depthOf(json) <= MAX_DEPTH) return { json }
  throw new Failure('JUDGE-TOO-DEEP', {
    fr: `${file} emboîte plus de ${MAX_DEPTH} niveaux : ce n'est ni une configuration, ni un plan, ni un \`docker inspect\``,
    en: `${file} nests more than ${MAX_DEPTH} levels: it is no configuration, plan or \`docker inspect\``,
  })
}

/** JSON is YAML too, and only YAML says where a service is written. */
function composeOf(text: string): Parsed {
  const { data, locate } = readYaml(text)
  return { json: data, locate }
}

const isCompose = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && !Array.isArray(data) && 'services' in data

/** Levels of lists and objects, counted up to one more than is admitted; without recursion, which is what it guards. */
function depthOf(json: unknown): number {
  let level: unknown[] = [json]
  for (let depth = 0; ; depth++) {
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    )
    if (level.length === 0 || depth > MAX_DEPTH) return depth
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure(
      'JUDGE-NOT-JSON',
      {
        fr: `${file} n'est pas du JSON (${(cause as Error).message}) : donnez un *.tf.json, un \`terraform show -json\`, un \`docker inspect\`, ou un fichier Compose nommé *.yaml`,
        en: `${file} is not JSON (${(cause as Error).message}): give a *.tf.json, a \`terraform show -json\`, a \`docker inspect\`, or a Compose file named *.yaml`,
      },
      { cause },
    )
  }
}

export default judge
