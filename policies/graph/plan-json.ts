/** The parts of `terraform show -json` that are read; everything else may come and go. */
export interface PlanJson {
  readonly format_version: string
  readonly resource_changes?: readonly ResourceChange[]
  readonly configuration?: { readonly root_module?: ModuleConfiguration }
  readonly prior_state?: { readonly values?: { readonly root_module?: StateModule } }
}

export interface ResourceChange {
  readonly address: string
  readonly previous_address?: string
  readonly module_address?: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly change: {
    readonly actions: readonly string[]
    readonly before?: Values | null
    readonly after?: Values | null
    readonly after_unknown?: unknown
    readonly after_sensitive?: unknown
    readonly before_sensitive?: unknown
    readonly replace_paths?: readonly (readonly (string | number)[])[]
  }
}

export type Values = Readonly<Record<string, unknown>>

export interface ModuleConfiguration {
  readonly resources?: readonly ResourceConfiguration[]
  readonly outputs?: Readonly<Record<string, { readonly expression?: Expression }>>
  readonly module_calls?: Readonly<
    Record<
      string,
      { readonly expressions?: Readonly<Record<string, unknown>>; readonly module?: ModuleConfiguration }
    >
  >
}

export interface ResourceConfiguration {
  readonly address: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly expressions?: Readonly<Record<string, unknown>>
}

export interface Expression {
  readonly constant_value?: unknown
  readonly references?: readonly string[]
}

export interface StateModule {
  readonly resources?: readonly {
    readonly address: string
    readonly mode: string
    readonly type: string
    readonly values?: Values
  }[]
  readonly child_modules?: readonly StateModule[]
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isPlan = (json: unknown): boolean =>
  isObject(json) &&
  typeof json['format_version'] === 'string' &&
  ('resource_changes' in json || 'planned_values' in json)
