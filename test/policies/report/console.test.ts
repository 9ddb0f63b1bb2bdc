import { describe, expect, test } from 'vitest'
import { assess } from '../../../policies/assess.ts'
import { aContainer, FACTS, only } from '../../../policies/examples/site.ts'
import { RULES } from '../../../policies/registry.ts'
import { consoleReport } from '../../../policies/report/console.ts'
import { judged, saying, VARIETY } from './samples.ts'

const given = assess({
  ...only(aContainer({ privileged: true, memory: '${var.memory}' })),
  level: 'live',
  facts: FACTS,
  siteId: 'demo',
  inputs: {},
  engine: 'none',
  version: '0',
  now: new Date(0),
  host: '',
  notices: [{ fr: 'archive : sans effet', en: 'archive: no effect yet' }],
  rules: RULES.filter(({ id }) => ['CTR-01', 'CTR-07', 'NET-02', 'DRF-02'].includes(id)),
})

const attributes = ['host_name', 'init'].map((attribute) => ({
  type: 'docker_container',
  attribute,
  resources: 1,
}))
const assessment = { ...given, coverage: { ...given.coverage, attributes } }

describe('console report', () => {
  test('in English', () => {
    expect(consoleReport(assessment, { lang: 'en' })).toBe(`demo · running site

FAIL CTR-01 blocking · docker_container.db
    No container sees the host's own system
    seen    privileged=true
    want    privileged=false
    fix     Remove privileged and these mounts; give a volume, or one named device.
    rule inspired by ANSSI-FT-082 R1 (v1.0, S)
    project rule (docker.sock)

UNKNOWN CTR-07 major · docker_container.db
    Memory, processor and processes bounded
    seen    memory=?; memory_swap=512
    want    memory > 0; memory_swap=memory
    reason  memory: a reference that cannot be followed from here
    rule inspired by ANSSI-FT-082 R9 (v1.0, S); ANSSI-FT-082 R10 (v1.0, S); ANSSI-FT-082 R11 (v1.0, S)
    project rule (pids_limit)

CTR-01  No container sees the host's own system                  1 failed
CTR-07  Memory, processor and processes bounded                  1 unknown
NET-02  Every link between two containers is a declared conduit  3 passed

Not applicable:
  no declaration to compare with (1): DRF-02

Resources that nothing judges:
  docker_volume.db-data

Attributes that are written and that no rule decides by (2): docker_container (host_name, init)

Good to know:
  archive: no effect yet

3 passed, 1 failed, 1 unknown, 1 not applicable · 4 of 5 resources judged`)
  })

  test('in French, with the same facts', () => {
    const french = consoleReport(assessment, { lang: 'fr' })
    expect(french.split('\n').slice(0, 10)).toEqual([
      'demo · site en marche',
      '',
      'ÉCHEC CTR-01 bloquant · docker_container.db',
      "    Aucun conteneur ne voit le système de l'hôte",
      '    vu      privileged=true',
      '    voulu   privileged=false',
      '    remède  Retirer privileged et ces montages ; donner un volume, ou un périphérique nommé.',
      '    règle inspirée de ANSSI-FT-082 R1 (v1.0, S)',
      '    règle du projet (docker.sock)',
      '',
    ])
  })

  test('what was accepted names who and until when, and is no pass', () => {
    const lines = consoleReport(VARIETY, { lang: 'fr' }).split('\n')
    const from = lines.indexOf('ACCEPTÉ CTR-03 bloquant · docker_container.db · site.yaml:31:5')
    expect(lines.slice(from + 2, from + 6)).toEqual([
      '    vu      a=1',
      '    voulu   a=2',
      '    motif   migration',
      "    accepté par a.durand jusqu'au 2026-12-05 inclus ; en compensation : read daily",
    ])
    expect(lines).toContain('ACCEPTÉ DST-01 bloquant · docker_volume.db-data')
    expect(lines.find((line) => line.startsWith('CTR-03'))).toMatch(/ {2}1 accepté$/)
  })

  test('a degraded variant is said where it passes', () => {
    const rows = consoleReport(VARIETY, { lang: 'en' }).split('\n')
    expect(rows.find((line) => line.startsWith('CTR-07'))).toMatch(
      / {2}2 passed \(degraded variant that the source admits: 1\)$/,
    )
  })

  test('what nobody judged is grouped by what it waits for, never called not applicable', () => {
    const pending = (kind: 'document' | 'capability') => ({
      subject: 'site',
      status: 'not-applicable' as const,
      pending: kind,
      reason: 'x',
    })
    const waiting = judged({
      rules: [
        ...['ADM-11', 'ADM-12', 'CTR-01'].map((id) => saying(id, [pending('document')])),
        ...['CTR-03', 'CTR-04'].map((id) => saying(id, [pending('capability')])),
        saying('CTR-06', [{ status: 'unknown' }], { levels: ['synth', 'plan'] }),
        saying('CTR-07', [{ status: 'unknown' }, { status: 'unknown' }], { levels: ['synth', 'live'] }),
      ],
    })
    expect(consoleReport(waiting, { lang: 'fr' }).split('\n').slice(1, 11)).toEqual([
      '',
      'Se jugera plus tard :',
      '  sur le plan (1) : CTR-06',
      '  sur le site en marche (1) : CTR-07',
      '',
      'À fournir, jugé par nulle machine :',
      '  pièces (3) : ADM-11, ADM-12, CTR-01',
      '  attend une capacité (2) : CTR-03, CTR-04',
      '',
      'Ressources que rien ne juge :',
    ])
    expect(consoleReport(waiting, { lang: 'fr' }).split('\n').at(-1)).toBe(
      '0 réussi, 0 échec, 0 inconnu, 3 différés, 5 non jugés · 0 ressource jugée sur 7',
    )
  })

  test('a long list takes as many lines as it needs; attributes take one', () => {
    const ids = RULES.slice(0, 16).map(({ id }) => id)
    const many = judged({
      rules: ids.map((id) =>
        saying(id, [{ subject: 'site', status: 'not-applicable', pending: 'document' }]),
      ),
    })
    const written = Array.from({ length: 30 }, (_, index) => ({
      type: 'docker_container',
      attribute: `attribute_${index}`,
      resources: 1,
    }))
    const lines = consoleReport(
      { ...many, coverage: { ...many.coverage, attributes: written } },
      { lang: 'en' },
    ).split('\n')
    const from = lines.findIndex((line) => line.startsWith('  documents (16): '))
    expect(lines[from + 1]).toMatch(/^ {4}[A-Z]{2,3}-\d\d/)
    const named = lines.filter((line) => line.includes('attribute_'))
    expect(named).toHaveLength(1)
    expect(named[0]).toMatch(/^Attributes that are written and that no rule decides by \(30\): .*…$/)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110)
  })

  test('shows what a hostile file holds, never obeys it', () => {
    const { results } = assessment
    const hostile = results.map((result) => ({
      ...result,
      subject: 'docker_container.x\u001b[2J\nPASS \u202ey',
    }))
    const text = consoleReport({ ...assessment, results: hostile }, { lang: 'en' })
    expect(text.split('\n')[2]).toBe(
      'FAIL CTR-01 blocking · docker_container.x\\u001b[2J\\u000aPASS \\u202ey',
    )
    expect(text).not.toMatch(/[\u001b\u202e]|^PASS/m)
  })

  test('is plain text unless colour is asked for, and certifies nothing', () => {
    const plain = consoleReport(assessment, { lang: 'fr' })
    expect(plain).not.toContain('\u001b')
    expect(plain).not.toMatch(/conforme|certifi/i)
    expect(consoleReport(assessment, { lang: 'fr', colour: true })).toContain('\u001b[31mÉCHEC\u001b[0m')
  })
})
