import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeJson } from './files.ts'

/**
 * Written before an apply touches anything, removed once it is whole: what a killed apply may have left behind is
 * known by name, and its reviewed changes may be finished without a new review.
 */
export interface Journal {
  readonly startedAt: string
  readonly engine: string
  /** Digest of the reviewed plan. */
  readonly digest: string
  /** Terraform addresses that the plan creates or replaces. */
  readonly creates: readonly string[]
  /** Terraform addresses that the plan deletes or replaces. */
  readonly deletes: readonly string[]
  /** Digest of the synthesised JSON and the image lock: a recovery applies the same thing or asks for a review. */
  readonly inputs: string
}

const pathOf = (stateDir: string): string => join(stateDir, 'journal.json')

export const readJournal = (stateDir: string): Journal | undefined => readJson<Journal>(pathOf(stateDir))

export const openJournal = (stateDir: string, journal: Journal): void => writeJson(pathOf(stateDir), journal)

export const closeJournal = (stateDir: string): void => rmSync(pathOf(stateDir), { force: true })
