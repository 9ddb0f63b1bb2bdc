import { describe, expect, test } from 'vitest'
import { RULES } from '../../policies/registry.ts'
import type { Rule } from '../../policies/rule.ts'
import { citation, type Source } from '../../policies/sources.ts'
import { EDITIONS, FACT_BASE } from './fact-base.ts'

const cited = (source: Source): string => {
  const { ref, trust } = citation(source)
  return trust === '*' ? '*' : `${ref} ${trust}`
}

/** The sources of a rule, sorted; what it adds of the project's own is allowed. */
const sourcesOf = ({ sources }: Rule): string[] => sources.map(cited).sort()

const known = RULES.flatMap((rule) => {
  const fact = FACT_BASE.find(({ id }) => id === rule.id)
  return fact === undefined ? [] : [{ id: rule.id, rule, fact }]
})
const others = RULES.filter(({ id }) => !FACT_BASE.some((fact) => fact.id === id))

describe('the fact base', () => {
  test('holds 81 rules, each once', () => {
    expect(FACT_BASE.length).toBe(81)
    expect(new Set(FACT_BASE.map(({ id }) => id)).size).toBe(81)
    const severities = FACT_BASE.map(({ severity }) => severity)
    expect([...new Set(severities)].sort()).toEqual(['blocking', 'major', 'minor'])
  })

  test('is read as it is written', () => {
    expect(FACT_BASE[0]).toEqual({
      id: 'NET-01',
      severity: 'blocking',
      sources: ["ANSSI guide d'hygiène M19 T", 'ReCyF 7.A.4 T', 'MonServiceSécurisé CLOISON.3 P'],
    })
  })

  test('is in the catalogue, judged by a machine or asked of a person', () => {
    const ids = RULES.map(({ id }) => id)
    expect(FACT_BASE.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([])
  })
})

describe('a rule of the fact base', () => {
  test.each(known)('$id has its severity', ({ rule, fact }) => {
    expect(rule.severity).toBe(fact.severity)
  })

  test.each(known)('$id cites its sources, and no other guide', ({ rule, fact }) => {
    const extra = fact.sources.includes('*') ? [] : ['*']
    const own = sourcesOf(rule).filter((source) => !extra.includes(source))
    expect([...new Set(own)]).toEqual([...fact.sources].sort())
  })
})

describe('any rule', () => {
  test.each(others)('$id, of which the fact base knows nothing, cites the project only', (rule) => {
    expect([...new Set(sourcesOf(rule))]).toEqual(['*'])
  })

  test.each(RULES)('$id cites each source once', ({ sources }) => {
    const refs = sources.map(({ guide, number }) => `${guide} ${number}`)
    expect(refs).toEqual([...new Set(refs)])
  })

  test.each(RULES)('$id cites the editions that were read', ({ sources }) => {
    const guides = sources.filter(({ trust, validFrom }) => trust !== '*' && validFrom === undefined)
    const wrong = guides.filter(({ guide, version }) => EDITIONS[guide]?.includes(version) !== true)
    expect(wrong).toEqual([])
  })

  test.each(RULES)('$id says until when its law is in force', ({ sources }) => {
    const law = sources.filter(({ guide }) => /^(CGI|LPF|CIBS|Code de commerce)$/.test(guide))
    const undated = law.filter(({ validFrom, validTo }) => validFrom === undefined || validTo === undefined)
    expect(undated).toEqual([])
  })
})
