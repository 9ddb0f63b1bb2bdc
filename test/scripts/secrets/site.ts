import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { Failure } from '../../../scripts/lib/fail.ts'
import type { SecretSettings } from '../../../scripts/secrets/init.ts'
import type { SecretSpec } from '../../../modules/secrets/spec.ts'

export const NOW = new Date('2026-11-23T10:00:00Z')
export const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000)

/** What the architecture of cabinet-durand wants. */
export const WANTED: readonly SecretSpec[] = [
  {
    kind: 'pgpass',
    name: 'tryton/pgpass',
    from: 'db/tryton.password',
    host: 'db',
    port: 5432,
    database: 'tryton',
    user: 'tryton',
  },
  { kind: 'copy', name: 'db/ca.crt', from: 'ca/ca.crt' },
  { kind: 'copy', name: 'proxy/ca.crt', from: 'ca/ca.crt' },
  { kind: 'copy', name: 'tryton/ca.crt', from: 'ca/ca.crt' },
  { kind: 'certificate', name: 'db/server.crt', key: 'db/server.key', hostnames: ['db'] },
  {
    kind: 'certificate',
    name: 'proxy/tls.crt',
    key: 'proxy/tls.key',
    hostnames: ['facturation.durand.example', 'connexion.durand.example'],
  },
  { kind: 'ca', name: 'ca/ca.crt', key: 'ca/ca.key', permitted: ['durand.example', 'db', 'tryton'] },
  { kind: 'password', name: 'db/tryton.password' },
  { kind: 'password', name: 'tryton/admin.password' },
]

/** An empty site folder and a place for the key, both gone after the test. */
export function emptySite(wanted = WANTED): SecretSettings & { keyFile: string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'socle-secrets-'))
  const siteDir = join(folder, 'site')
  mkdirSync(siteDir)
  const keyFile = join(folder, 'keys', 'site.agekey')
  vi.stubEnv('SOCLE_AGE_KEY_FILE', keyFile)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  return { folder, siteDir, siteId: 'cabinet-durand', wanted, recipients: [], now: NOW, keyFile }
}

/** The whole of an expected failure, as a person reads it. */
export async function failureOf(
  action: () => unknown,
): Promise<{ code: string; fr: string; en: string; exit: number }> {
  try {
    await action()
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    return { code: thrown.code, ...thrown.text, exit: thrown.exit }
  }
  throw new Error('nothing failed')
}
