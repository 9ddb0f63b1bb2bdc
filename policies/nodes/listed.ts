import type { List } from '../graph/graph.ts'
import { valueOr } from '../value.ts'

/** Lists whose order says nothing: Terraform, the provider and the engine each give them back in their own. */
export const byText = (list: List): List =>
  [...list].sort((a, b) => (valueOr(a, '?') < valueOr(b, '?') ? -1 : 1))

/** `[A, B]`, the same at every level. */
export const listed = (list: List): string =>
  `[${byText(list)
    .map((item) => valueOr(item, '?'))
    .join(', ')}]`
