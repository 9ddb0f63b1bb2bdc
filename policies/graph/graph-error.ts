/** A file that cannot be judged: a stable code, then what was read and what would be right. */
export class GraphError extends Error {
  readonly code: 'JUDGE-UNKNOWN-FORMAT' | 'JUDGE-PLAN-VERSION' | 'JUDGE-DUPLICATE-ADDRESS' | 'JUDGE-BAD-SHAPE'

  constructor(code: GraphError['code'], message: string) {
    super(`${code}: ${message}`)
    this.name = 'GraphError'
    this.code = code
  }
}
