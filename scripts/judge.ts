import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { SOCLE_VERSION } from '../modules/root.ts'
import { GraphError, judgeFile, type Assessment } from '../policies/index.ts'
import type { Verb } from './cli.ts'
import { concludeWith } from './lib/conclusion.ts'
import { factsOf } from './lib/facts.ts'
import { Failure } from './lib/fail.ts'
import { sha256 } from './lib/files.ts'
import { openWorkspace } from './lib/workspace.ts'

const MAX_BYTES = 256 * 2 ** 20

/** `socle judge FILE`: the rules on any Terraform JSON, plan or `docker inspect` output, Socle's or not. */
const judge: Verb = (file, options, output) => {
  const text = read(file)
  const site = typeof options['site'] === 'string' ? openWorkspace(options['site'], options) : undefined
  const name = basename(file)
  const assessment = judged(file, () =>
    judgeFile(parse(file, text), name, {
      siteId: site?.architecture.siteId ?? basename(dirname(resolve(file))),
      ...(site ? { facts: factsOf(site.architecture) } : {}),
      inputs: { [name]: sha256(text) },
      engine: 'none',
      version: SOCLE_VERSION,
      now: new Date(),
      host: hostname(),
    }),
  )
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
    const detail = cause.message.slice(cause.code.length + 2)
    throw new Failure(
      cause.code,
      { fr: `${file} ne peut pas être jugé (${detail})`, en: `${file} cannot be judged (${detail})` },
      { cause },
    )
  }
}

function read(file: string): string {
  try {
    const bytes = readFileSync(file)
    if (bytes.length > MAX_BYTES) throw new Error(`${bytes.length} bytes`)
    return bytes.toString('utf8')
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

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure(
      'JUDGE-NOT-JSON',
      {
        fr: `${file} n'est pas du JSON (${(cause as Error).message}) : donnez un *.tf.json, un \`terraform show -json\` ou un \`docker inspect\``,
        en: `${file} is not JSON (${(cause as Error).message}): give a *.tf.json, a \`terraform show -json\` or a \`docker inspect\``,
      },
      { cause },
    )
  }
}

export default judge
