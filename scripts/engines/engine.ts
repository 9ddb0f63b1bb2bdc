import type { StackName, SynthesisedStack } from '../../stacks/synthesise.ts'

/** One entry of `resource_changes`, as `terraform show -json` writes it; the compose engine writes the same. */
export interface ResourceChange {
  readonly address: string
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly change: {
    readonly actions: readonly string[]
    readonly before: Readonly<Record<string, unknown>> | null
    readonly after: Readonly<Record<string, unknown>> | null
    readonly after_unknown: unknown
    readonly replace_paths?: readonly unknown[]
  }
  readonly action_reason?: string
}

export interface PlanJson {
  readonly format_version: string
  readonly resource_changes?: readonly ResourceChange[]
  readonly configuration?: unknown
  readonly [key: string]: unknown
}

export interface StackPlan {
  readonly name: StackName
  readonly json: PlanJson
}

export interface EngineContext {
  readonly siteId: string
  /** `<site>/state`: what the engine knows lives there. */
  readonly stateDir: string
  readonly dockerHost: string
  readonly signal?: AbortSignal
  readonly progress: (line: string) => void
  /** Told of each command that starts: a killed Socle leaves it running, and the next one has to wait for it. */
  readonly started?: (pid: number) => void
}

/** What turns the synthesised JSON into running containers. Its name is always printed. */
export interface Engine {
  readonly name: EngineName
  /** For people and the assessment: `terraform 1.11.4`. */
  readonly label: string
  /** Compares the stack with what exists; changes nothing. The plan is kept for `apply`. */
  plan(stack: SynthesisedStack, context: EngineContext): Promise<StackPlan>
  /** Applies exactly the plan made last for this stack, or of it only what concerns these addresses. */
  apply(stack: SynthesisedStack, context: EngineContext, only?: readonly string[]): Promise<void>
  /** Removes what the stack declares. */
  destroy(stack: SynthesisedStack, context: EngineContext): Promise<void>
  /** Terraform addresses that the engine's state holds. */
  holds(stack: StackName, context: EngineContext): Promise<readonly string[]>
}

export type EngineName = 'terraform' | 'tofu' | 'compose'

export const isChange = ({ change }: ResourceChange): boolean =>
  change.actions.some((action) => action !== 'no-op' && action !== 'read')

export const changesOf = (plan: StackPlan): readonly ResourceChange[] =>
  (plan.json.resource_changes ?? []).filter((change) => change.mode === 'managed')
