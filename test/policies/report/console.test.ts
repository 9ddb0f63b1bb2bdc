import { describe, expect, test } from 'vitest'
import { assess } from '../../../policies/assess.ts'
import { aContainer, FACTS, only } from '../../../policies/examples.ts'
import { RULES } from '../../../policies/registry.ts'
import { consoleReport } from '../../../policies/report/console.ts'

const assessment = assess({
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

CTR-01  No container sees the host's own system                  1 fail
CTR-07  Memory, processor and processes bounded                  1 unknown
DRF-02  Nothing on the site that nobody declared                 1 not applicable (no declaration to compare with)
NET-02  Every link between two containers is a declared conduit  3 pass

Resources that nothing judges:
  docker_volume.db-data

Good to know:
  archive: no effect yet

3 passed, 1 failed, 1 unknown, 0 deferred, 0 waived, 0 declared, 1 not applicable · 4 of 5 resources judged`)
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
