import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { SOCLE_ROOT } from '../../modules/root.ts'
import { synthesise } from '../../stacks/synthesise.ts'
import { EXAMPLES, exampleSite, stackProps } from '../helpers/example.ts'

/** The version stamp and white space are the only things that may differ. */
const unstamped = (text: string): unknown =>
  JSON.parse(text.replace(/"version": "0\.\d+\.\d+"/, '"version": "…"'))

test('the community continuation of CDKTF writes the same JSON, through an alias and no other change', async () => {
  const folder = mkdtempSync(join(SOCLE_ROOT, 'node_modules', '.cache', 'cdktn-'))
  try {
    const outfile = join(folder, 'synthesise.mjs')
    await build({
      entryPoints: [join(SOCLE_ROOT, 'stacks', 'synthesise.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      alias: { cdktf: 'cdktn' },
      logLevel: 'error',
      banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
    })
    const continued = (await import(pathToFileURL(outfile).href)) as { synthesise: typeof synthesise }
    for (const name of EXAMPLES) {
      const props = stackProps(exampleSite(name))
      const texts = (stacks: readonly { readonly text: string }[]) =>
        stacks.map(({ text }) => unstamped(text))
      expect(texts(continued.synthesise(props))).toEqual(texts(synthesise(props)))
      expect(continued.synthesise(props)[0]?.text).toContain('0.24.0')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
