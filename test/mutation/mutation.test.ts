import { describe, expect, test } from 'vitest'
import { addressesOf, bodyAt } from './change.ts'
import { judgeMutants } from './engine.ts'
import { allMutants, outcomes } from './mutants.ts'
import type { Mutation } from './mutation.ts'
import { NEUTRAL } from './neutral.ts'
import { idleRules, percentage, proofOf } from './report.ts'
import { EXPLAINED, explanationOf } from './survivors.ts'
import type { World } from './world.ts'

/** Judged once for all tests: it takes half a minute. */
const all = outcomes()
const proof = proofOf(all)
const survivors = all.filter(({ why }) => why !== undefined)

describe('the rules see what gets worse', () => {
  test('many mutants, nearly all of them killed by the rules they name', () => {
    expect(proof.mutants).toBeGreaterThanOrEqual(400)
    expect(percentage(proof)).toBeGreaterThanOrEqual(98)
  })

  test('every automated rule kills at least one', () => {
    expect(idleRules(all)).toEqual([])
  })

  test('each survivor is explained', () => {
    expect(survivors.filter((outcome) => explanationOf(outcome) === undefined)).toEqual([])
  })

  test('each explanation has a survivor', () => {
    const used = new Set(survivors.map(explanationOf))
    expect(EXPLAINED.filter((each) => !used.has(each))).toEqual([])
  })

  test('no mutant is counted twice', () => {
    const names = all.map(({ subject, mutation }) => `${subject} ${mutation}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

const RESOURCES = Object.keys(NEUTRAL)

/** Top-level attributes of a resource that at least one mutation changes. */
function changed(world: World, mutations: readonly Mutation[], address: string): string[] {
  const before = bodyAt(world.stacks, address)
  return mutations
    .filter(({ subject }) => subject === address)
    .flatMap(({ apply }) => {
      const { stacks } = apply(world)
      if (!addressesOf(stacks, address.split('.')[0] ?? '').includes(address)) return []
      const after = bodyAt(stacks, address)
      return Object.keys(before).filter((key) => before[key] !== after[key])
    })
}

describe('nothing that is written is left out', () => {
  const synth = allMutants().filter(
    ({ world, mutations }) => world.level === 'synth' && mutations.length > 50,
  )
  const cases = synth.flatMap(({ world, mutations }) =>
    RESOURCES.flatMap((type) => addressesOf(world.stacks, type)).map((address) => ({
      name: `${world.name} ${address}`,
      type: address.split('.')[0] ?? '',
      written: Object.keys(bodyAt(world.stacks, address)),
      mutated: changed(world, mutations, address),
    })),
  )

  test.each(cases)('$name', ({ type, written, mutated }) => {
    const known = [...mutated, ...Object.keys(NEUTRAL[type] ?? {})]
    expect(written.filter((attribute) => !known.includes(attribute))).toEqual([])
  })

  test.each(RESOURCES)('what is not mutated of %s is written somewhere', (type) => {
    const written = cases.filter((each) => each.type === type).flatMap((each) => each.written)
    expect(Object.keys(NEUTRAL[type] ?? {}).filter((attribute) => !written.includes(attribute))).toEqual([])
  })
})

describe('the engine', () => {
  const [first] = allMutants()
  if (!first) throw new Error('no world')
  const { world } = first
  const subject = 'docker_container.proxy'
  const mutation = (kills: readonly string[], apply: Mutation['apply'] = (same) => same): Mutation => ({
    subject,
    what: 'nothing',
    how: 'weakened',
    kills,
    apply,
  })

  test('calls a survivor what a rule passes', () => {
    expect(judgeMutants(world, [mutation(['CTR-01'])])).toEqual([
      {
        subject: `${world.name} synth ${subject}`,
        mutation: 'nothing',
        how: 'weakened',
        rules: ['CTR-01'],
        why: `CTR-01 says pass of ${subject}`,
      },
    ])
  })

  test('believes no rule that already failed, nor one that says nothing', () => {
    const [late, silent] = judgeMutants(world, [
      mutation(['CTR-05']),
      mutation(['CTR-01@docker_container.none']),
    ])
    expect(late?.why).toBe(`CTR-05 did not pass ${subject} before (unknown)`)
    expect(silent?.why).toBe('CTR-01 says nothing of docker_container.none')
  })

  test('wants every named rule to see it', () => {
    const faulty = mutation(['CTR-01', 'CTR-04'], (before) => ({
      ...before,
      stacks: JSON.parse(
        JSON.stringify(before.stacks).replaceAll('"privileged":false', '"privileged":true'),
      ) as World['stacks'],
    }))
    expect(judgeMutants(world, [faulty])[0]?.why).toBe(`CTR-04 says pass of ${subject}`)
  })

  test('says the same twice', () => {
    const few = first.mutations.slice(0, 200)
    expect(judgeMutants(world, few)).toEqual(judgeMutants(world, few))
  })
})

test('the proof has the form that machines read', () => {
  const [killed, survivor] = [all.find(({ why }) => why === undefined), survivors[0]]
  if (!killed || !survivor) throw new Error('nothing to show')
  expect(proofOf([killed, survivor])).toEqual({
    mutants: 2,
    killed: 1,
    survivors: [
      {
        subject: survivor.subject,
        mutation: survivor.mutation,
        why: `gap: ${explanationOf(survivor)?.why}`,
      },
    ],
  })
})
