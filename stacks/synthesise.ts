import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from '../modules/cdk.ts'
import { SiteStack, type SiteStackProps } from './site-stack.ts'
import { VaultStack } from './vault-stack.ts'

/** Terraform JSON of a stack, as `cdk.tf.json` holds it. */
export interface TerraformJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>
  readonly [key: string]: unknown
}

export interface SynthesisedStack {
  readonly name: StackName
  readonly text: string
  readonly json: TerraformJson
}

/** In the order in which they are applied: the vault's volumes are filled before the site mounts them. */
export const STACKS = ['vault', 'site'] as const
export type StackName = (typeof STACKS)[number]

/** One of the two stacks, which every synthesis has. */
export function stackNamed(stacks: readonly SynthesisedStack[], name: StackName): SynthesisedStack {
  const stack = stacks.find((each) => each.name === name)
  if (!stack) throw new Error(`every site has a ${name} stack`)
  return stack
}

/**
 * Both stacks of a site as Terraform JSON: deterministic, offline, without Docker or Terraform. The tree is written
 * to a temporary folder of its own, because CDKTF never cleans the one it is given.
 */
export function synthesise(props: SiteStackProps): SynthesisedStack[] {
  const outdir = mkdtempSync(join(tmpdir(), 'socle-synth-'))
  try {
    const app = new App({ outdir, stackTraces: false })
    new VaultStack(app, props.architecture)
    new SiteStack(app, props)
    app.synth()
    return STACKS.map((name) => {
      const text = readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')
      return { name, text, json: JSON.parse(text) as TerraformJson }
    })
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
}
