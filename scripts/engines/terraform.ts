import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, writeWhole } from '../lib/files.ts'
import { run, type RunOptions } from '../lib/run.ts'
import type { SynthesisedStack } from '../../stacks/synthesise.ts'
import type { Engine, EngineContext, PlanJson, StackPlan } from './engine.ts'

const PLAN_FILE = 'plan.bin'

/** OpenTofu or Terraform: what a client runs. The same JSON for both, nothing specific to either in it. */
export class TerraformEngine implements Engine {
  readonly name: 'terraform' | 'tofu'
  readonly label: string

  constructor(name: 'terraform' | 'tofu', version: string) {
    this.name = name
    this.label = `${name} ${version}`
  }

  async plan(stack: SynthesisedStack, context: EngineContext): Promise<StackPlan> {
    await this.init(stack, context)
    const dir = folderOf(stack.name, context)
    const flags = ['-out', PLAN_FILE, '-detailed-exitcode', parallelism(stack)]
    // 2 is the answer "there are changes", not a failure.
    await this.command(dir, ['plan', ...flags], context, { accept: [2] })
    const { stdout } = await this.command(dir, ['show', '-json', PLAN_FILE], { ...context, progress: ignore })
    return { name: stack.name, json: JSON.parse(stdout) as PlanJson }
  }

  async apply(stack: SynthesisedStack, context: EngineContext, only?: readonly string[]): Promise<void> {
    const dir = folderOf(stack.name, context)
    if (only) {
      const targets = only.map((address) => `-target=${address}`)
      await this.command(dir, ['plan', '-out', PLAN_FILE, parallelism(stack), ...targets], context)
    }
    await this.command(dir, ['apply', parallelism(stack), PLAN_FILE], context)
    rmSync(join(dir, PLAN_FILE), { force: true })
  }

  async destroy(stack: SynthesisedStack, context: EngineContext): Promise<void> {
    await this.init(stack, context)
    await this.command(
      folderOf(stack.name, context),
      ['destroy', '-auto-approve', parallelism(stack)],
      context,
    )
  }

  async holds(name: SynthesisedStack['name'], context: EngineContext): Promise<readonly string[]> {
    const state = join(folderOf(name, context), 'terraform.tfstate')
    if (!existsSync(state)) return Promise.resolve([])
    const { resources = [] } = JSON.parse(readFileSync(state, 'utf8')) as {
      resources?: { mode: string; type: string; name: string; instances: unknown[] }[]
    }
    return resources
      .filter(({ mode, instances }) => mode === 'managed' && instances.length > 0)
      .map(({ type, name: resource }) => `${type}.${resource}`)
  }

  /** Puts the JSON in place and initialises the provider, once per set of required providers. */
  async init(stack: SynthesisedStack, context: EngineContext): Promise<void> {
    const dir = folderOf(stack.name, context)
    writeWhole(join(dir, 'cdk.tf.json'), stack.text)
    const wanted = sha256(JSON.stringify([this.label, stack.json['terraform']]))
    const stamp = join(dir, '.terraform', 'socle-init')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
    context.progress(`${this.label}: init`)
    await this.command(dir, ['init'], { ...context, progress: ignore })
    writeWhole(stamp, wanted)
  }

  private command(dir: string, args: readonly string[], context: EngineContext, options: RunOptions = {}) {
    const [verb = '', ...rest] = args
    const common = verb === 'show' ? ['-no-color'] : ['-no-color', '-input=false']
    return run([this.name, `-chdir=${dir}`, verb, ...common, ...rest], {
      env: { TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
      progress: context.progress,
      ...(context.signal ? { signal: context.signal } : {}),
      ...(context.started && verb !== 'show' ? { started: context.started } : {}),
      ...options,
    })
  }
}

const folderOf = (stack: string, { stateDir }: EngineContext): string => join(stateDir, stack)

/** At least the number of resources: the provider waits two seconds per network, one after the other otherwise. */
function parallelism(stack: SynthesisedStack): string {
  const resources = Object.values(stack.json.resource ?? {}).flatMap((byName) => Object.keys(byName))
  return `-parallelism=${Math.max(10, resources.length)}`
}

const ignore = (): void => undefined
