import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verb } from './cli.ts'
import { Failure } from './lib/fail.ts'
import { writeWhole } from './lib/files.ts'
import type { Output } from './lib/output.ts'
import { assessmentsIn, writeReports } from './lib/reports.ts'
import { MANIFEST, reportFiles, signedText, signerOf, signFolder, VERIFY_COMMANDS } from './lib/signing.ts'
import { timestampOf } from './lib/timestamp.ts'
import { openWorkspace, type Workspace } from './lib/workspace.ts'
import { openStore } from './secrets/store.ts'

/** `socle report`: renders the reports again from the assessments of the site; `--sign` with the site's key. */
const report: Verb = async (path, options, output) => {
  const workspace = openWorkspace(path, options)
  const { outDir, siteDir, architecture } = workspace
  if (assessmentsIn(outDir, architecture.siteId).length === 0) throw nothingToReport(outDir)
  const request = { outDir, siteDir, siteId: architecture.siteId, lang: output.lang }
  const files =
    options['sign'] === true
      ? await signed(workspace, output, options['timestamp'] as string | undefined)
      : writeReports(request)
  output.result({ site: architecture.siteId, folder: outDir, files })
  for (const name of files) output.note(`  ${join(outDir, name)}`)
  return 0
}

async function signed(workspace: Workspace, output: Output, authority?: string): Promise<string[]> {
  const { outDir, architecture, siteDir } = workspace
  const { siteId } = architecture
  const signer = await signerOf(await openStore(siteDir, siteId))
  for (const { level } of assessmentsIn(outDir, siteId)) {
    const path = join(outDir, `assessment.${level}.json`)
    writeWhole(path, signedText(readFileSync(path, 'utf8'), signer))
  }
  const signature = { fingerprint: signer.fingerprint, commands: VERIFY_COMMANDS }
  writeReports({ outDir, siteDir, siteId, lang: output.lang, signature })
  const files = [...reportFiles(outDir), ...signFolder(outDir, reportFiles(outDir), signer)]
  if (authority !== undefined) {
    const name = `${MANIFEST}.tsr`
    writeWhole(join(outDir, name), await timestampOf(join(outDir, MANIFEST), authority))
    files.push(name)
  }
  output.note({ fr: `Clé de signature ${signer.fingerprint}`, en: `Signing key ${signer.fingerprint}` })
  for (const command of VERIFY_COMMANDS) output.note(`  ${command}`)
  return files
}

const nothingToReport = (outDir: string): Failure =>
  new Failure('REPORT-NOTHING', {
    fr: `aucune évaluation de ce site dans ${outDir} : lancez \`socle check\`, \`socle plan\` ou \`socle verify\``,
    en: `no assessment of this site in ${outDir}: run \`socle check\`, \`socle plan\` or \`socle verify\``,
  })

export default report
