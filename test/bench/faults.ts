/** Faults that were planted in a file, one a resource, and resources beside them that have none. */
export interface Planted {
  readonly faults: readonly { readonly resource: string; readonly fault: string; readonly rule: string }[]
  readonly clean: readonly string[]
}

interface Finding {
  readonly resource: string
  /** First and last line in the file, where a tool names no resource. */
  readonly lines?: readonly [number, number]
}

/** Resources that the output of a tool calls faulty: an assessment of ours, or a report of checkov. */
export function failedResources(stdout: string, file: string): ReadonlySet<string> {
  const places = resourceLines(file)
  const within = ({ resource, lines }: Finding): string[] =>
    lines === undefined || places.has(resource)
      ? [resource]
      : [...places].filter(([, [from, to]]) => from <= lines[0] && lines[1] <= to).map(([address]) => address)
  return new Set(findingsOf(JSON.parse(stdout) as unknown).flatMap(within))
}

/** How many planted faults lie in resources that were called faulty. */
export const faultsFound = ({ faults }: Planted, failed: ReadonlySet<string>): number =>
  faults.filter(({ resource }) => failed.has(resource)).length

interface CheckovReport {
  readonly results?: {
    readonly failed_checks?: readonly {
      readonly resource: string
      readonly file_line_range: readonly [number, number]
    }[]
  }
}

interface Output {
  readonly schema?: string
  readonly results?: readonly { readonly subject: string; readonly status: string }[]
}

function findingsOf(output: unknown): Finding[] {
  if ((output as Output).schema?.startsWith('socle/')) {
    const { results = [] } = output as Output
    return results.filter(({ status }) => status === 'fail').map(({ subject }) => ({ resource: subject }))
  }
  const reports = (Array.isArray(output) ? output : [output]) as readonly CheckovReport[]
  return reports.flatMap(({ results }) =>
    (results?.failed_checks ?? []).map(({ resource, file_line_range: lines }) => ({ resource, lines })),
  )
}

/** First and last line of each resource of a Terraform JSON file that was written with two spaces. */
function resourceLines(text: string): ReadonlyMap<string, readonly [number, number]> {
  const places = new Map<string, readonly [number, number]>()
  let type = ''
  let open: readonly [string, number] | undefined
  for (const [index, line] of text.split('\n').entries()) {
    type = /^ {4}"(docker_\w+)": \{$/.exec(line)?.[1] ?? type
    const name = /^ {6}"([\w-]+)": \{$/.exec(line)?.[1]
    if (name !== undefined) open = [`${type}.${name}`, index + 1]
    if (/^ {6}\}/.test(line) && open) places.set(open[0], [open[1], index + 1])
  }
  return places
}
