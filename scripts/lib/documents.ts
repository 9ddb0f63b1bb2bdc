import { renderTypes, renderValidator } from '../../modules/site/generate.ts'
import { renderReference } from '../../modules/site/reference.ts'
import { rulesMarkdown } from '../../policies/index.ts'

/** Every generated file of the project, by path from its root; a test fails when one is stale. */
export async function renderDocuments(): Promise<Readonly<Record<string, string>>> {
  return {
    'modules/site/SITE.md': renderReference(),
    'modules/site/site-types.ts': await renderTypes(),
    'modules/site/validate.generated.js': await renderValidator(),
    'policies/RULES.md': rulesMarkdown(),
  }
}
