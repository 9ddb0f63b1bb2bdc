import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..', '..')

async function bundled(entry: string): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'socle-bundle-'))
  onTestFinished(() => rmSync(outdir, { recursive: true }))
  writeFileSync(join(outdir, 'package.json'), '{"type":"module"}')
  await build({
    entryPoints: [join(root, entry)],
    outdir,
    entryNames: 'entry',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'silent',
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
  })
  return outdir
}

test('once bundled, as the command is, certificates are still made', async () => {
  const entry = pathToFileURL(join(await bundled('scripts/secrets/pki.ts'), 'entry.js')).href
  const program = `const { createAuthority } = await import(${JSON.stringify(entry)})
    const { certificate, key } = await createAuthority({ siteId: 'a', permitted: ['db'], now: new Date() })
    console.log(certificate.split('\\n')[0], \`\${key}\`)`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(stdout).toBe('-----BEGIN CERTIFICATE----- [REDACTED]\n')
})

test('reading revisions loads neither age nor the X.509 library', async () => {
  const outdir = await bundled('scripts/secrets/store-file.ts')
  const entry = readFileSync(join(outdir, 'entry.js'), 'utf8')
  const eager = [...entry.matchAll(/^import .* from "\.\/(.*)";$/gm)].map(([, file]) =>
    readFileSync(join(outdir, file ?? ''), 'utf8'),
  )
  const text = [entry, ...eager].join('\n')
  expect(readdirSync(outdir).length).toBeGreaterThan(2)
  expect(text).not.toMatch(/node_modules\/(age-encryption|@noble|@peculiar)\//)
})
