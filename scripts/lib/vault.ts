import { join } from 'node:path'
import { readJson, writeJson } from './files.ts'

/**
 * Volumes that Socle itself created for a site, whatever the engine: a volume of the same name that is not listed
 * here is somebody else's data, and Terraform would adopt it without a word.
 */
const pathOf = (stateDir: string): string => join(stateDir, 'vault.json')

export const readVault = (stateDir: string): readonly string[] =>
  readJson<{ volumes: readonly string[] }>(pathOf(stateDir))?.volumes ?? []

export function recordVault(stateDir: string, volumes: readonly string[]): void {
  const all = [...new Set([...readVault(stateDir), ...volumes])].sort()
  writeJson(pathOf(stateDir), { volumes: all })
}

export const forgetVolumes = (stateDir: string, volumes: readonly string[]): void =>
  writeJson(pathOf(stateDir), { volumes: readVault(stateDir).filter((name) => !volumes.includes(name)) })
