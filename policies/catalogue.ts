import type { Text } from '../modules/site/text.ts'
import type { Level, Severity } from './assessment.ts'
import { RULES } from './registry.ts'
import { sourceLine } from './sources.ts'

/** A rule as `socle rules --json` prints it. */
export interface CatalogueEntry {
  readonly id: string
  readonly severity: Severity
  readonly levels: readonly Level[]
  readonly kind: 'automated' | 'manual'
  readonly title: Text
  readonly sources: readonly string[]
  readonly waivable: boolean
}

export const rulesCatalogue = (): CatalogueEntry[] =>
  RULES.map(({ id, severity, levels, kind, title, sources, waivable }) => ({
    id,
    severity,
    levels,
    kind,
    title,
    sources: sources.map(sourceLine),
    waivable,
  }))
