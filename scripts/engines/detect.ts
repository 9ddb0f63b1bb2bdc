import type { Text } from '../../modules/site/text.ts'
import type { SynthesisedStack } from '../../stacks/synthesise.ts'
import { Failure } from '../lib/fail.ts'
import { run } from '../lib/run.ts'
import { ComposeEngine } from './compose/compose.ts'
import type { Engine, EngineContext, EngineName } from './engine.ts'
import { TerraformEngine } from './terraform.ts'

export interface Detection {
  readonly engine: Engine | undefined
  /** Why the engines before it were passed over, for the operator. */
  readonly passedOver: readonly Text[]
}

/**
 * The engine in use: OpenTofu or Terraform when their provider can be initialised (registry, mirror or local plugin
 * directory), else compose for a trial, else none. `wanted` forces one.
 * @throws Failure ENGINE-UNAVAILABLE when the wanted one cannot be had, with the reason
 */
export async function detectEngine(
  vault: SynthesisedStack,
  context: EngineContext,
  wanted?: EngineName,
): Promise<Detection> {
  const candidates: readonly EngineName[] = wanted ? [wanted] : ['tofu', 'terraform', 'compose']
  const passedOver: Text[] = []
  for (const name of candidates) {
    const found = name === 'compose' ? await compose() : await terraform(name, vault, context)
    if ('engine' in found) return { engine: found.engine, passedOver }
    passedOver.push(found.reason)
  }
  if (wanted) throw new Failure('ENGINE-UNAVAILABLE', passedOver[0] ?? { fr: wanted, en: wanted })
  return { engine: undefined, passedOver }
}

type Found = { engine: Engine } | { reason: Text }

async function terraform(
  name: 'terraform' | 'tofu',
  vault: SynthesisedStack,
  context: EngineContext,
): Promise<Found> {
  const version = await versionOf([name, 'version', '-json'])
  if (version === undefined) {
    return { reason: { fr: `${name} n'est pas installé`, en: `${name} is not installed` } }
  }
  const engine = new TerraformEngine(
    name,
    (JSON.parse(version) as { terraform_version: string }).terraform_version,
  )
  try {
    await engine.init(vault, context)
    return { engine }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return {
      reason: {
        fr: `${name} ne trouve pas le fournisseur Docker (ni registre, ni miroir, ni dossier local)`,
        en: `${name} does not find the Docker provider (no registry, mirror or local plugin directory)`,
      },
    }
  }
}

async function compose(): Promise<Found> {
  for (const argv of [['docker', 'compose'], ['docker-compose']]) {
    const version = await versionOf([...argv, 'version', '--short'])
    if (version !== undefined) return { engine: new ComposeEngine(argv, version.trim()) }
  }
  return {
    reason: {
      fr: "ni `docker compose` ni `docker-compose` n'est installé (sous Debian : apt-get install docker-compose)",
      en: 'neither `docker compose` nor `docker-compose` is installed (on Debian: apt-get install docker-compose)',
    },
  }
}

async function versionOf(argv: readonly string[]): Promise<string | undefined> {
  try {
    // Without it Terraform asks its maker for a newer version, which costs seconds where nobody answers.
    return (await run(argv, { env: { CHECKPOINT_DISABLE: '1' } })).stdout
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
