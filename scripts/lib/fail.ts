import { printDiagnostic, type Diagnostic } from '../../modules/site/diagnostic.ts'
import type { Lang, Text } from '../../modules/site/text.ts'

/** Exit status of a verb that could not do its work (see README): 2 is bad input or a tool's error. */
export type FailureExit = 1 | 2 | 3

/** What a machine reads with `--json`; a failure that is in no file has an empty one. */
export interface FailureReport {
  readonly schema: 'socle/diagnostics/1'
  readonly diagnostics: readonly (Omit<Diagnostic, 'code'> & { readonly code: string })[]
}

/**
 * An expected failure: what a person reads, in both languages, with a stable code. Anything else that is thrown is
 * a fault of Socle itself.
 */
export class Failure extends Error {
  readonly code: string
  readonly text: Text
  readonly exit: FailureExit

  constructor(code: string, text: Text, options: { exit?: FailureExit; cause?: unknown } = {}) {
    super(`${code} ${text.en}`, { cause: options.cause })
    this.name = 'Failure'
    this.code = code
    this.text = text
    this.exit = options.exit ?? 2
  }

  report(lang: Lang): FailureReport {
    const nowhere = { file: '', line: 1, column: 1, path: '' }
    return {
      schema: 'socle/diagnostics/1',
      diagnostics: [{ code: this.code, ...nowhere, message: this.text[lang] }],
    }
  }
}

type LocatedFault = FailureReport['diagnostics'][number]

/** site.yaml, or a file beside it, cannot be used; each fault has its address. */
export class SiteFaults extends Failure {
  private readonly diagnostics: readonly LocatedFault[]

  constructor(diagnostics: readonly LocatedFault[]) {
    const lines = diagnostics.map(printDiagnostic)
    super('SITE-FAULTS', { fr: lines.join('\n'), en: lines.join('\n') })
    this.diagnostics = diagnostics
  }

  /** The faults of several files as one failure. */
  static together(all: readonly SiteFaults[]): SiteFaults {
    return new SiteFaults(all.flatMap(({ diagnostics }) => diagnostics))
  }

  override report(): FailureReport {
    return { schema: 'socle/diagnostics/1', diagnostics: this.diagnostics }
  }
}
