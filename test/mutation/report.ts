import { RULES } from '../../policies/registry.ts'
import type { Outcome } from './engine.ts'
import { NEUTRAL } from './neutral.ts'
import { explanationOf } from './survivors.ts'

export interface Proof {
  readonly mutants: number
  readonly killed: number
  readonly survivors: readonly Survivor[]
}

export interface Survivor {
  readonly subject: string
  readonly mutation: string
  readonly why: string
}

export function proofOf(outcomes: readonly Outcome[]): Proof {
  const survivors = outcomes.filter(({ why }) => why !== undefined)
  return {
    mutants: outcomes.length,
    killed: outcomes.length - survivors.length,
    survivors: survivors.map((outcome) => {
      const { subject, mutation, why = '' } = outcome
      const found = explanationOf(outcome)
      return { subject, mutation, why: found ? `${found.kind}: ${found.why}` : `not explained: ${why}` }
    }),
  }
}

/** Automated rules that no mutant is named for, or that see none of those that are. */
export const idleRules = (outcomes: readonly Outcome[]): string[] => {
  const killers = new Set(outcomes.filter(({ why }) => why === undefined).flatMap(({ rules }) => rules))
  return RULES.filter(({ id, kind }) => kind === 'automated' && !killers.has(id)).map(({ id }) => id)
}

/** A table of rules, the survivors by reason, what is not mutated, and the percentage. */
export function mutationReport(outcomes: readonly Outcome[]): string {
  const { mutants, killed, survivors } = proofOf(outcomes)
  const idle = idleRules(outcomes)
  return [
    'rule     mutants  killed  survive',
    ...[...tally(outcomes)].map(([rule, { all, missed }]) =>
      `${rule.padEnd(8)} ${pad(all)} ${pad(all - missed)} ${pad(missed)}`.trimEnd(),
    ),
    '',
    ...grouped(survivors),
    ...(idle.length > 0 ? [`rules that kill nothing: ${idle.join(', ')}`, ''] : []),
    'not mutated:',
    ...Object.entries(NEUTRAL).flatMap(([type, attributes]) =>
      Object.entries(attributes).map(([name, why]) => `  ${type}.${name}: ${why}`),
    ),
    '',
    `${mutants} mutants, ${killed} killed, ${survivors.length} survive: ${percentage({ mutants, killed }).toFixed(2)} %`,
  ].join('\n')
}

export const percentage = ({ mutants, killed }: Pick<Proof, 'mutants' | 'killed'>): number =>
  mutants === 0 ? 0 : (100 * killed) / mutants

const pad = (count: number): string => String(count).padStart(7)

function tally(
  outcomes: readonly Outcome[],
): ReadonlyMap<string, { readonly all: number; readonly missed: number }> {
  const counts = new Map<string, { all: number; missed: number }>()
  for (const { rules, why } of outcomes) {
    for (const rule of new Set(rules)) {
      const count = counts.get(rule) ?? { all: 0, missed: 0 }
      counts.set(rule, { all: count.all + 1, missed: count.missed + (why?.includes(rule) ? 1 : 0) })
    }
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Survivors under their reason, each mutation once with the number of places where it survives. */
function grouped(survivors: readonly Survivor[]): string[] {
  const reasons = [...new Set(survivors.map(({ why }) => why))]
  return reasons.flatMap((reason) => {
    const own = survivors.filter(({ why }) => why === reason)
    return [`survive: ${reason}`, ...own.map(({ subject, mutation }) => `  ${subject}: ${mutation}`), '']
  })
}
