import type { Status } from '../../policies/assessment.ts'
import { RULES } from '../../policies/registry.ts'
import { resultsOf } from '../../policies/results.ts'
import type { Context, Rule } from '../../policies/rule.ts'
import { expectedOf, type Expected, type Mutation } from './mutation.ts'
import { contextOf, type World } from './world.ts'

export interface Outcome {
  /** `cabinet-durand synth docker_container.db` */
  readonly subject: string
  readonly mutation: string
  readonly how: Mutation['how']
  readonly rules: readonly string[]
  /** Why it survived; absent when every named rule saw it. */
  readonly why?: string
}

/** What a rule says of each subject: the gravest of its verdicts. */
type Said = ReadonlyMap<string, Status>

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]))

function ruleOf(id: string): Rule {
  const rule = BY_ID.get(id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}

const WORST: readonly Status[] = ['fail', 'unknown', 'waived', 'declared', 'pass', 'not-applicable']

function said(rule: Rule, context: Omit<Context, 'judged'>): Said {
  const judged = rule.last ? judgedBefore(context) : []
  const found = new Map<string, Status>()
  for (const { subject, status } of resultsOf(rule, { ...context, judged })) {
    const before = found.get(subject)
    if (before === undefined || WORST.indexOf(status) < WORST.indexOf(before)) found.set(subject, status)
  }
  return found
}

const judgedBefore = (context: Omit<Context, 'judged'>) =>
  RULES.filter(({ last }) => last !== true).flatMap((rule) => resultsOf(rule, { ...context, judged: [] }))

/** Judges every mutant of one world by the rules that must see it. */
export function judgeMutants(world: World, mutations: readonly Mutation[]): Outcome[] {
  const sound = contextOf(world)
  const before = new Map<string, Said>()
  const soundly = (id: string): Said => {
    const found = before.get(id) ?? said(ruleOf(id), sound)
    before.set(id, found)
    return found
  }
  return mutations.map((mutation) => {
    const mutant = contextOf(mutation.apply(world))
    const expected = expectedOf(mutation)
    const why = expected.flatMap((each) => missed(each, soundly(each.rule), said(ruleOf(each.rule), mutant)))
    return {
      subject: `${world.name} ${world.level} ${mutation.subject}`,
      mutation: mutation.what,
      how: mutation.how,
      rules: expected.map(({ rule }) => rule),
      ...(why.length > 0 ? { why: why.join('; ') } : {}),
    }
  })
}

/** A rule sees what it passed before, or what was not there, and no longer passes. */
function missed({ rule, on, status }: Expected, before: Said, after: Said): string[] {
  const [was, is] = [before.get(on), after.get(on)]
  if (was !== undefined && was !== 'pass') return [`${rule} did not pass ${on} before (${was})`]
  return is === status ? [] : [`${rule} says ${is ?? 'nothing'} of ${on}`]
}
