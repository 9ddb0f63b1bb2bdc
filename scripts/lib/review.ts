import { join } from 'node:path'
import { digestOf } from '../../modules/container/canonical.ts'
import {
  changesOf,
  isChange,
  type EngineName,
  type ResourceChange,
  type StackPlan,
} from '../engines/engine.ts'
import { Failure } from './fail.ts'
import type { Journal } from './journal.ts'
import { readJson, writeJson } from './files.ts'

/** What was reviewed: `apply` applies this plan or refuses. */
export interface Review {
  readonly digest: string
  readonly at: string
  readonly engine: EngineName
}

const pathOf = (stateDir: string): string => join(stateDir, 'review.json')

export const readReview = (stateDir: string): Review | undefined => readJson<Review>(pathOf(stateDir))
export const writeReview = (stateDir: string, review: Review): void => writeJson(pathOf(stateDir), review)

/** Digest of what both stacks are made from: the synthesised JSON and the images they name. */
export const inputsDigest = (stacks: readonly { readonly text: string }[], images: unknown): string =>
  `sha256:${digestOf({ stacks: stacks.map(({ text }) => text), images })}`

/** Digest of a plan: the normalised changes of both stacks and what they are made from. */
export function planDigest(plans: readonly StackPlan[], inputs: string): string {
  const changes = plans.flatMap((plan) => changesOf(plan).map((change) => [plan.name, normalised(change)]))
  return `sha256:${digestOf({ changes, inputs })}`
}

/** Without what a second plan of the same thing may show otherwise: the order in which a container's networks are read. */
function normalised({ address, change }: ResourceChange): unknown {
  return {
    address,
    actions: change.actions,
    before: withoutNoise(change.before),
    after: withoutNoise(change.after),
    unknown: change.after_unknown,
  }
}

function withoutNoise(state: Readonly<Record<string, unknown>> | null): unknown {
  if (state === null) return null
  const { network_data: _order, ...rest } = state
  return rest
}

/**
 * Refuses a plan that nobody reviewed. An interrupted apply may be finished without a new review: same inputs, no
 * volume deleted, nothing outside the changes that were reviewed.
 * @throws Failure PLAN-NOT-REVIEWED, PLAN-CHANGED
 */
export function requireReviewed(
  plans: readonly StackPlan[],
  digest: string,
  inputs: string,
  review: Review | undefined,
  journal: Journal | undefined,
): void {
  const changes = plans.flatMap(changesOf).filter(isChange)
  if (changes.length === 0 || review?.digest === digest) return
  if (journal && journal.inputs === inputs && changes.every((change) => isWithin(change, journal))) return
  if (!review) {
    throw new Failure('PLAN-NOT-REVIEWED', {
      fr: "aucun plan n'a été revu pour ce site : lancez `socle plan`, lisez-le, puis `socle apply`",
      en: 'no plan was reviewed for this site: run `socle plan`, read it, then `socle apply`',
    })
  }
  throw new Failure('PLAN-CHANGED', {
    fr: `le plan d'aujourd'hui (${short(digest)}) n'est pas celui qui a été revu le ${review.at} (${short(review.digest)}) : le site ou sa description a changé depuis. Relancez \`socle plan\` et relisez-le`,
    en: `today's plan (${short(digest)}) is not the one reviewed on ${review.at} (${short(review.digest)}): the site or its description has changed since. Run \`socle plan\` again and read it`,
  })
}

function isWithin({ address, type, change }: ResourceChange, journal: Journal): boolean {
  const isDeletion = change.actions.includes('delete')
  if (isDeletion && type === 'docker_volume') return false
  const reviewed = [...journal.creates, ...journal.deletes]
  return reviewed.includes(address)
}

const short = (digest: string): string => digest.slice('sha256:'.length, 'sha256:'.length + 12)
