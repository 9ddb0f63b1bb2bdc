import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOCKER_PROVIDER_VERSION } from '../../modules/cdk.ts'
import { run } from '../../scripts/lib/run.ts'

/**
 * Whether Terraform finds its Docker provider here (registry, mirror or local plugin directory).
 * SOCLE_TERRAFORM=required turns a miss into a failure.
 */
export async function hasTerraform(): Promise<{ available: true } | { available: false; reason: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'socle-terraform-'))
  try {
    const docker = { source: 'kreuzwerker/docker', version: DOCKER_PROVIDER_VERSION }
    writeFileSync(
      join(folder, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: { docker } } }),
    )
    await run(['terraform', `-chdir=${folder}`, 'init', '-input=false', '-no-color'], {
      env: { CHECKPOINT_DISABLE: '1' },
    })
    return { available: true }
  } catch (error) {
    const reason = `Terraform does not find its Docker provider here: ${(error as Error).message.split('\n')[0]}`
    if (process.env['SOCLE_TERRAFORM'] === 'required')
      throw new Error(`SOCLE_TERRAFORM=required, and ${reason}`, { cause: error })
    return { available: false, reason }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
