import { describe } from 'vitest'
import { connect } from '../../scripts/docker/client.ts'
import { ENGINE } from './lab.ts'

/**
 * `describe` for tests that need a Docker Engine: without one they are skipped, with the reason in their name;
 * SOCLE_LAB=required turns that into a failure.
 */
export async function describeLab(): Promise<(name: string, tests: () => void) => void> {
  try {
    await connect(ENGINE)
    return (name, tests) => describe(name, tests)
  } catch (error) {
    const reason = (error as Error).message
    if (process.env['SOCLE_LAB'] === 'required')
      throw new Error(`SOCLE_LAB=required, and ${reason}`, { cause: error })
    return (name, tests) => describe.skip(`${name} [${reason}]`, tests)
  }
}
