import { describe, expect, test } from 'vitest'
import { SITE } from '../../../policies/examples/site.ts'
import { readDerogations, readDocuments, readWaivers } from '../../../policies/waivers/read.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const ENTRY = {
  rule: 'CTR-10',
  subject: 'docker_container.db',
  justification: 'fournisseur en retard',
  compensating: 'surveillance quotidienne',
  owner: 'i.moreau',
  approvedBy: 'a.durand',
  expires: '2027-01-31',
  fingerprint: 'sha256:0123456789abcdef',
}

const written = (changes: Readonly<Record<string, unknown>> = {}): Uint8Array => {
  const entries = Object.entries({ ...ENTRY, ...changes }).filter(([, value]) => value !== undefined)
  return bytes(
    `waivers:\n  - { ${entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }\n`,
  )
}

const faultsOf = (reading: ReturnType<typeof readWaivers>): string[] =>
  reading.ok
    ? []
    : reading.faults.map(({ code, line, column, text }) => `${line}:${column} ${code} ${text.en}`)

describe('waivers.yaml', () => {
  test('an entry that is whole', () => {
    expect(readWaivers(written(), 'waivers.yaml', SITE.people)).toEqual({
      ok: true,
      value: [{ ...ENTRY, where: 'waivers.yaml:2:5', lastLevel: 'live' }],
    })
  })

  test.each([
    ['nothing', ''],
    ['no entry', 'waivers: []\n'],
  ])('%s is no waiver', (_what, text) => {
    expect(readWaivers(bytes(text), 'waivers.yaml', SITE.people)).toEqual({ ok: true, value: [] })
  })

  test.each<[string, Uint8Array, string[]]>([
    [
      'a rule that does not exist',
      written({ rule: 'CTR-19999' }),
      ['2:13 ACCEPT-UNKNOWN-RULE no rule is called `CTR-19999` (`socle rules` lists them all)'],
    ],
    [
      'a rule in lower case',
      written({ rule: 'CTR-1O' }),
      [
        '2:13 ACCEPT-UNKNOWN-RULE no rule is called `CTR-1O`, did you mean CTR-10? (`socle rules` lists them all)',
      ],
    ],
    [
      'a key that is missing',
      written({ compensating: undefined }),
      ['2:5 ACCEPT-MISSING-KEY the key compensating is missing'],
    ],
    [
      'a key that is misspelt',
      written({ approvedby: 'a.durand' }),
      ['2:243 ACCEPT-UNKNOWN-KEY the key `approvedby` does not exist here, did you mean `approvedBy`?'],
    ],
    [
      'a number',
      written({ expires: 20270131 }),
      ['2:189 ACCEPT-TYPE `20270131` is not a text: one is needed, in quotes if need be'],
    ],
    [
      'an empty text',
      written({ justification: ' ' }),
      ['2:70 ACCEPT-TYPE ` ` is not a text: one is needed, in quotes if need be'],
    ],
    ['a list at the top', bytes('- a\n'), ['1:1 ACCEPT-TYPE `[…]` was read, waivers is expected']],
    [
      'a text for the list',
      bytes('waivers: none\n'),
      ['1:10 ACCEPT-TYPE `none` was read, waivers is expected'],
    ],
    [
      'another list',
      bytes('waiver: []\n'),
      ['1:1 ACCEPT-UNKNOWN-KEY the key `waiver` does not exist here, did you mean `waivers`?'],
    ],
    ['an anchor', bytes('waivers: &a []\n'), ['1:10 SITE-YAML-FEATURE']],
  ])('%s is refused', (_what, text, expected) => {
    const faults = faultsOf(readWaivers(text, 'waivers.yaml', SITE.people))
    expect(faults.map((fault, at) => fault.slice(0, expected[at]?.length))).toEqual(expected)
  })

  test.each([
    ['a rule that nobody may waive', { rule: 'CTR-01' }, 'nobody may waive this rule'],
    ['an owner nobody knows', { owner: 'x' }, 'owner: x is not among people of site.yaml'],
    ['an approver nobody knows', { approvedBy: 'x' }, 'approvedBy: x is not among people of site.yaml'],
    ['approved by its author', { owner: 'a.durand' }, 'a.durand cannot approve their own request'],
    [
      'approved by the infogérant',
      { owner: 'm.leroy', approvedBy: 'i.moreau' },
      'i.moreau has the role admin only: the risk belongs to a person of the client',
    ],
  ])('%s is kept, and refused', (_what, changes, reason) => {
    const reading = readWaivers(written(changes), 'waivers.yaml', SITE.people)
    expect(reading.ok && reading.value.map(({ refused }) => refused?.en)).toEqual([reason])
  })
})

describe('derogations.yaml', () => {
  test.each([
    [
      'id',
      '{ id: DER-99, by: a.durand, on: "2026-11-01" }',
      /^1:18 ACCEPT-UNKNOWN-DEROGATION no derogation of the architecture is called `DER-99`; they are /,
    ],
    [
      'by',
      '{ id: DER-01, by: i.moreau, on: "2026-11-01" }',
      /^1:30 ACCEPT-PERSON `i.moreau` is not a person of the client/,
    ],
    [
      'on',
      '{ id: DER-01, by: a.durand, on: "2026-11-31" }',
      /^1:44 ACCEPT-DATE `2026-11-31` is not a day of the calendar \(YYYY-MM-DD\)$/,
    ],
  ])('%s', (_key, entry, expected) => {
    const reading = readDerogations(bytes(`accepted: [${entry}]\n`), 'derogations.yaml', SITE.people)
    expect(
      reading.ok
        ? []
        : reading.faults.map(({ line, column, code, text }) => `${line}:${column} ${code} ${text.en}`),
    ).toEqual([expect.stringMatching(expected)])
  })
})

describe('documents.yaml', () => {
  const entry = (rule: string): Uint8Array =>
    bytes(`documents: [{ rule: ${rule}, title: Contrat, date: "2026-03-01", heldBy: a.durand }]\n`)

  test('a document for a control', () => {
    expect(readDocuments(entry('GOV-02'), 'documents.yaml')).toEqual({
      ok: true,
      value: {
        'GOV-02': { title: 'Contrat', date: '2026-03-01', heldBy: 'a.durand', where: 'documents.yaml:1:13' },
      },
    })
  })

  test('never for a rule that a machine judges', () => {
    const reading = readDocuments(entry('CTR-01'), 'documents.yaml')
    expect(reading.ok ? [] : reading.faults.map(({ text }) => text.en)).toEqual([
      'CTR-01 is judged by the machine: no document stands in for it',
    ])
  })
})
