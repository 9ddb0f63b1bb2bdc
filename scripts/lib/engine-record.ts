import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineName } from '../engines/engine.ts'
import { Failure } from './fail.ts'
import { readJson, writeJson } from './files.ts'

const pathOf = (stateDir: string): string => join(stateDir, 'engine.json')

/** Engine that the site was applied with: its state knows the site, another's would create it a second time. */
export const recordedEngine = (stateDir: string): EngineName | undefined =>
  readJson<{ engine: EngineName }>(pathOf(stateDir))?.engine

export const recordEngine = (stateDir: string, engine: EngineName): void =>
  writeJson(pathOf(stateDir), { engine })

export const forgetEngine = (stateDir: string): void => rmSync(pathOf(stateDir), { force: true })

/** @throws Failure ENGINE-OTHER when another engine is asked for than the one that holds the site */
export function wantedEngine(stateDir: string, asked: EngineName | undefined): EngineName | undefined {
  const recorded = recordedEngine(stateDir)
  if (recorded === undefined || asked === undefined || asked === recorded) return recorded ?? asked
  throw new Failure('ENGINE-OTHER', {
    fr: `ce site est tenu par ${recorded}, pas par ${asked} : \`socle destroy\` (les données restent), puis appliquez avec l'autre`,
    en: `this site is held by ${recorded}, not by ${asked}: \`socle destroy\` (the data stays), then apply with the other`,
  })
}
