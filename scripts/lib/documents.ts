import { generatedFiles } from '../../modules/site/generate.ts'
import { benchmarksMarkdown, rulesMarkdown } from '../../policies/index.ts'

/** Every generated file of the project, by path from its root; a test fails when one is stale. */
export async function renderDocuments(): Promise<Readonly<Record<string, string>>> {
  const site = Object.entries(await generatedFiles()).map(
    ([name, text]) => [`modules/site/${name}`, text] as const,
  )
  return {
    ...Object.fromEntries(site),
    'policies/BENCHMARKS.md': benchmarksMarkdown(),
    'policies/RULES.md': rulesMarkdown(),
  }
}
