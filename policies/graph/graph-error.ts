import type { Text } from '../../modules/site/text.ts'

/** Codes are stable: scripts and people rely on them. */
export type GraphErrorCode =
  | 'JUDGE-UNKNOWN-FORMAT'
  | 'JUDGE-PLAN-VERSION'
  | 'JUDGE-DUPLICATE-ADDRESS'
  | 'JUDGE-BAD-SHAPE'
  | 'JUDGE-BAD-YAML'
  | 'JUDGE-BAD-COMPOSE'
  | 'JUDGE-TOO-LARGE'

/** A file that cannot be judged: what was read and what would be right. */
export class GraphError extends Error {
  readonly code: GraphErrorCode
  readonly text: Text

  constructor(code: GraphErrorCode, text: Text) {
    super(`${code}: ${text.en}`)
    this.name = 'GraphError'
    this.code = code
    this.text = text
  }
}
